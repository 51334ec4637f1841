import { createHmac, timingSafeEqual } from 'node:crypto'
import { type MailGroup, mailGroup } from '../../contract/notifications.ts'
import { config } from '../config.ts'

const sign = (uid: string, group: MailGroup): string =>
  createHmac('sha256', config.hmacKey).update(`unsubscribe\n${uid}\n${group}`).digest('base64url')

/** Proves that its bearer received e-mail of this group to this person and may stop it. It does not expire, so links in old e-mails work. */
export const createUnsubscribeToken = (uid: string, group: MailGroup): string =>
  `${uid}.${group}.${sign(uid, group)}`

/** @returns undefined if the signature is wrong */
export const readUnsubscribeToken = (token: string): { uid: string; group: MailGroup } | undefined => {
  const [uid = '', name, signature = ''] = token.split('.')
  const { data: group } = mailGroup.safeParse(name)
  if (!group || token !== `${uid}.${group}.${signature}`) return undefined
  const [received, expected] = [Buffer.from(signature), Buffer.from(sign(uid, group))]
  return received.length === expected.length && timingSafeEqual(received, expected)
    ? { uid, group }
    : undefined
}
