import { authResendVerification } from '../../contract/sign-in.ts'
import { db, documents } from '../../server/documents.ts'
import { readMailWait } from '../../server/notify/mail-budget.ts'
import { publishQueuedMail, queueMail } from '../../server/notify/mail-queue.ts'
import { countEverywhere, rateLimited } from '../../server/rate-limit.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const onceAMinute = { max: 1, seconds: 60 }

/** Queues the e-mail that confirms the caller's address again. Next: server/notify/send-mail. */
export default endpoint(authResendVerification, async ({ caller, now, requestId, log, commit }) => {
  const { uid, email, emailVerified } = caller
  if (!email || emailVerified) return json(202, { email: email ?? '' })
  const waitMs =
    (await readMailWait('verify-email', email)) ||
    (await countEverywhere(authResendVerification.id, uid, onceAMinute, log))
  if (waitMs > 0) throw rateLimited(waitMs, 'We have sent this e-mail already.')
  const mailId = `verify-email_${requestId}`
  const batch = db.batch()
  queueMail(batch, mailId, { kind: 'verify-email', uid, email }, now)
  await commit(batch, documents.person(uid).path)
  await publishQueuedMail(mailId)
  return json(202, { email })
})
