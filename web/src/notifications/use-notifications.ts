import { useState } from 'react'
import type { Notification, NotificationDocument } from '../../../contract/notifications.ts'
import { answer, api } from '../lib/api.ts'
import { useLiveList } from '../lib/live.ts'
import { useSession } from '../lib/session.ts'
import { usePages } from '../lib/use-pages.ts'

const size = 50

type Change = Partial<Notification> | 'deleted'

/** All notifications in pages, newest first, reloaded when a new one arrives. */
export const useNotifications = (unread: boolean) => {
  const { person } = useSession()
  const newest = useLiveList<NotificationDocument & { id: string }>(
    person ? `newest notification of ${person.uid}` : null,
    ({ collection, db, limit, orderBy, query }) =>
      query(collection(db, `people/${person?.uid}/notifications`), orderBy('createdAt', 'desc'), limit(1)),
  )
  const heard = newest.status === 'ready' ? newest.data[0] : undefined
  const list = usePages<Notification>(
    newest.status === 'loading' ? null : `${unread}`,
    (cursor, signal) => {
      const query = { limit: size, ...(unread && { unread: 'true' as const }), ...(cursor && { cursor }) }
      return answer(api.GET('/v1/me/notifications', { params: { query }, signal }))
    },
    ({ id }) => id,
    `${heard?.id} ${heard?.createdAt}`,
  )
  const [changed, setChanged] = useState<ReadonlyMap<string, Change>>(new Map())

  const items = new Map(list.items.map((item) => [item.id, item]))
  for (const [id, change] of changed) {
    const item = items.get(id)
    // The notification was renewed after this change, so the list is right.
    if (!item || (change !== 'deleted' && change.createdAt !== item.createdAt)) continue
    if (change === 'deleted') items.delete(id)
    else items.set(id, { ...item, ...change })
  }

  return {
    ...list,
    items: [...items.values()],
    /** Applies a confirmed change to one notification, or to all. */
    change: (id: string, change: Change) =>
      setChanged((earlier) => {
        const ids = id === 'all' ? [...items.keys()] : [id]
        const entries = ids.map((key): [string, Change] => [
          key,
          change === 'deleted' ? change : { ...change, createdAt: items.get(key)?.createdAt ?? '' },
        ])
        return new Map([...earlier, ...entries])
      }),
  }
}
