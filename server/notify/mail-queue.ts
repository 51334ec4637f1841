import type { Mail, MailDocument, Notice } from '../../contract/mails.ts'
import type { ChoreContext } from '../chore.ts'
import { type DocumentReference, documents, Timestamp } from '../documents.ts'
import { publish } from '../publish.ts'

/** The sweep publishes an e-mail whose message has not arrived after this time. */
const overdueMs = 20_000

/** A batch or a transaction. */
type Write = (ref: DocumentReference<MailDocument>, data: MailDocument) => unknown

const toPendingMail = (mail: Mail, now: string, nextAtMs: number): MailDocument => ({
  ...mail,
  state: 'pending',
  left: mail.kind === 'notices' ? [...mail.items.keys()] : [0],
  refused: 0,
  attempts: 0,
  nextAt: new Date(nextAtMs).toISOString(),
  createdAt: now,
})

/**
 * Queues an e-mail in the commit of the change it reports. Call `publishQueuedMail` after the commit; if that message is lost, the sweep
 * publishes it. server/notify/send-mail sends it.
 *
 * @param id names the change: the commit fails if an e-mail of this id is queued already. The Message-ID of the e-mail contains it.
 */
export const queueMail = (writer: { create: Write }, id: string, mail: Mail, now: string): void => {
  writer.create(documents.mail(id), toPendingMail(mail, now, Date.parse(now) + overdueMs))
}

/** The id of the e-mail that confirms a new account's address: one per person. */
export const verificationMailId = (uid: string): string => `verify-email_${uid}`

/** How long a digest collects. */
const spanMs = { quarter: 15 * 60_000, day: 24 * 3600_000 } as const

/** The number of the span that a time is in, counted from 1970. */
export const toSpanNumber = (span: keyof typeof spanMs, now: string): number =>
  Math.floor(Date.parse(now) / spanMs[span])

/**
 * Queues the e-mail of a notice that grows, to be sent at the end of the quarter of an hour or the day. Queueing it again in the same span
 * changes nothing, and the notice is read when the e-mail is sent. The delay lets every commit of the span end first.
 */
export const queueDigest = (
  writer: { set: Write },
  id: string,
  { uid, notificationId }: Notice,
  span: keyof typeof spanMs,
  now: string,
): void => {
  const endMs = (toSpanNumber(span, now) + 1) * spanMs[span]
  const digest: Mail = { kind: 'notices', items: [{ uid, notificationId }] }
  writer.set(documents.mail(id), toPendingMail(digest, now, endMs + 2 * overdueMs))
}

/** Has a queued e-mail sent at once. Call it after the commit. */
export const publishQueuedMail = (id: string): Promise<void> =>
  publish('user-notification', id, { mailId: id })

/** Publishes e-mail that waits for its next attempt, or whose message was lost. */
export const publishDueMails = async ({ now, maxItems }: ChoreContext): Promise<number> => {
  const due = await documents
    .mails()
    .where('state', '==', 'pending')
    .where('nextAt', '<=', Timestamp.fromDate(new Date(now)))
    .limit(maxItems)
    .get()
  await Promise.all(due.docs.map(({ id }) => publishQueuedMail(id)))
  return due.size
}
