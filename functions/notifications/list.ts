import { notificationsList } from '../../contract/notifications.ts'
import { presentNotification } from '../../domain/notifications.ts'
import { documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The caller's notifications, newest first. */
export default endpoint(notificationsList, async ({ query, caller }) => {
  const all = documents.notifications(caller.uid)
  const { snapshots, nextCursor } = await readPage(
    query.unread ? all.where('read', '==', false) : all,
    query,
    'createdAt',
    'desc',
  )
  return json(200, {
    items: snapshots.map((snapshot) => presentNotification(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
