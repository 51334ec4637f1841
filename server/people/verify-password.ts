import { Problem } from '../problem.ts'
import { callIdentityToolkit, IdentityToolkitError } from './identity-toolkit.ts'

const wrongReasons: ReadonlySet<string> = new Set(
  'INVALID_LOGIN_CREDENTIALS INVALID_PASSWORD EMAIL_NOT_FOUND INVALID_EMAIL USER_DISABLED'.split(' '),
)

export const wrongPasswordProblem = (kept: string) =>
  new Problem(
    'wrong-password',
    `${kept} If you have none yet, or forgot it, ask for a new one where you sign in.`,
    {
      fields: [{ path: 'currentPassword', message: 'This is not your current password.' }],
    },
  )

/** Throws where Firebase does not take the password. It slows down who guesses; a second factor is asked for after the password. */
export const verifyPassword = async (email: string, password: string, kept: string): Promise<void> => {
  if (!password) throw wrongPasswordProblem(kept)
  try {
    await callIdentityToolkit('signInWithPassword', { email, password, returnSecureToken: false })
  } catch (error) {
    if (!(error instanceof IdentityToolkitError)) throw error
    if (error.reason === 'TOO_MANY_ATTEMPTS_TRY_LATER')
      throw new Problem('rate-limited', `Too many tries. Wait a few minutes. ${kept}`, { retryAfter: 60 })
    throw wrongReasons.has(error.reason) ? wrongPasswordProblem(kept) : error
  }
}
