import { type MailDocument, mail } from '../../contract/mails.ts'
import { documents, FieldValue, type Timestamp, toFields } from '../documents.ts'
import { describeError, type Log } from '../log.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { prepareMails } from './prepare-mails.ts'
import { classifyFailure, from, type SendEmail, sendEmail as toServer } from './smtp.ts'

// All in milliseconds.
const second = 1_000
const hour = 3600 * second
const day = 24 * hour
/** Who delivers has it alone for this long, and longer each time progress is recorded; after a crash the sweep takes on then. */
const lease = 120 * second
/** The function is cut off after ten minutes. */
const longest = 480 * second
/** From half a minute to half an hour between two attempts. */
const pauseAfter = (attempts: number) => Math.min(30 * second * 2 ** (attempts - 1), hour / 2)
/** An e-mail that could not be sent for so long is given up. */
const patience = day
/** What was sent and what failed can be looked at for so long. */
const kept = { sent: 7 * day, failed: 30 * day }

/** Of the address in `from`: Message-IDs are unique under it. */
const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'labseat'

type Held = { mail: MailDocument; updateTime: Timestamp }

/** Whoever moves `nextAt` on has it; the others find it in the future. The first attempt need not wait for it. */
const take = (id: string, now: number): Promise<Held | undefined> =>
  retryOnConflict(async () => {
    const snapshot = await documents.mail(id).get()
    const known = snapshot.data()
    if (known?.state !== 'pending' || (known.attempts > 0 && Date.parse(known.nextAt) > now)) return undefined
    const change = { attempts: known.attempts + 1, nextAt: new Date(now + lease).toISOString() }
    const write = await snapshot.ref.update(toFields(mail, change), { lastUpdateTime: snapshot.updateTime! })
    return { mail: { ...known, ...change }, updateTime: write.writeTime }
  })

/**
 * Sends what of mails/{id} nobody has got yet, one after the other, and records it at most once a second: a deliverer that is killed has
 * its successor send that second's again, under the same Message-IDs. One address that is refused holds up nobody; a server that takes
 * nothing ends the attempt, and the sweep asks for the next one at `nextAt`.
 */
export const sendMail = async (
  id: string,
  now: string,
  log: Log,
  mailer: SendEmail = toServer,
): Promise<void> => {
  const began = performance.now()
  const clock = () => Date.parse(now) + (performance.now() - began)
  const later = (milliseconds: number) => new Date(clock() + milliseconds).toISOString()
  const held = await take(id, clock())
  if (!held) return
  const { attempts, createdAt } = held.mail
  let { refused } = held.mail

  const record = async (change: Partial<Record<keyof MailDocument, unknown>>): Promise<void> => {
    const write = await documents
      .mail(id)
      .update(toFields(mail, change as Parameters<typeof toFields<typeof mail>>[1]), {
        lastUpdateTime: held.updateTime,
      })
    held.updateTime = write.writeTime
  }

  const left = new Set(held.mail.left)
  let recorded = performance.now()
  try {
    for await (const { item, letter } of prepareMails(held.mail)) {
      const failure =
        letter &&
        (await mailer(letter, `<${id}.${item}@${domain}>`).then(
          () => undefined,
          (error) => {
            const how = classifyFailure(error)
            // The server's own words would name the address.
            const { code, responseCode, command } = error as Record<string, unknown>
            log('WARNING', 'An e-mail was not taken.', {
              mail: id,
              item,
              failure: how,
              code,
              responseCode,
              command,
            })
            return how
          },
        ))
      if (!failure || failure === 'refused') left.delete(item)
      if (failure === 'refused') refused++
      if (failure === 'down' || performance.now() - began > longest) break
      if (performance.now() - recorded > second && left.size > 0) {
        await record({ left: [...left], refused, nextAt: later(lease) })
        recorded = performance.now()
      }
    }
  } catch (error) {
    if (hasGrpcCode(error, grpc.failedPrecondition)) return
    // Firebase or Firestore did not say whom to send it to.
    log('ERROR', 'E-mail could not be written.', { mail: id, ...describeError(error) })
  }
  await record(ending()).catch((error: unknown) => {
    // It was held up for longer than its lease, and another one delivers it.
    if (!hasGrpcCode(error, grpc.failedPrecondition)) throw error
  })

  function ending(): Parameters<typeof record>[0] {
    const gone = FieldValue.delete()
    const forgotten = { uid: gone, email: gone, newEmail: gone, items: gone }
    if (left.size === 0)
      return { left: [], refused, state: 'sent', expiresAt: later(kept.sent), ...forgotten }
    if (clock() - Date.parse(createdAt) < patience)
      return { left: [...left], refused, nextAt: later(pauseAfter(attempts)) }
    log('ERROR', 'E-mail was given up.', { mail: id, left: left.size, attempts })
    return { left: [...left], refused, state: 'failed', expiresAt: later(kept.failed), ...forgotten }
  }
}
