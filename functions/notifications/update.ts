import { notificationsUpdate } from '../../contract/notifications.ts'
import { presentNotification } from '../../domain/notifications.ts'
import { db, documents } from '../../server/documents.ts'
import { grpc, hasGrpcCode, notFound } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Marks a notification read or unread. */
export default endpoint(notificationsUpdate, async ({ params, body, caller }) => {
  const ref = documents.notifications(caller.uid).doc(params.notificationId)
  const known = (await ref.get()).data()
  if (!known) throw notFound('notification')
  const batch = db.batch()
  batch.update(ref, { read: body.read })
  // Another request may delete it between the read and the commit.
  await batch.commit().catch((error: unknown) => {
    throw hasGrpcCode(error, grpc.notFound) ? notFound('notification') : error
  })
  return json(200, presentNotification(ref.id, { ...known, read: body.read }))
})
