import { useState } from 'react'
import type { Notification, NotificationDocument } from '../../../contract/notifications.ts'
import { answer, api } from '../lib/api.ts'
import { useLiveList } from '../lib/live.ts'
import { useSession } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'

const size = 50

const read = async (unread: boolean, cursor?: string, signal?: AbortSignal) =>
  answer(
    api.GET('/v1/me/notifications', {
      params: { query: { limit: size, ...(unread && { unread: 'true' }), ...(cursor && { cursor }) } },
      ...(signal && { signal }),
    }),
  )

type Change = Partial<Notification> | 'deleted'

/** Every notification, page by page, newest first; the first page is read again when one comes in. */
export const useNotifications = (unread: boolean) => {
  const { person } = useSession()
  const newest = useLiveList<NotificationDocument & { id: string }>(
    person ? `newest notification of ${person.uid}` : null,
    ({ collection, db, limit, orderBy, query }) =>
      query(collection(db, `people/${person?.uid}/notifications`), orderBy('createdAt', 'desc'), limit(1)),
  )
  const heard = newest.status === 'ready' ? newest.data[0] : undefined
  const key = newest.status === 'loading' ? null : `${unread} ${heard?.id} ${heard?.createdAt}`
  const first = useLoad(key, (signal) => read(unread, undefined, signal))
  const [rest, setRest] = useState<{ unread: boolean; items: Notification[]; cursor?: string | undefined }>({
    unread,
    items: [],
  })
  const [changed, setChanged] = useState<ReadonlyMap<string, Change>>(new Map())

  const known = first.status === 'ready' ? first.data : undefined
  const later = rest.unread === unread ? rest : { unread, items: [], cursor: undefined }
  const cursor = later.items.length > 0 ? later.cursor : known?.nextCursor
  const more = useAction(async () => {
    const page = await read(unread, cursor)
    setRest({ unread, items: [...later.items, ...page.items], cursor: page.nextCursor })
  })

  const items = new Map([...(known?.items ?? []), ...later.items].map((item) => [item.id, item]))
  for (const [id, change] of changed) {
    const item = items.get(id)
    // Told again since: it is as the list says.
    if (!item || (change !== 'deleted' && change.createdAt !== item.createdAt)) continue
    if (change === 'deleted') items.delete(id)
    else items.set(id, { ...item, ...change })
  }

  return {
    status: first.status,
    failure: first.status === 'loading' ? null : (first.failure ?? more.failure),
    items: [...items.values()],
    reload: first.reload,
    more: cursor ? more.run : undefined,
    loadingMore: more.busy,
    /** What was done to one of them, or to all. */
    change: (id: string, change: Change) =>
      setChanged((before) => {
        const ids = id === 'all' ? [...items.keys()] : [id]
        const entries = ids.map((one): [string, Change] => [
          one,
          change === 'deleted' ? change : { ...change, createdAt: items.get(one)?.createdAt ?? '' },
        ])
        return new Map([...before, ...entries])
      }),
    /** Nothing is left. */
    empty: () => {
      setRest({ unread, items: [] })
      first.reload()
    },
  }
}
