import { type MailGroup, mailGroup } from '../../contract/notifications.ts'
import { createSignedToken, readSignedToken } from '../signed-token.ts'

/** Proves that its bearer received e-mail of this group to this person and may stop it. It does not expire, so links in old e-mails work. */
export const createUnsubscribeToken = (uid: string, group: MailGroup): string =>
  createSignedToken('unsubscribe', uid, group)

/** @returns undefined if the signature is wrong */
export const readUnsubscribeToken = (token: string): { uid: string; group: MailGroup } | undefined => {
  const signed = readSignedToken('unsubscribe', token)
  const { data: group } = mailGroup.safeParse(signed?.value)
  return signed && group && { uid: signed.uid, group }
}
