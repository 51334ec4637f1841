import { access, meChangePassword } from '../../contract/people.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { checkNewPassword } from '../../server/people/check-new-password.ts'
import { verifyPassword, wrongPasswordProblem } from '../../server/people/verify-password.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const unchanged = 'Your password stays as it was.'

/**
 * Changes the password. Firebase revokes the refresh tokens; `validAfter` revokes the ID tokens that have not expired. Both count in
 * whole seconds, so the new sign-in with `customToken` stays valid.
 */
export default endpoint(meChangePassword, async ({ body, caller, now, commit }) => {
  const { currentPassword, newPassword } = body
  await checkNewPassword(newPassword, 'newPassword', unchanged)
  if (!caller.email || !currentPassword) throw wrongPasswordProblem(unchanged)
  await verifyPassword(caller.email, currentPassword, unchanged)
  if (newPassword === currentPassword)
    throw new Problem('password-reused', `Choose one that is not the current one. ${unchanged}`, {
      fields: [{ path: 'newPassword', message: 'This is the password you have.' }],
    })

  await auth.updateUser(caller.uid, { password: newPassword })
  const ref = documents.access(caller.uid)
  const batch = db.batch()
  batch.update(ref, toFields(access, { validAfter: now }))
  await commit(batch, ref.path)
  return json(200, { customToken: await auth.createCustomToken(caller.uid) })
})
