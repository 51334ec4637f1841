import { notificationsReadAll } from '../../contract/notifications.ts'
import { db, documents } from '../../server/documents.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** A Firestore batch holds 500 writes; the activity is one of them. */
const most = 499

/** Marks every notification read that is there now. */
export default endpoint(notificationsReadAll, async ({ caller, commit }) => {
  const unread = documents.notifications(caller.uid).where('read', '==', false).limit(most)
  for (;;) {
    const page = await unread.get()
    if (page.empty) break
    const batch = db.batch()
    for (const one of page.docs) batch.update(one.ref, { read: true })
    await commit(batch, `people/${caller.uid}/notifications`)
    if (page.size < most) break
  }
  return empty(204)
})
