import { authRequestPasswordReset } from '../../contract/sign-in.ts'
import { db } from '../../server/documents.ts'
import { publishQueuedMail, queueMail } from '../../server/notify/mail-queue.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/**
 * Queues the e-mail for any address. Only server/notify/prepare-mails checks whether the account exists, and server/notify/mail-budget how
 * many e-mails the address gets. So neither the reply nor its timing reveals the account.
 */
export default endpoint(authRequestPasswordReset, async ({ body, now, requestId }) => {
  const mailId = `reset-password_${requestId}`
  const batch = db.batch()
  queueMail(batch, mailId, { kind: 'reset-password', email: body.email.toLowerCase() }, now)
  await batch.commit()
  await publishQueuedMail(mailId)
  return json(202, { email: body.email })
})
