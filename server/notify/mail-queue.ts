import type { Mail, MailDocument, Notice } from '../../contract/mails.ts'
import { type DocumentReference, documents } from '../documents.ts'
import { publish } from '../publish.ts'

/** So long an e-mail waits for its message before the sweep asks for it. In milliseconds. */
const patience = 60_000

/** What can take a document: a batch or a transaction. */
type Write = (ref: DocumentReference, data: FirebaseFirestore.DocumentData) => unknown

const pending = (mail: Mail, now: string, at: number): Omit<MailDocument, 'kind'> => ({
  ...mail,
  state: 'pending',
  left: mail.kind === 'notices' ? [...mail.items.keys()] : [0],
  refused: 0,
  attempts: 0,
  nextAt: new Date(at).toISOString(),
  createdAt: now,
})

/**
 * Queues an e-mail in the commit of the change it tells of; `publishQueuedMail` follows the commit, and where it is lost, the sweep.
 * Sent by server/notify/send-mail.
 *
 * @param id names the change: the commit fails where an e-mail of this id is queued already. E-mails carry it in their Message-ID.
 */
export const queueMail = (writer: { create: Write }, id: string, mail: Mail, now: string): void => {
  writer.create(
    documents.mail(id) as unknown as DocumentReference,
    pending(mail, now, Date.parse(now) + patience),
  )
}

/** The id of the e-mail that confirms a new account's address: one a person. */
export const verificationMailId = (uid: string): string => `verify-email_${uid}`

/** How long a digest gathers, in milliseconds. */
const spans = { quarter: 15 * 60_000, day: 24 * 3600_000 } as const

/** Names the span of time that a moment lies in. */
export const toSpanNumber = (span: keyof typeof spans, now: string): number =>
  Math.floor(Date.parse(now) / spans[span])

/**
 * Queues an e-mail of a notice that grows for a while, to go out when the quarter of an hour or the day is over: queued again in the same
 * span it is the same e-mail, and what the notice says is read when it is sent. By then, every commit of the span has come to its end.
 */
export const queueDigest = (
  writer: { set: Write },
  id: string,
  { uid, notificationId }: Notice,
  span: keyof typeof spans,
  now: string,
): void => {
  const over = (toSpanNumber(span, now) + 1) * spans[span]
  writer.set(
    documents.mail(id) as unknown as DocumentReference,
    pending({ kind: 'notices', items: [{ uid, notificationId }] }, now, over + 2 * patience),
  )
}

/** After the commit: has it sent at once. */
export const publishQueuedMail = (id: string): Promise<void> =>
  publish('user-notification', id, { mailId: id })
