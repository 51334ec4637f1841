import { type MailGroup, mailGroup } from '../../contract/notifications.ts'
import { isSignatureOf, sign } from '../hmac.ts'

const textOf = (uid: string, group: MailGroup) => `unsubscribe\n${uid}\n${group}`

/** Proves that its bearer received e-mail of this group to this person and may stop it. It does not expire, so links in old e-mails work. */
export const createUnsubscribeToken = (uid: string, group: MailGroup): string =>
  `${uid}.${group}.${sign(textOf(uid, group)).toString('base64url')}`

/** @returns undefined if the signature is wrong */
export const readUnsubscribeToken = (token: string): { uid: string; group: MailGroup } | undefined => {
  const [uid = '', name, signature = ''] = token.split('.')
  const { data: group } = mailGroup.safeParse(name)
  if (!group || token !== `${uid}.${group}.${signature}`) return undefined
  const received = Buffer.from(signature, 'base64url')
  // Base64url has more than one spelling of the same bytes, and only the one that we send is accepted.
  return received.toString('base64url') === signature && isSignatureOf(textOf(uid, group), received)
    ? { uid, group }
    : undefined
}
