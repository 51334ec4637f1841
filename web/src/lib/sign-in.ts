import { withAsciiDomain } from '../../../contract/ascii-domain.ts'
import { api } from './api.ts'
import { startSession, waitForSignIn } from './session.ts'

/** A random name of this browser, so that a sign-in from another one sends a notice. Undefined where nothing can be stored. */
const readDevice = (): string | undefined => {
  try {
    const device = localStorage.getItem('device') ?? crypto.randomUUID()
    localStorage.setItem('device', device)
    return device
  } catch {
    return undefined
  }
}

/** Records the sign-in, and lets the API look for changes of the account. It never fails: the next sign-in does the same. */
export const recordSignIn = async (): Promise<void> => {
  const device = readDevice()
  // `keepalive` sends it even if the person leaves the page.
  await api.POST('/v1/me/sign-ins', { body: { ...(device && { device }) }, keepalive: true }).catch(() => {})
}

/** Call it after each sign-in: waits until the session is there, and records the sign-in. */
export const completeSignIn = async (): Promise<void> => {
  await waitForSignIn()
  void recordSignIn()
}

export const signIn = async (email: string, password: string): Promise<void> => {
  const firebase = await startSession()
  await firebase.signInWithEmailAndPassword(firebase.auth, withAsciiDomain(email), password)
  await completeSignIn()
}

/** Continues as the same person after all sessions have ended. */
export const signInWithToken = async (customToken: string): Promise<void> => {
  const firebase = await startSession()
  await firebase.signInWithCustomToken(firebase.auth, customToken)
}

/** The ways in which the person can sign in: `password`, `google.com`. */
export const readWays = async (): Promise<string[]> => {
  const { providerData = [] } = (await startSession()).auth.currentUser ?? {}
  return providerData.map(({ providerId }) => providerId)
}

/** People who sign in with Google may have no password. */
export const hasPassword = async (): Promise<boolean> => (await readWays()).includes('password')
