import { access, meChangePassword } from '../../contract/people.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { checkNewPassword } from '../../server/people/check-new-password.ts'
import { verifyPassword, wrongPasswordProblem } from '../../server/people/verify-password.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const kept = 'Your password stays as it was.'

/**
 * Changes the password. Firebase ends the refresh tokens with it, `validAfter` the ID tokens that are still out; both count in whole
 * seconds, so the sign-in that `customToken` begins stands.
 */
export default endpoint(meChangePassword, async ({ body, caller, now, commit }) => {
  const { currentPassword, newPassword } = body
  await checkNewPassword(newPassword, 'newPassword', kept)
  if (!caller.email || !currentPassword) throw wrongPasswordProblem(kept)
  await verifyPassword(caller.email, currentPassword, kept)
  if (newPassword === currentPassword)
    throw new Problem('password-reused', `Choose one that is not the current one. ${kept}`, {
      fields: [{ path: 'newPassword', message: 'This is the password you have.' }],
    })

  await auth.updateUser(caller.uid, { password: newPassword })
  const ref = documents.access(caller.uid)
  const batch = db.batch()
  batch.update(ref, toFields(access, { validAfter: now }))
  await commit(batch, ref.path)
  return json(200, { customToken: await auth.createCustomToken(caller.uid) })
})
