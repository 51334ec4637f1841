import { notificationsDelete } from '../../contract/notifications.ts'
import { db, documents } from '../documents.ts'
import { endpoint } from '../endpoint.ts'
import { grpc, hasCode, notFound } from '../problem.ts'

/** Deletes a notification. */
export default endpoint(notificationsDelete, async ({ params, caller, commit }) => {
  const ref = documents.notifications(caller.uid).doc(params.notificationId)
  const batch = db.batch()
  batch.delete(ref, { exists: true })
  await commit(batch, ref.path).catch((error: unknown) => {
    throw hasCode(error, grpc.notFound) ? notFound('notification') : error
  })
  return { status: 204 }
})
