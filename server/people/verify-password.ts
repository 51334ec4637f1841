import { Problem } from '../problem.ts'
import { callIdentityToolkit, IdentityToolkitError } from './identity-toolkit.ts'

const wrongReasons: ReadonlySet<string> = new Set(
  'INVALID_LOGIN_CREDENTIALS INVALID_PASSWORD EMAIL_NOT_FOUND INVALID_EMAIL USER_DISABLED'.split(' '),
)

export const wrongPasswordProblem = (unchanged: string) =>
  new Problem(
    'wrong-password',
    `${unchanged} If you have no password or forgot it, ask for a new one on the sign-in page.`,
    {
      fields: [{ path: 'currentPassword', message: 'This is not your current password.' }],
    },
  )

/**
 * Throws unless Firebase accepts the password. Firebase throttles guesses and asks for the second factor after the password.
 *
 * @param unchanged a sentence for the person, which says that nothing was changed
 */
export const verifyPassword = async (email: string, password: string, unchanged: string): Promise<void> => {
  if (!password) throw wrongPasswordProblem(unchanged)
  try {
    await callIdentityToolkit('signInWithPassword', { email, password, returnSecureToken: false })
  } catch (error) {
    if (!(error instanceof IdentityToolkitError)) throw error
    if (error.reason === 'TOO_MANY_ATTEMPTS_TRY_LATER')
      throw new Problem('rate-limited', `Too many tries. Wait a few minutes. ${unchanged}`, {
        retryAfter: 60,
      })
    throw wrongReasons.has(error.reason) ? wrongPasswordProblem(unchanged) : error
  }
}
