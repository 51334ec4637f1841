import { setTimeout as pause } from 'node:timers/promises'
import type { Activity } from '../../contract/activity.ts'
import type { EventDocument } from '../../contract/events.ts'
import type { WaitingLine } from '../../contract/registrations.ts'
import { isOpen as isEventOpen, stateOf } from '../../domain/events.ts'
import { type Change, decideSeats } from '../../domain/settle.ts'
import { emptyLine } from '../../domain/waiting-line.ts'
import {
  type DocumentReference,
  db,
  documents,
  type Timestamp,
  toIso,
  type WriteBatch,
} from '../documents.ts'
import { createLogger } from '../log.ts'
import { publishQueuedMail, toSpanNumber } from '../notify/mail-queue.ts'
import { isDeadlineExceeded } from '../problem.ts'
import { publishActivity } from '../publish.ts'
import { readableData } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { findLocked, isLocked, lockedBelow, type Part, skip } from './locked.ts'
import { arrivalOf, maxPerCommit, type ReadRegistration, readPending, readStanding } from './read-pending.ts'
import {
  noticeRefOf,
  writeActivity,
  writeEvent,
  writeNotices,
  writeOrganiserNotice,
  writeRegistrations,
} from './write-outcome.ts'

type SettledPage = {
  /** Nothing is left to settle now. */
  isEnd: boolean
  /** Changes committed before this time are settled. */
  settledAt: string | null | undefined
  /** How many registrations changed. */
  count: number
  activity?: Activity
  /** The e-mail that waits to be sent. */
  mailId?: string | undefined
}

/** Both times are cut to milliseconds, so only an earlier `at` is certain to be settled. */
export const isSettled = (settledAt: string | null | undefined, at: string | undefined): boolean =>
  at !== undefined && settledAt != null && at < settledAt

type Input = {
  event: EventDocument | undefined
  readAt: Timestamp | undefined
  isOpen: boolean
  line: WaitingLine
  pending: ReadRegistration[]
  isLastPage: boolean
  /** Some registrations are left out, because somebody outside locks them. */
  hasLocked: boolean
  standing: ReadRegistration[]
  /** New registrations that this quarter's notice to the organiser counts already. */
  announcedCount: number
}

/** Reads what the decision needs. Where everything up to `at` is settled, it reads only the event. */
const readInput = async (
  eventId: string,
  organiserNoticeId: string,
  now: string,
  at: string | undefined,
): Promise<Input | { event: EventDocument; isSettled: true }> => {
  const snapshot = await documents.event(eventId).get()
  const event = snapshot.data()
  if (event && !event.unsettled && isSettled(event.settledAt, at)) return { event, isSettled: true }
  const locked = lockedBelow(`${documents.event(eventId).path}/`)
  const [{ pending, isLastPage }, line, organiserNotice] = await Promise.all([
    readPending(eventId, locked),
    documents.line(eventId).get(),
    event && documents.notifications(event.ownerId).doc(organiserNoticeId).get(),
  ])
  const isOpen = event !== undefined && isEventOpen(event, now)
  const released = pending.filter(({ registration }) => registration.holdsSeat).length
  const free = event && isOpen ? event.capacity - event.seatsTaken + released : maxPerCommit
  const standing = await readStanding(eventId, {
    isOpen,
    isClosing: !event || stateOf(event) !== 'published',
    maxItems: event?.waitlisted === 0 && isOpen ? 0 : Math.min(free, maxPerCommit - pending.length),
    locked,
  })
  const announced = organiserNotice && readableData(organiserNotice)?.values?.count
  return {
    event,
    readAt: snapshot.updateTime,
    isOpen,
    line: line.data() ?? emptyLine,
    pending,
    isLastPage,
    hasLocked: locked.size > 0,
    standing,
    announcedCount: typeof announced === 'number' ? announced : 0,
  }
}

const log = createLogger()

/** Logs how long each request waited for its seat. The objective for registrations is measured by these lines. */
const logSettled = (eventId: string, requests: readonly ReadRegistration[], settledAt: Timestamp) => {
  for (const read of requests)
    log('INFO', 'A registration was settled.', {
      event: eventId,
      waitMs: settledAt.toMillis() - arrivalOf(read).toMillis(),
    })
}

/** The commit exceeded its deadline, and some of its documents are locked. The next attempt leaves them out. */
class LockedError extends Error {}

type Page = {
  eventId: string
  /** When the event last changed, as it was read. */
  eventReadAt: Timestamp | undefined
  changes: readonly Change[]
  readById: ReadonlyMap<string, ReadRegistration>
  organiserNotice: DocumentReference | undefined
}

const partsOf = ({ eventId, changes, readById, organiserNotice }: Page): Part[] => {
  const parts = changes.map((change): Part => {
    const { snapshot, ...read } = readById.get(change.userId)!
    return {
      ref: snapshot.ref,
      read: { fields: { pending: read.registration.pending }, at: snapshot.updateTime },
      created: noticeRefOf(change, eventId, { snapshot, ...read }),
    }
  })
  return organiserNotice ? [...parts, { ref: organiserNotice, created: organiserNotice }] : parts
}

/**
 * Whether another settling committed since the event was read. Then the commits of several instances waited for each other, and nobody
 * outside need hold a lock.
 */
const isEventChanged = async ({ eventId, eventReadAt }: Page): Promise<boolean> => {
  const { updateTime } = await documents.event(eventId).get()
  return updateTime && eventReadAt ? !updateTime.isEqual(eventReadAt) : updateTime !== eventReadAt
}

const maxProbeDelayMs = 2_000

/** @throws LockedError when somebody outside locks a registration, or a notice that the commit writes */
const commitUnlessLocked = async (batch: WriteBatch, page: Page): Promise<Timestamp> => {
  try {
    const [write] = await batch.commit()
    return write!.writeTime
  } catch (error) {
    if (!isDeadlineExceeded(error)) throw error
    // Probes of many instances at once would be as slow as a lock. The first ones find it, and the others see their commit.
    await pause(Math.random() * maxProbeDelayMs)
    if (await isEventChanged(page)) throw error
    const locked = await findLocked(partsOf(page))
    // A probe waits for the commits of other instances, too.
    if (locked.length === 0 || (await isEventChanged(page))) throw error
    skip(locked)
    log('WARNING', 'Somebody outside locks documents of an event. It is settled without them.', {
      event: page.eventId,
      count: locked.length,
    })
    throw new LockedError('Some documents are locked.', { cause: error })
  }
}

/**
 * Settles up to 240 registrations in one commit. The commit succeeds only if the event and each registration are unchanged since they were
 * read. When several settle at once, one succeeds and the others read again. A crash before the commit changes nothing.
 *
 * @param at Firestore's time of the change; where all changes up to it are settled, one read suffices
 */
const settlePage = async (
  eventId: string,
  now: string,
  requestId: string,
  at?: string,
): Promise<SettledPage> => {
  const organiserNoticeId = `new-registrations_${eventId}_${toSpanNumber('quarter', now)}`
  const input = await readInput(eventId, organiserNoticeId, now, at)
  if ('isSettled' in input) return { isEnd: true, settledAt: input.event.settledAt, count: 0 }
  const { event, pending, standing, hasLocked } = input
  const readById = new Map([...standing, ...pending].map((read) => [read.snapshot.id, read]))
  if (readById.size === 0 && (!event?.unsettled || hasLocked))
    return { isEnd: true, settledAt: event?.settledAt, count: 0 }

  const outcome = decideSeats(
    event ?? null,
    input.line,
    pending.map(({ registration }) => registration),
    standing.map(({ registration }) => registration),
    now,
  )
  // Ordered by path, registrations first and then notices: the emulator commits a quarter faster.
  const changes = outcome.changes.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))
  const isEnd = input.isLastPage && (outcome.complete || changes.length === 0)
  // The time of the newest registration and not the current time: a commit that appears late is later than the newest one.
  const newest = pending.at(-1)
  const settledAt = newest && !hasLocked ? toIso(newest.snapshot.updateTime) : event?.settledAt

  const requests = pending.filter(({ registration }) => registration.state === 'requested')
  const batch = db.batch()
  writeRegistrations(batch, changes, readById)
  let mailId: string | undefined
  let organiserNotice: DocumentReference | undefined
  if (event) {
    const eventWithId = { ...event, id: eventId }
    mailId = writeNotices(batch, eventWithId, changes, readById, now)
    // A registration that is left out waits for the sweep, which looks for unsettled events.
    const progress = hasLocked ? 'unsettled' : isEnd ? { settledAt: settledAt ?? null } : undefined
    writeEvent(batch, eventId, outcome, progress, input.readAt!)
    const noticeRef = documents.notifications(event.ownerId).doc(organiserNoticeId)
    if (requests.length > 0 && input.isOpen && !isLocked(noticeRef)) {
      organiserNotice = noticeRef
      const { seatsTaken, waitlisted } = outcome
      const counts = { count: requests.length + input.announcedCount, seatsTaken, waitlisted }
      writeOrganiserNotice(batch, eventWithId, organiserNoticeId, counts, now)
    }
  }
  const activity = writeActivity(batch, eventId, changes, { now, requestId })
  const writtenAt = await commitUnlessLocked(batch, {
    eventId,
    eventReadAt: input.readAt,
    changes,
    readById,
    organiserNotice,
  })
  logSettled(eventId, requests, writtenAt)
  return { isEnd, settledAt, count: changes.length, activity, mailId }
}

type SettledEvent = {
  /** Changes committed before this time are settled. */
  settledAt: string | null | undefined
  /** How many registrations changed. */
  count: number
  /** Messages that are being published; the next settling need not wait for them. */
  publishing: Promise<unknown>[]
}

/**
 * After this many commits that exceed their deadline, the error goes to the caller, and Pub/Sub delivers the message again. A few are
 * normal where many instances settle one event on a slow database: each commit waits for the locks of the others.
 */
const maxExceededDeadlines = 5

/** Settles pages until nothing is left to settle. Several instances may settle the same event at once. @param at see `settlePage` */
export const settleUntilDone = async (
  eventId: string,
  requestId: string,
  at?: string,
): Promise<SettledEvent> => {
  let settledCount = 0
  let exceededDeadlines = 0
  const publishing: Promise<void>[] = []
  for (;;) {
    const page = await retryOnConflict(() =>
      settlePage(eventId, new Date().toISOString(), requestId, at),
    ).catch((error: unknown) => {
      if (error instanceof LockedError) return undefined
      // The commit may have been applied. The next attempt reads what is stored.
      if (isDeadlineExceeded(error) && ++exceededDeadlines < maxExceededDeadlines) return undefined
      throw error
    })
    if (!page) continue
    const { isEnd, settledAt, count, activity, mailId } = page
    if (activity) publishing.push(publishActivity([activity]))
    if (mailId) publishing.push(publishQueuedMail(mailId))
    settledCount += count
    if (isEnd) return { settledAt, count: settledCount, publishing }
  }
}
