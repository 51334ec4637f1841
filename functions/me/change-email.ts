import { meChangeEmail } from '../../contract/sign-in.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { db, documents } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { publishQueuedMail, queueMail } from '../../server/notify/mail-queue.ts'
import { verifyPassword } from '../../server/people/verify-password.ts'
import { invalidInput, Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { limitEverywhere } from '../limit.ts'
import { json } from '../reply.ts'

/** How long ago somebody without a password may have signed in. In seconds. */
const recent = 5 * 60
const often = { max: 5, seconds: 3600 }
const kept = 'Your address stays as it was.'

const account = (find: Promise<Awaited<ReturnType<typeof auth.getUser>>>) =>
  find.catch((error: { code?: string }) => {
    if (error.code === 'auth/user-not-found') return undefined
    throw error
  })

/**
 * Sends a link to the new address, and word of it to the old one. Firebase makes the change when the link is opened; it ends every session
 * with it. Who else has the address is looked at again then.
 */
export default endpoint(meChangeEmail, async ({ body, caller, now, requestId, log, commit }) => {
  const { uid } = caller
  const newEmail = body.email.toLowerCase()
  const mine = await account(auth.getUser(uid))
  const email = mine?.email
  if (!email) throw new Problem('recent-sign-in-required', `This account has no address to change. ${kept}`)
  if (newEmail === email.toLowerCase()) throw invalidInput([fieldProblem('email', 'currentEmail')])

  await limitEverywhere(meChangeEmail.id, uid, often, log)
  if (mine.providerData.some(({ providerId }) => providerId === 'password'))
    await verifyPassword(email, body.currentPassword ?? '', kept)
  else if (Date.parse(now) / 1000 - caller.signedInAt > recent)
    throw new Problem(
      'recent-sign-in-required',
      `Sign in again, then change your address within 5 minutes. ${kept}`,
    )
  if (await account(auth.getUserByEmail(newEmail)))
    throw new Problem('email-taken', `There is another account with this address. ${kept}`)

  const [confirm, notice] = [`change-email_${requestId}`, `email-changing_${requestId}`]
  const batch = db.batch()
  queueMail(batch, confirm, { kind: 'change-email', uid, email, newEmail }, now)
  queueMail(batch, notice, { kind: 'email-changing', uid, email, newEmail }, now)
  await commit(batch, documents.person(uid).path)
  await Promise.all([publishQueuedMail(confirm), publishQueuedMail(notice)])
  return json(202, { email: body.email })
})
