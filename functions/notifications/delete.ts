import { notificationsDelete } from '../../contract/notifications.ts'
import { db, documents } from '../../server/documents.ts'
import { grpc, hasGrpcCode, notFound } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** Deletes a notification. */
export default endpoint(notificationsDelete, async ({ params, caller }) => {
  const ref = documents.notifications(caller.uid).doc(params.notificationId)
  const batch = db.batch()
  batch.delete(ref, { exists: true })
  await batch.commit().catch((error: unknown) => {
    throw hasGrpcCode(error, grpc.notFound) ? notFound('notification') : error
  })
  return empty(204)
})
