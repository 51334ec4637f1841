import { config } from '../config.ts'

const call = async (method: string, body: Record<string, unknown>): Promise<Record<string, unknown>> => {
  const response = await fetch(`${config.authHost}/v1/accounts:${method}?key=${config.apiKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  const answer = (await response.json()) as { error?: { message?: string } }
  if (!response.ok) throw new Error(`Identity Toolkit ${method}: ${answer.error?.message ?? response.status}`)
  return answer
}

/**
 * Has Firebase send the e-mail that confirms an address: only with the person's own ID token does Identity Toolkit send one
 * (https://cloud.google.com/identity-platform/docs/reference/rest/v1/accounts/sendOobCode), so it signs in once with the password just chosen.
 */
export const sendVerification = async (email: string, password: string): Promise<void> => {
  const { idToken } = await call('signInWithPassword', { email, password, returnSecureToken: true })
  await call('sendOobCode', { requestType: 'VERIFY_EMAIL', idToken })
}
