import { notificationsList } from '../../contract/notifications.ts'
import { documents } from '../documents.ts'
import { endpoint } from '../endpoint.ts'
import { pageOf } from '../page.ts'

/** The caller's notifications, newest first. */
export default endpoint(notificationsList, async ({ query, caller }) => {
  const { snapshots, nextCursor } = await pageOf(
    documents.notifications(caller.uid),
    query,
    'createdAt',
    'desc',
  )
  return { status: 200, body: { items: snapshots.map((one) => ({ id: one.id, ...one.data() })), nextCursor } }
})
