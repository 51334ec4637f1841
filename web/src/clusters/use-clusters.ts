import { useState } from 'react'
import type { Cluster } from '../../../contract/clusters.ts'
import { sessionMay } from '../app/places.ts'
import { answer, api } from '../lib/api.ts'
import { useLiveList } from '../lib/live.ts'
import { useSession } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'

/** The most that the rules let a listener have. */
const size = 50
type Later = { items: Cluster[]; cursor?: string | undefined }

/** Newest first: the caller's own, for an admin everybody's. The first fifty are live, the API has those behind them. */
export const useClusters = () => {
  const session = useSession()
  const uid = session.person?.uid
  const sees = sessionMay(session, 'cluster-manage') ? 'everybody' : 'own'
  const key = `clusters ${sees} ${uid}`
  const live = useLiveList<Cluster>(key, ({ collection, db, limit, orderBy, query, where }) =>
    query(
      collection(db, 'clusters'),
      ...(sees === 'own' ? [where('ownerId', '==', uid)] : []),
      orderBy('createdAt', 'desc'),
      limit(size),
    ),
  )
  const [later, setLater] = useState<(Later & { key: string }) | null>(null)
  const rest = later?.key === key ? later : null
  const first = live.status === 'ready' ? live.data : []
  const more = useAction(async () => {
    // The first page of the API has the fifty that are shown already, and brings the cursor behind them.
    const query = { limit: 2 * size, ...(rest?.cursor && { cursor: rest.cursor }) }
    const page = await answer(api.GET('/v1/clusters', { params: { query } }))
    setLater({ key, items: [...(rest?.items ?? []), ...page.items], cursor: page.nextCursor })
  })
  const shown = new Map([...first, ...(rest?.items ?? [])].map((one) => [one.id, one]))
  for (const one of first) shown.set(one.id, one)
  const goesOn = rest ? Boolean(rest.cursor) : first.length === size
  return {
    live,
    clusters: [...shown.values()],
    more: goesOn ? more.run : undefined,
    loadingMore: more.busy,
    failure: more.failure,
  }
}
