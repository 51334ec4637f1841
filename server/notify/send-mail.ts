import { type MailDocument, mail } from '../../contract/mails.ts'
import { documents, FieldValue, type Timestamp, toFields } from '../documents.ts'
import { describeError, type Log } from '../log.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { budgetOf, countMail, type MailBudget } from './mail-budget.ts'
import { prepareMails } from './prepare-mails.ts'
import { classifyFailure, type Email, type Failure, from, type SendEmail, sendEmail } from './smtp.ts'

const secondMs = 1_000
const hourMs = 3600 * secondMs
const dayMs = 24 * hourMs
/** A delivery holds the e-mail this long, and longer each time it records progress. After a crash the sweep starts the next one then. */
const leaseMs = 120 * secondMs
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

type MailChange = Parameters<typeof toFields<typeof mail>>[1]
type Lease = { mail: MailDocument; updateTime: Timestamp }

/** The delivery that moves `nextAt` on holds the lease; the others find `nextAt` in the future. The first attempt need not wait for it. */
const takeLease = (id: string, nowMs: number): Promise<Lease | undefined> =>
  retryOnConflict(async () => {
    const snapshot = await documents.mail(id).get()
    const stored = snapshot.data()
    if (stored?.state !== 'pending' || (stored.attempts > 0 && Date.parse(stored.nextAt) > nowMs))
      return undefined
    const change = { attempts: stored.attempts + 1, nextAt: new Date(nowMs + leaseMs).toISOString() }
    const write = await snapshot.ref.update(toFields(mail, change), { lastUpdateTime: snapshot.updateTime! })
    return { mail: { ...stored, ...change }, updateTime: write.writeTime }
  })

/** @returns why the server did not take the e-mail, or undefined */
const sendOne = (
  email: Email,
  { id, item }: { id: string; item: number },
  send: SendEmail,
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
  send: SendEmail,
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
 * the delivery, and the sweep starts the next one at `nextAt`.
 */
export const sendMail = async (
  id: string,
  now: string,
  log: Log,
  send: SendEmail = sendEmail,
): Promise<void> => {
  const startedAt = performance.now()
  const elapsedMs = () => performance.now() - startedAt
  const currentMs = () => Date.parse(now) + elapsedMs()
  const lease = await takeLease(id, currentMs())
  if (!lease) return
  const { attempts, createdAt } = lease.mail
  let { refused } = lease.mail
  const left = new Set(lease.mail.left)

  const record = async (change: MailChange): Promise<void> => {
    const write = await documents
      .mail(id)
      .update(toFields(mail, change), { lastUpdateTime: lease.updateTime })
    lease.updateTime = write.writeTime
  }

  let recordedAt = performance.now()
  try {
    for await (const { item, email } of prepareMails(lease.mail)) {
      const failure =
        email && (await sendWithinBudget(budgetOf(lease.mail, item), email, { id, item }, send, log))
      // A notice waits for room. An account mail does not: an earlier one with the same purpose is in the mailbox.
      const isDropped = failure === 'over-budget' && lease.mail.kind !== 'notices'
      if (!failure || failure === 'refused' || isDropped) left.delete(item)
      if (failure === 'refused') refused++
      if (failure === 'down' || elapsedMs() > maxDeliveryMs) break
      if (performance.now() - recordedAt > recordIntervalMs && left.size > 0) {
        await record({
          left: [...left],
          refused,
          nextAt: new Date(currentMs() + leaseMs).toISOString(),
        })
        recordedAt = performance.now()
      }
    }
  } catch (error) {
    // The lease ended, and another delivery has the e-mail.
    if (hasGrpcCode(error, grpc.failedPrecondition)) return
    // Firebase or Firestore did not return the recipients.
    log('ERROR', 'E-mail could not be written.', { mail: id, ...describeError(error) })
  }
  const change = endDelivery({ left, refused, attempts, createdAt }, currentMs(), () =>
    log('ERROR', 'E-mail was given up.', { mail: id, left: left.size, attempts }),
  )
  await record(change).catch((error: unknown) => {
    // The lease ended, and another delivery has the e-mail.
    if (!hasGrpcCode(error, grpc.failedPrecondition)) throw error
  })
}
