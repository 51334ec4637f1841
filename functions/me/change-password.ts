import { access, meChangePassword } from '../../contract/people.ts'
import { auth } from '../auth/admin.ts'
import { identityToolkit, Refusal } from '../auth/identity-toolkit.ts'
import { checkPassword } from '../auth/password.ts'
import { db, documents, fields } from '../documents.ts'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problem.ts'

const kept = 'Your password stays as it was.'

const wrongReasons: ReadonlySet<string> = new Set(
  'INVALID_LOGIN_CREDENTIALS INVALID_PASSWORD EMAIL_NOT_FOUND INVALID_EMAIL USER_DISABLED'.split(' '),
)

/** Throws where Firebase does not take the password. It slows down who guesses; a second factor is asked for after the password. */
const checkCurrent = async (email: string, password: string): Promise<void> => {
  try {
    await identityToolkit('signInWithPassword', { email, password, returnSecureToken: false })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.reason === 'TOO_MANY_ATTEMPTS_TRY_LATER')
      throw new Problem('rate-limited', `Too many tries. Wait a few minutes. ${kept}`, { retryAfter: 60 })
    throw wrongReasons.has(error.reason) ? wrong() : error
  }
}
const wrong = () =>
  new Problem(
    'wrong-password',
    `${kept} If you have none yet, or forgot it, ask for a new one where you sign in.`,
    {
      fields: [{ path: 'currentPassword', message: 'This is not your current password.' }],
    },
  )

/**
 * Changes the password. Firebase ends the refresh tokens with it, `validAfter` the ID tokens that are still out; both count in whole
 * seconds, so the sign-in that `customToken` begins stands.
 */
export default endpoint(meChangePassword, async ({ body, caller, now, commit }) => {
  const { currentPassword, newPassword } = body
  await checkPassword(newPassword, 'newPassword', kept)
  if (!caller.email || !currentPassword) throw wrong()
  await checkCurrent(caller.email, currentPassword)
  if (newPassword === currentPassword)
    throw new Problem('password-reused', `Choose one that is not the current one. ${kept}`, {
      fields: [{ path: 'newPassword', message: 'This is the password you have.' }],
    })

  await auth.updateUser(caller.uid, { password: newPassword })
  const ref = documents.access(caller.uid)
  const batch = db.batch()
  batch.update(ref, fields(access, { validAfter: now }))
  await commit(batch, ref.path)
  return { status: 200, body: { customToken: await auth.createCustomToken(caller.uid) } }
})
