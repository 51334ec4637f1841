import { access, meChangePassword } from '../../contract/people.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { publishQueuedMail } from '../../server/notify/mail-queue.ts'
import { checkNewPassword } from '../../server/people/check-new-password.ts'
import { createContinuedSession } from '../../server/people/continue-session.ts'
import { addAccountNotices } from '../../server/people/report-account-changes.ts'
import { verifyPassword, wrongPasswordProblem } from '../../server/people/verify-password.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The next sign-in compares this time with Firebase's clock. Without room for a difference it would send the notice a second time. */
const clockSkewMs = 5_000
const unchanged = 'Your password was not changed.'

/**
 * Changes the password. Firebase revokes the refresh tokens; `validAfter` revokes the ID tokens that have not expired. Both count in
 * whole seconds, so the new sign-in with `customToken` stays valid.
 */
export default endpoint(meChangePassword, async ({ body, caller, now, log, commit }) => {
  const { currentPassword, newPassword } = body
  await checkNewPassword(newPassword, 'newPassword', unchanged, log)
  if (!caller.email || !currentPassword) throw wrongPasswordProblem(unchanged)
  await verifyPassword(caller.email, currentPassword, unchanged)
  if (newPassword === currentPassword)
    throw new Problem('password-reused', `Choose a password that is not your current one. ${unchanged}`, {
      fields: [{ path: 'newPassword', message: 'This is your current password.' }],
    })

  await auth.updateUser(caller.uid, { password: newPassword })
  const ref = documents.access(caller.uid)
  const batch = db.batch()
  batch.update(ref, toFields(access, { validAfter: now }))
  const passwordUpdatedAt = new Date(Date.now() + clockSkewMs).toISOString()
  batch.set(documents.accountSeen(caller.uid), { passwordUpdatedAt }, { merge: true })
  const mailId = addAccountNotices(batch, caller.uid, ['password'], now)
  await commit(batch, ref.path)
  if (mailId) await publishQueuedMail(mailId)
  return json(200, { customToken: await createContinuedSession(caller) })
})
