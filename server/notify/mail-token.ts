import { createHmac, timingSafeEqual } from 'node:crypto'
import { type MailGroup, mailGroup } from '../../contract/notifications.ts'
import { config } from '../config.ts'

const sign = (uid: string, group: MailGroup): string =>
  createHmac('sha256', config.hmacKey).update(`unsubscribe\n${uid}\n${group}`).digest('base64url')

/** Says that its bearer has got e-mail of this group to this person, and so may stop it. It does not expire: old e-mails keep working. */
export const createUnsubscribeToken = (uid: string, group: MailGroup): string =>
  `${uid}.${group}.${sign(uid, group)}`

/** Whose e-mail of which group, if we made this token. */
export const readUnsubscribeToken = (token: string): { uid: string; group: MailGroup } | undefined => {
  const [uid = '', name, signature = ''] = token.split('.')
  const { data: group } = mailGroup.safeParse(name)
  if (!group || token !== `${uid}.${group}.${signature}`) return undefined
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(uid, group))]
  return given.length === right.length && timingSafeEqual(given, right) ? { uid, group } : undefined
}
