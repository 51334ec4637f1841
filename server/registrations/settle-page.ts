import type { Activity } from '../../contract/activity.ts'
import type { EventDocument } from '../../contract/events.ts'
import type { WaitingLine } from '../../contract/registrations.ts'
import { isOpen as isEventOpen } from '../../domain/events.ts'
import { decideSeats } from '../../domain/settle.ts'
import { emptyLine } from '../../domain/waiting-line.ts'
import { db, documents, type Timestamp, toIso } from '../documents.ts'
import { publishQueuedMail, toSpanNumber } from '../notify/mail-queue.ts'
import { publishActivity } from '../publish.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { maxPerCommit, type ReadRegistration, readPending, readStanding } from './read-pending.ts'
import {
  writeActivity,
  writeEvent,
  writeNotices,
  writeOrganiserNotice,
  writeRegistrations,
} from './write-outcome.ts'

type SettledPage = {
  /** Nothing is left to settle. */
  isComplete: boolean
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
  const [{ pending, isLastPage }, line, organiserNotice] = await Promise.all([
    readPending(eventId),
    documents.line(eventId).get(),
    event && documents.notifications(event.ownerId).doc(organiserNoticeId).get(),
  ])
  const isOpen = event !== undefined && isEventOpen(event, now)
  const released = pending.filter(({ registration }) => registration.holdsSeat).length
  const free = event && isOpen ? event.capacity - event.seatsTaken + released : maxPerCommit
  const standing = await readStanding(eventId, {
    isOpen,
    isClosing: event?.state !== 'published',
    maxItems: event?.waitlisted === 0 && isOpen ? 0 : Math.min(free, maxPerCommit - pending.length),
  })
  const announced = organiserNotice?.data()?.values?.count
  return {
    event,
    readAt: snapshot.updateTime,
    isOpen,
    line: line.data() ?? emptyLine,
    pending,
    isLastPage,
    standing,
    announcedCount: typeof announced === 'number' ? announced : 0,
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
  if ('isSettled' in input) return { isComplete: true, settledAt: input.event.settledAt, count: 0 }
  const { event, readAt, pending, standing, announcedCount } = input
  const readById = new Map([...standing, ...pending].map((read) => [read.snapshot.id, read]))
  if (readById.size === 0 && !event?.unsettled)
    return { isComplete: true, settledAt: event?.settledAt, count: 0 }

  const outcome = decideSeats(
    event ?? null,
    input.line,
    pending.map(({ registration }) => registration),
    standing.map(({ registration }) => registration),
    now,
  )
  const isComplete = outcome.complete && input.isLastPage
  // The time of the newest registration and not the current time: a commit that appears late is later than the newest one.
  const newest = pending.at(-1)
  const settledAt = newest ? toIso(newest.snapshot.updateTime) : event?.settledAt
  // Ordered by path, registrations first and then notices: the emulator commits a quarter faster.
  const changes = outcome.changes.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))

  const batch = db.batch()
  let mailId: string | undefined
  writeRegistrations(batch, changes, readById)
  if (event) {
    const eventWithId = { ...event, id: eventId }
    mailId = writeNotices(batch, eventWithId, changes, readById, now)
    writeEvent(batch, eventId, outcome, isComplete ? (settledAt ?? null) : undefined, readAt!)
    const newCount = pending.filter(({ registration }) => registration.state === 'requested').length
    const { seatsTaken, waitlisted } = outcome
    if (newCount > 0 && input.isOpen)
      writeOrganiserNotice(
        batch,
        eventWithId,
        organiserNoticeId,
        { count: newCount + announcedCount, seatsTaken, waitlisted },
        now,
      )
  }
  const activity = writeActivity(batch, eventId, changes, { now, requestId })
  await batch.commit()
  return { isComplete, settledAt, count: changes.length, activity, mailId }
}

type SettledEvent = {
  /** Changes committed before this time are settled. */
  settledAt: string | null | undefined
  /** How many registrations changed. */
  count: number
  /** Messages that are being published; the next settling need not wait for them. */
  publishing: Promise<unknown>[]
}

/** Settles pages until nothing is left to settle. Several instances may settle the same event at once. @param at see `settlePage` */
export const settleUntilDone = async (
  eventId: string,
  requestId: string,
  at?: string,
): Promise<SettledEvent> => {
  let settledCount = 0
  const publishing: Promise<void>[] = []
  for (;;) {
    const { isComplete, settledAt, count, activity, mailId } = await retryOnConflict(() =>
      settlePage(eventId, new Date().toISOString(), requestId, at),
    )
    if (activity) publishing.push(publishActivity([activity]))
    if (mailId) publishing.push(publishQueuedMail(mailId))
    settledCount += count
    if (isComplete) return { settledAt, count: settledCount, publishing }
  }
}
