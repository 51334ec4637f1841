import * as z from 'zod'
import { id, time } from './common.ts'
import { mailGroup, notificationContent } from './notifications.ts'
import { operation } from './operation.ts'

/** Somebody's notice that also goes out by e-mail. Without `content` the notice is read when the e-mail is written: one that may grow until then. */
const notice = z.object({ uid: id, notificationId: id, content: notificationContent.optional() })
export type Notice = z.infer<typeof notice>

/** mails/{id}: e-mail that is to be sent, written in the commit of the change it tells of. No client may read it. Once it is done with, it names nobody. */
export const mail = z.object({
  kind: z.enum(['verify-email', 'reset-password', 'change-email', 'email-changing', 'notices']),
  /** Whom an account mail goes to. The link in it is made when it is sent, and kept nowhere. */
  uid: id.optional(),
  email: z.string().optional(),
  newEmail: z.string().optional(),
  /** As many notices as one commit writes. */
  items: z.array(notice).max(250).optional(),
  state: z.enum(['pending', 'sent', 'failed']),
  /** Which items nobody has got yet, by their place; an account mail is item 0. */
  left: z.array(z.int()),
  /** How many addresses the mail server refused for good. */
  refused: z.int(),
  attempts: z.int(),
  /** When it is tried next. Whoever delivers it moves this on, so that nobody else does meanwhile. */
  nextAt: time,
  createdAt: time,
  /** A TTL policy deletes it then. */
  expiresAt: time.optional(),
})
export type MailDocument = z.infer<typeof mail>

/** What can be queued. */
export type Mail =
  | { kind: 'verify-email'; uid: string; email: string }
  /** Nobody has looked whether there is such an account. */
  | { kind: 'reset-password'; email: string }
  /** Goes to the new address. */
  | { kind: 'change-email'; uid: string; email: string; newEmail: string }
  /** Goes to the old one. */
  | { kind: 'email-changing'; uid: string; email: string; newEmail: string }
  | { kind: 'notices'; items: Notice[] }
export type AccountMail = Exclude<Mail, { kind: 'notices' }>

export const mailUnsubscribe = operation({
  id: 'mail-unsubscribe',
  method: 'post',
  path: '/v1/mail/unsubscribe',
  summary:
    'Turns off e-mail of one group, by the token in every e-mail of it: no sign-in needed, nor a body. Takes the form that mail programs send (RFC 8058).',
  access: 'public',
  takesForm: true,
  query: z.strictObject({ token: z.string().max(300) }),
  responses: { 200: z.object({ group: mailGroup }) },
})
