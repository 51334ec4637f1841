import { isSignatureOf, sign } from './hmac.ts'

export type TokenPurpose = 'unsubscribe' | 'calendar'

const textOf = (purpose: TokenPurpose, uid: string, value: string) => `${purpose}\n${uid}\n${value}`

/** `UID.VALUE.SIGNATURE`: proves that Labseat gave it to this person for this purpose. It does not expire. */
export const createSignedToken = (purpose: TokenPurpose, uid: string, value: string): string =>
  `${uid}.${value}.${sign(textOf(purpose, uid, value)).toString('base64url')}`

/** @returns undefined if the signature is wrong */
export const readSignedToken = (
  purpose: TokenPurpose,
  token: string,
): { uid: string; value: string } | undefined => {
  const [uid = '', value = '', signature = ''] = token.split('.')
  if (token !== `${uid}.${value}.${signature}`) return undefined
  const received = Buffer.from(signature, 'base64url')
  // Base64url has more than one spelling of the same bytes, and only the one that we send is accepted.
  return received.toString('base64url') === signature && isSignatureOf(textOf(purpose, uid, value), received)
    ? { uid, value }
    : undefined
}
