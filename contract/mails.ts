import * as z from 'zod'
import { id, time } from './common.ts'
import { mailGroup, notificationContent } from './notifications.ts'
import { operation } from './operation.ts'

/** A notice that is also sent by e-mail. Without `content`, the sender reads the notice when it writes the e-mail, because the notice may still grow. */
const notice = z.object({ uid: id, notificationId: id, content: notificationContent.optional() })
export type Notice = z.infer<typeof notice>

/** mails/{id}: e-mail to send, written in the commit of the change that it reports. No client may read it. After delivery it contains no person. */
export const mail = z.object({
  kind: z.enum(['verify-email', 'reset-password', 'change-email', 'email-changing', 'notices']),
  /** The recipient of an account mail. Its link is created when it is sent, and never stored. */
  uid: id.optional(),
  email: z.string().optional(),
  newEmail: z.string().optional(),
  /** At most the notices of one commit. */
  items: z.array(notice).max(250).optional(),
  state: z.enum(['pending', 'sent', 'failed']),
  /** Indexes of the items that are not sent yet; an account mail is item 0. */
  left: z.array(z.int()),
  /** How many addresses the mail server refused for good. */
  refused: z.int(),
  attempts: z.int(),
  /** Time of the next attempt. A sender moves it forward first, so no other sender delivers the same e-mail. */
  nextAt: time,
  createdAt: time,
  /** A TTL policy deletes it then. */
  expiresAt: time.optional(),
})
export type MailDocument = z.infer<typeof mail>

export type Mail =
  | { kind: 'verify-email'; uid: string; email: string }
  /** The account may not exist. */
  | { kind: 'reset-password'; email: string }
  /** Goes to the new address. */
  | { kind: 'change-email'; uid: string; email: string; newEmail: string }
  /** Goes to the old one. */
  | { kind: 'email-changing'; uid: string; email: string; newEmail: string }
  | { kind: 'notices'; items: Notice[] }
export type AccountMail = Exclude<Mail, { kind: 'notices' }>

/** `UID.GROUP.SIGNATURE`, from the e-mail. */
const unsubscribeQuery = z.strictObject({ token: z.string().max(300) })

export const mailUnsubscribe = operation({
  id: 'mail-unsubscribe',
  method: 'post',
  path: '/v1/mail/unsubscribe',
  summary:
    'Turns off one group of e-mail, by the token in each e-mail of the group. Needs no sign-in and no body. Accepts the form that mail programs send (RFC 8058).',
  access: 'public',
  limit: 'write',
  takesForm: true,
  query: unsubscribeQuery,
  responses: { 200: z.object({ group: mailGroup }) },
})

export const mailUnsubscribePage = operation({
  id: 'mail-unsubscribe-page',
  method: 'get',
  path: '/v1/mail/unsubscribe',
  summary:
    'Leads a browser to the page that asks before it turns off e-mail. It changes nothing, because mail scanners open links.',
  access: 'public',
  limit: 'read',
  query: unsubscribeQuery,
  redirects: true,
  responses: { 303: null },
})
