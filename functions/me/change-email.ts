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

/** Without a password, the last sign-in must not be older than this. */
const maxSignInAgeSeconds = 5 * 60
const limitPerPerson = { max: 5, seconds: 3600 }
const unchanged = 'Your address stays as it was.'

const ignoreMissing = (find: Promise<Awaited<ReturnType<typeof auth.getUser>>>) =>
  find.catch((error: { code?: string }) => {
    if (error.code === 'auth/user-not-found') return undefined
    throw error
  })

/**
 * Sends a link to the new address and a notice to the old one. When the link is opened, Firebase changes the address, ends every session,
 * and checks again that no other account has the address.
 */
export default endpoint(meChangeEmail, async ({ body, caller, now, requestId, log, commit }) => {
  const { uid } = caller
  const newEmail = body.email.toLowerCase()
  const mine = await ignoreMissing(auth.getUser(uid))
  const email = mine?.email
  if (!email)
    throw new Problem('recent-sign-in-required', `This account has no address to change. ${unchanged}`)
  if (newEmail === email.toLowerCase()) throw invalidInput([fieldProblem('email', 'currentEmail')])

  await limitEverywhere(meChangeEmail.id, uid, limitPerPerson, log)
  if (mine.providerData.some(({ providerId }) => providerId === 'password'))
    await verifyPassword(email, body.currentPassword ?? '', unchanged)
  else if (Date.parse(now) / 1000 - caller.signedInAt > maxSignInAgeSeconds)
    throw new Problem(
      'recent-sign-in-required',
      `Sign in again, then change your address within 5 minutes. ${unchanged}`,
    )
  if (await ignoreMissing(auth.getUserByEmail(newEmail)))
    throw new Problem('email-taken', `There is another account with this address. ${unchanged}`)

  const [confirm, notice] = [`change-email_${requestId}`, `email-changing_${requestId}`]
  const batch = db.batch()
  queueMail(batch, confirm, { kind: 'change-email', uid, email, newEmail }, now)
  queueMail(batch, notice, { kind: 'email-changing', uid, email, newEmail }, now)
  await commit(batch, documents.person(uid).path)
  await Promise.all([publishQueuedMail(confirm), publishQueuedMail(notice)])
  return json(202, { email: body.email })
})
