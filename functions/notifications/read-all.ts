import { notificationsReadAll } from '../../contract/notifications.ts'
import { db, documents } from '../../server/documents.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** A Firestore commit holds 500 writes. */
const maxPerCommit = 500

/** Marks every existing notification as read. */
export default endpoint(notificationsReadAll, async ({ caller }) => {
  const unread = documents.notifications(caller.uid).where('read', '==', false).limit(maxPerCommit)
  for (;;) {
    const page = await unread.get()
    if (page.empty) break
    const batch = db.batch()
    for (const notification of page.docs) batch.update(notification.ref, { read: true })
    await batch.commit()
    if (page.size < maxPerCommit) break
  }
  return empty(204)
})
