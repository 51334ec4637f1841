import type { Cluster } from '../../../contract/clusters.ts'
import type { User } from '../../../contract/users.ts'
import { answer, api } from '../lib/api.ts'
import { usePages } from '../lib/use-pages.ts'
import { t } from '../locales/admin.ts'
import { price } from '../ui/numbers.ts'

/** Names a few clusters; the remaining ones are counted. */
const maxNames = 5

const describeCost = (clusters: readonly Cluster[]): string => {
  const hourly = clusters.reduce((sum, { cost }) => sum + (cost.hourly?.amount ?? 0), 0)
  const costs = t('suspend.costs', { price: price({ amount: hourly, currency: 'USD' }) })
  return clusters.some(({ cost }) => cost.hourly === null) ? `${costs} ${t('suspend.costsMore')}` : costs
}

/** What a suspended operator leaves running, and what that costs: only an admin can end it then. */
export function RunningClusters({ user: { uid } }: { user: User }) {
  const list = usePages<Cluster>(
    uid,
    (cursor, signal) => {
      const params = { query: { liveOf: uid, limit: 100, ...(cursor && { cursor }) } }
      return answer(api.GET('/v1/clusters', { params, signal }))
    },
    ({ id }) => id,
  )
  const { items, more } = list
  if (list.status === 'loading') return <span className="mt-2 block text-soft">{t('suspend.looking')}</span>
  if (list.failure) return <span className="mt-2 block text-warn">{t('suspend.clustersUnknown')}</span>
  if (items.length === 0) return null
  const names = items.slice(0, maxNames).map(({ name }) => name)
  return (
    <span className="wrap-anywhere mt-2 block text-warn">
      {t(more ? 'suspend.manyClusters' : 'suspend.clusters', { count: items.length })} {names.join(', ')}
      {items.length > maxNames && ' …'}. {describeCost(items)} {t('suspend.clustersAbout')}
    </span>
  )
}
