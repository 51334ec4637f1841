import { authRequestPasswordReset } from '../../contract/sign-in.ts'
import { db } from '../../server/documents.ts'
import { publishQueuedMail, queueMail } from '../../server/notify/mail-queue.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { limitEverywhere } from '../limit.ts'
import { json } from '../reply.ts'

/** So that nobody's mailbox is filled by somebody else. */
const toOneAddress = { max: 3, seconds: 900 }

/**
 * Queues the e-mail for whatever address is given. Whether there is such an account is looked at only where the e-mail is written
 * (server/notify/prepare-mails), so that neither the answer nor the time it takes can tell.
 */
export default endpoint(authRequestPasswordReset, async ({ body, now, requestId, log }) => {
  const email = body.email.toLowerCase()
  const mailId = `reset-password_${requestId}`
  try {
    await limitEverywhere(authRequestPasswordReset.id, email, toOneAddress, log)
    const batch = db.batch()
    queueMail(batch, mailId, { kind: 'reset-password', email }, now)
    await batch.commit()
    await publishQueuedMail(mailId)
  } catch (error) {
    // One too many to this address: the ones before are on their way.
    if (!(error instanceof Problem)) throw error
  }
  return json(202, { email: body.email })
})
