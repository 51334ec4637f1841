import { notificationsClear } from '../../contract/notifications.ts'
import { db, documents } from '../../server/documents.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** A Firestore commit holds 500 writes. */
const maxPerCommit = 500

/** Deletes every notification that exists now. Notifications that arrive meanwhile stay. */
export default endpoint(notificationsClear, async ({ caller, now }) => {
  const known = documents
    .notifications(caller.uid)
    .where('createdAt', '<=', new Date(now))
    .select()
    .limit(maxPerCommit)
  for (;;) {
    const page = await known.get()
    if (page.empty) break
    const batch = db.batch()
    for (const notification of page.docs) batch.delete(notification.ref)
    await batch.commit()
    if (page.size < maxPerCommit) break
  }
  return empty(204)
})
