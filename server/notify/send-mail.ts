import { FieldValue } from '../documents.ts'
import { describeError, type Log } from '../log.ts'
import { budgetOf, countMail, type MailBudget } from './mail-budget.ts'
import { type LeaseTimes, type MailChange, takeMailLease } from './mail-lease.ts'
import { prepareMails } from './prepare-mails.ts'
import { classifyFailure, type Email, type Failure, from, type SendEmail, sendEmail } from './smtp.ts'

const secondMs = 1_000
const hourMs = 3600 * secondMs
const dayMs = 24 * hourMs
/** Less than the function's timeout of ten minutes. */
const maxDeliveryMs = 480 * secondMs
const recordIntervalMs = secondMs
/** Backoff from half a minute to half an hour. */
const retryDelayMs = (attempts: number) => Math.min(30 * secondMs * 2 ** (attempts - 1), hourMs / 2)
/** An e-mail that could not be sent in this time has failed. */
const giveUpAfterMs = dayMs
/** The record of an e-mail stays this long. */
const retentionMs = { sent: 7 * dayMs, failed: 30 * dayMs }

/** The domain of the sender's address. Message-IDs are unique under it. */
const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'labseat'

/** Sends an e-mail until the signal aborts. */
type Sender = (email: Email, messageId: string) => Promise<void>

/** @returns why the server did not take the e-mail, or undefined */
const sendOne = (
  email: Email,
  { id, item }: { id: string; item: number },
  send: Sender,
  log: Log,
): Promise<Failure | undefined> =>
  send(email, `<${id}.${item}@${domain}>`).then(
    () => undefined,
    (error) => {
      const failure = classifyFailure(error)
      // The server's own message would contain the address.
      const { code, responseCode, command } = error as Record<string, unknown>
      log('WARNING', 'An e-mail was not taken.', { mail: id, item, failure, code, responseCode, command })
      return failure
    },
  )

/** The address has had as many e-mails of this kind as it may get. */
type Outcome = Failure | 'over-budget' | undefined

/** Counts the e-mail for its address, then sends it. @returns why it was not sent, or undefined */
const sendWithinBudget = async (
  kind: MailBudget,
  email: Email,
  name: { id: string; item: number },
  send: Sender,
  log: Log,
): Promise<Outcome> => {
  const { waitMs, undo } = await countMail(kind, email.to, log)
  if (waitMs > 0) {
    log('WARNING', 'An address has had too many e-mails of this kind.', { mail: name.id, kind, waitMs })
    return 'over-budget'
  }
  const failure = await sendOne(email, name, send, log)
  // Nobody received it, so its next attempt must not cost the address a second e-mail.
  if (failure && failure !== 'refused') await undo()
  return failure
}

type Progress = { left: ReadonlySet<number>; refused: number; attempts: number; createdAt: string }

/** The document's fields after a delivery. */
const endDelivery = (
  { left, refused, attempts, createdAt }: Progress,
  nowMs: number,
  reportFailed: () => void,
): MailChange => {
  const timeAfter = (delayMs: number) => new Date(nowMs + delayMs).toISOString()
  const deleted = FieldValue.delete()
  const withoutPerson = { uid: deleted, email: deleted, newEmail: deleted, items: deleted }
  if (left.size === 0)
    return { left: [], refused, state: 'sent', expiresAt: timeAfter(retentionMs.sent), ...withoutPerson }
  if (nowMs - Date.parse(createdAt) < giveUpAfterMs)
    return { left: [...left], refused, nextAt: timeAfter(retryDelayMs(attempts)) }
  reportFailed()
  const expiresAt = timeAfter(retentionMs.failed)
  return { left: [...left], refused, state: 'failed', expiresAt, ...withoutPerson }
}

/**
 * Sends the items of mails/{id} that nobody has received, one after the other, and records progress at most once a second. After a crash the
 * next delivery repeats that second's items under the same Message-IDs. A refused address delays no other, and neither
 * does an address whose budget is used up. A server that takes nothing ends
 * the delivery, and the sweep starts the next one at `nextAt`. A delivery that lost its lease (server/notify/mail-lease.ts) stops at once.
 */
export const sendMail = async (
  id: string,
  now: string,
  log: Log,
  send: SendEmail = sendEmail,
  leaseTimes?: LeaseTimes,
): Promise<void> => {
  const startedAt = performance.now()
  const elapsedMs = () => performance.now() - startedAt
  const currentMs = () => Date.parse(now) + elapsedMs()
  const lease = await takeMailLease(id, currentMs, leaseTimes)
  if (!lease) return
  const { attempts, createdAt } = lease.mail
  let { refused } = lease.mail
  const left = new Set(lease.mail.left)
  const sendWhileHeld: Sender = (email, messageId) => send(email, messageId, lease.lost)

  let recordedAt = performance.now()
  try {
    for await (const { item, email } of prepareMails(lease.mail)) {
      const failure =
        email && (await sendWithinBudget(budgetOf(lease.mail, item), email, { id, item }, sendWhileHeld, log))
      // A notice waits for room. An account mail does not: an earlier one with the same purpose is in the mailbox.
      const isDropped = failure === 'over-budget' && lease.mail.kind !== 'notices'
      if (!failure || failure === 'refused' || isDropped) left.delete(item)
      if (failure === 'refused') refused++
      if (failure === 'down' || elapsedMs() > maxDeliveryMs) break
      if (performance.now() - recordedAt > recordIntervalMs && left.size > 0) {
        await lease.record({ left: [...left], refused })
        recordedAt = performance.now()
      }
      if (lease.lost.aborted) break
    }
  } catch (error) {
    // Firebase or Firestore did not return the recipients.
    log('ERROR', 'E-mail could not be written.', { mail: id, ...describeError(error) })
  }
  if (lease.lost.aborted) return log('WARNING', 'Another delivery has an e-mail.', { mail: id, attempts })
  const change = endDelivery({ left, refused, attempts, createdAt }, currentMs(), () =>
    log('ERROR', 'E-mail was given up.', { mail: id, left: left.size, attempts }),
  )
  await lease.end(change)
}
