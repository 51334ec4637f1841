import { meChangeEmail } from '../../contract/sign-in.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { db, documents } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { readMailWait } from '../../server/notify/mail-budget.ts'
import { publishQueuedMail, queueMail } from '../../server/notify/mail-queue.ts'
import { requireRecentSignIn } from '../../server/people/sign-in.ts'
import { verifyPassword } from '../../server/people/verify-password.ts'
import { invalidInput, Problem } from '../../server/problem.ts'
import { rateLimited } from '../../server/rate-limit.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const unchanged = 'Your address stays as it was.'

const ignoreMissing = (find: Promise<Awaited<ReturnType<typeof auth.getUser>>>) =>
  find.catch((error: { code?: string }) => {
    if (error.code === 'auth/user-not-found') return undefined
    throw error
  })

/**
 * Sends a link to the new address and a notice to the old one, if that is confirmed. When the link is opened, Firebase changes the address, ends every session,
 * and checks again that no other account has the address.
 */
export default endpoint(meChangeEmail, async ({ body, caller, now, requestId, commit }) => {
  const { uid } = caller
  const newEmail = body.email.toLowerCase()
  const mine = await ignoreMissing(auth.getUser(uid))
  const email = mine?.email
  if (!email)
    throw new Problem('recent-sign-in-required', `This account has no address to change. ${unchanged}`)
  if (newEmail === email.toLowerCase()) throw invalidInput([fieldProblem('email', 'currentEmail')])

  if (mine.providerData.some(({ providerId }) => providerId === 'password'))
    await verifyPassword(email, body.currentPassword ?? '', unchanged)
  else requireRecentSignIn(caller, now)
  if (await ignoreMissing(auth.getUserByEmail(newEmail)))
    throw new Problem('email-taken', `Another account has this address. ${unchanged}`)

  const waitMs = await readMailWait('change-email', newEmail)
  if (waitMs > 0) throw rateLimited(waitMs, 'This address got several of these e-mails already.')

  const [confirm, notice] = [`change-email_${requestId}`, `email-changing_${requestId}`]
  const batch = db.batch()
  queueMail(batch, confirm, { kind: 'change-email', uid, email, newEmail }, now)
  // Anybody can sign up with a stranger's address, so an address that nobody confirmed gets no notice.
  if (mine.emailVerified) queueMail(batch, notice, { kind: 'email-changing', uid, email, newEmail }, now)
  await commit(batch, documents.person(uid).path)
  await Promise.all([publishQueuedMail(confirm), mine.emailVerified && publishQueuedMail(notice)])
  return json(202, { email: body.email })
})
