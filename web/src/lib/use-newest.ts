import { useState } from 'react'
import { useLiveList } from './live.ts'
import { presentEach } from './present-each.ts'
import { useAction } from './use-action.ts'

/** The rules allow a listener at most 50 documents. */
const maxLiveItems = 50
type Page<T> = { items: T[]; nextCursor?: string | undefined }
type Newest<Stored, T> = {
  /** Its documents have an `ownerId` and a `createdAt`. */
  collection: string
  /** The uid of the owner. Undefined lists the documents of all owners. */
  ownerId: string | undefined
  /** Converts a stored document to the API form. */
  present: (stored: Stored) => T
  /** Reads a page of the same list from the API. */
  readPage: (query: { limit: number; cursor?: string }) => Promise<Page<T>>
}

/** A list, newest first. The first 50 items are live. Older items come from the API. */
export const useNewest = <Stored extends { id: string }, T extends { id: string }>({
  collection: name,
  ownerId,
  present,
  readPage,
}: Newest<Stored, T>) => {
  const key = `newest ${name} ${ownerId}`
  const live = useLiveList<Stored>(key, ({ collection, db, limit, orderBy, query, where }) =>
    query(
      collection(db, name),
      ...(ownerId !== undefined ? [where('ownerId', '==', ownerId)] : []),
      orderBy('createdAt', 'desc'),
      limit(maxLiveItems),
    ),
  )
  const [olderPages, setOlderPages] = useState<{
    key: string
    items: T[]
    cursor: string | undefined
  } | null>(null)
  const older = olderPages?.key === key ? olderPages : null
  const liveItems = live.status === 'ready' ? presentEach(live.data, present) : []
  const more = useAction(async () => {
    // The first page of the API repeats the live items, and has the cursor of the items after them.
    const page = await readPage({ limit: 2 * maxLiveItems, ...(older?.cursor && { cursor: older.cursor }) })
    setOlderPages({ key, items: [...(older?.items ?? []), ...page.items], cursor: page.nextCursor })
  })
  const shown = new Map([...liveItems, ...(older?.items ?? [])].map((item) => [item.id, item]))
  // A live item is newer than the same item of a page.
  for (const item of liveItems) shown.set(item.id, item)
  const hasMore = older ? Boolean(older.cursor) : liveItems.length === maxLiveItems
  return {
    live,
    items: [...shown.values()],
    more: hasMore ? more.run : undefined,
    loadingMore: more.busy,
    failure: more.failure,
  }
}
