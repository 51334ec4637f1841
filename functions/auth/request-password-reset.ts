import { authRequestPasswordReset } from '../../contract/sign-in.ts'
import { db } from '../../server/documents.ts'
import { publishQueuedMail, queueMail } from '../../server/notify/mail-queue.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { limitEverywhere } from '../limit.ts'
import { json } from '../reply.ts'

/** Protects a mailbox from a flood of reset e-mails. */
const limitPerAddress = { max: 3, seconds: 900 }

/**
 * Queues the e-mail for any address. Only server/notify/prepare-mails checks whether the account exists, so neither the reply nor its
 * timing reveals it.
 */
export default endpoint(authRequestPasswordReset, async ({ body, now, requestId, log }) => {
  const email = body.email.toLowerCase()
  const mailId = `reset-password_${requestId}`
  try {
    await limitEverywhere(authRequestPasswordReset.id, email, limitPerAddress, log)
    const batch = db.batch()
    queueMail(batch, mailId, { kind: 'reset-password', email }, now)
    await batch.commit()
    await publishQueuedMail(mailId)
  } catch (error) {
    // The limit of this address is reached. The reply stays the same; the earlier e-mails are on their way.
    if (!(error instanceof Problem)) throw error
  }
  return json(202, { email: body.email })
})
