import { identityToolkit } from './identity-toolkit.ts'

/**
 * Has Firebase send the e-mail that confirms an address: only with the person's own ID token does Identity Toolkit send one
 * (https://cloud.google.com/identity-platform/docs/reference/rest/v1/accounts/sendOobCode), so it signs in once with the password just chosen.
 */
export const sendVerification = async (email: string, password: string): Promise<void> => {
  const { idToken } = await identityToolkit('signInWithPassword', {
    email,
    password,
    returnSecureToken: true,
  })
  await identityToolkit('sendOobCode', { requestType: 'VERIFY_EMAIL', idToken })
}
