import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { Offerings } from '../../../contract/offerings.ts'
import { tableOfferings } from '../../../domain/offerings.ts'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'

type Place = { accountId: string; region: string; platform: Platform }

/** What a cloud offers in a region. The tables answer while the cloud is asked, and when it can't be asked. */
export type RegionOfferings = { offerings: Offerings; state: 'asking' | 'ready' | 'failed' }

export const useOfferings = ({ accountId, region, platform }: Place): RegionOfferings => {
  const key = `${accountId} ${region}`
  const load = useLoad(key, async (signal) => {
    const params = { path: { accountId }, query: { region } }
    const offerings = await answer(api.GET('/v1/cloud-accounts/{accountId}/offerings', { params, signal }))
    return { key, offerings }
  })
  // The lists of the previous region stay until the new ones arrive.
  if (load.status === 'ready' && load.data.key === key)
    return { offerings: load.data.offerings, state: 'ready' }
  const hasFailed = load.status === 'failed' || (load.status === 'ready' && load.failure !== null)
  return {
    offerings: tableOfferings(platform, region, new Date().toISOString()),
    state: hasFailed ? 'failed' : 'asking',
  }
}
