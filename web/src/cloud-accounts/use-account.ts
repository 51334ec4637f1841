import type { CloudAccount, CloudAccountDocument } from '../../../contract/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import type { Failure } from '../lib/failure.ts'
import { useLiveDocument } from '../lib/live.ts'
import { useLoad } from '../lib/use-load.ts'
import { heardAccount } from './use-accounts.ts'

type State =
  | { status: 'loading' }
  /** `retry`: it is not live, and this makes it so again. */
  | { status: 'ready'; account: CloudAccount; retry?: () => void }
  | { status: 'failed'; failure: Failure; retry: () => void }

/** One account as it changes. The rules refuse what is not there or not one's own; the API says which, and has it without a listener. */
export const useAccount = (accountId: string): State => {
  const live = useLiveDocument<CloudAccountDocument & { id: string }>(`cloudAccounts/${accountId}`)
  const heard = live.status === 'ready' ? live.data : null
  const isRead = live.status !== 'loading' && !heard
  const read = useLoad(isRead ? accountId : null, (signal) =>
    answer(api.GET('/v1/cloud-accounts/{accountId}', { params: { path: { accountId } }, signal })),
  )
  const retry = () => {
    if (live.status === 'failed') live.retry()
    read.reload()
  }
  if (heard) return { status: 'ready', account: heardAccount(heard) }
  if (!isRead || read.status === 'loading') return { status: 'loading' }
  if (read.status === 'failed') return { status: 'failed', failure: read.failure, retry }
  return { status: 'ready', account: read.data, retry }
}
