import { useState } from 'react'
import { useLiveList } from './live.ts'
import { useAction } from './use-action.ts'

/** The most that the rules let a listener have. */
const size = 50
type Page<T> = { items: T[]; nextCursor?: string | undefined }
type Newest<Kept, T> = {
  /** The collection, whose documents have an `ownerId` and a `createdAt`. */
  of: string
  /** Whose are listened to; everybody's where nobody is named. */
  owner: string | undefined
  /** Of a snapshot, as the API gives it. */
  heard: (kept: Kept) => T
  /** The same list from the API. */
  page: (query: { limit: number; cursor?: string }) => Promise<Page<T>>
}

/** A list, newest first: the first fifty are live, the API has those behind them. */
export const useNewest = <Kept extends { id: string }, T extends { id: string }>({
  of,
  owner,
  heard,
  page,
}: Newest<Kept, T>) => {
  const key = `newest ${of} ${owner}`
  const live = useLiveList<Kept>(key, ({ collection, db, limit, orderBy, query, where }) =>
    query(
      collection(db, of),
      ...(owner !== undefined ? [where('ownerId', '==', owner)] : []),
      orderBy('createdAt', 'desc'),
      limit(size),
    ),
  )
  const [later, setLater] = useState<{ key: string; items: T[]; cursor: string | undefined } | null>(null)
  const rest = later?.key === key ? later : null
  const first = live.status === 'ready' ? live.data.map(heard) : []
  const more = useAction(async () => {
    // The first page of the API has the fifty that are shown already, and brings the cursor behind them.
    const found = await page({ limit: 2 * size, ...(rest?.cursor && { cursor: rest.cursor }) })
    setLater({ key, items: [...(rest?.items ?? []), ...found.items], cursor: found.nextCursor })
  })
  const shown = new Map([...first, ...(rest?.items ?? [])].map((one) => [one.id, one]))
  for (const one of first) shown.set(one.id, one)
  const goesOn = rest ? Boolean(rest.cursor) : first.length === size
  return {
    live,
    items: [...shown.values()],
    more: goesOn ? more.run : undefined,
    loadingMore: more.busy,
    failure: more.failure,
  }
}
