import { notificationsClear } from '../../contract/notifications.ts'
import { db, documents } from '../../server/documents.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** A Firestore batch holds 500 writes; the activity is one of them. */
const most = 499

/** Deletes every notification that is there now. What comes in meanwhile stays. */
export default endpoint(notificationsClear, async ({ caller, now, commit }) => {
  const known = documents
    .notifications(caller.uid)
    .where('createdAt', '<=', new Date(now))
    .select()
    .limit(most)
  for (;;) {
    const page = await known.get()
    if (page.empty) break
    const batch = db.batch()
    for (const one of page.docs) batch.delete(one.ref)
    await commit(batch, `people/${caller.uid}/notifications`)
    if (page.size < most) break
  }
  return empty(204)
})
