import { notificationsDelete } from '../../contract/notifications.ts'
import { db, documents } from '../documents.ts'
import { endpoint } from '../endpoint.ts'
import { grpc, hasCode, notFound } from '../problem.ts'

/** Deletes a notification. */
export default endpoint(notificationsDelete, async ({ params, caller, record }) => {
  const ref = documents.notifications(caller.uid).doc(params.notificationId)
  const batch = db.batch()
  batch.delete(ref, { exists: true })
  record(batch, ref.path)
  await batch.commit().catch((error: unknown) => {
    throw hasCode(error, grpc.notFound) ? notFound('notification') : error
  })
  return { status: 204 }
})
