import { notificationsList } from '../../contract/notifications.ts'
import { documents } from '../../server/documents.ts'
import { pageOf } from '../../server/page.ts'
import { endpoint } from '../endpoint.ts'

/** The caller's notifications, newest first. */
export default endpoint(notificationsList, async ({ query, caller }) => {
  const all = documents.notifications(caller.uid)
  const { snapshots, nextCursor } = await pageOf(
    query.unread ? all.where('read', '==', false) : all,
    query,
    'createdAt',
    'desc',
  )
  return { status: 200, body: { items: snapshots.map((one) => ({ id: one.id, ...one.data() })), nextCursor } }
})
