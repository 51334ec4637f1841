import type { QueryDocumentSnapshot, QuerySnapshot } from '@google-cloud/firestore'
import type { Activity } from '../../contract/activity.ts'
import { eventDocument } from '../../contract/events.ts'
import type { Notice } from '../../contract/mails.ts'
import type { NotificationContent } from '../../contract/notifications.ts'
import { type RegistrationDocument, registrationDocument } from '../../contract/registrations.ts'
import { isOpen } from '../../domain/events.ts'
import { decideSeats } from '../../domain/settle.ts'
import { emptyLine } from '../../domain/waiting-line.ts'
import { toArrivalTime } from '../commit-batched.ts'
import { db, documents, FieldValue, toFields, toIso } from '../documents.ts'
import { publishQueuedMail, queueDigest, queueMail, toSpanNumber } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { eventNotice, newRegistrationsNotice } from '../notify/notice-content.ts'
import { publishActivity } from '../publish.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

/** Registrations settled in one commit: with a notice each and six more writes it stays below 500 writes. */
const most = 240

type Settled = {
  /** Nothing is left to settle. */
  complete: boolean
  /** What was committed before that moment is settled. */
  to: string | null | undefined
  /** How many registrations changed. */
  count: number
  activity?: Activity
  /** The e-mail that waits to be sent. */
  mail?: string | undefined
}
/** Both are cut to milliseconds, so only an earlier one is surely settled. */
export const isSettled = (to: string | null | undefined, at: string | undefined): boolean =>
  at !== undefined && to != null && at < to

type Registrations = QuerySnapshot<RegistrationDocument>
/** A registration with where and when it was read: each is parsed once, which is what takes the time in a rush. */
type Found = { snapshot: QueryDocumentSnapshot<RegistrationDocument>; registration: RegistrationDocument }
const foundIn = (page: Registrations): Found[] =>
  page.docs.map((snapshot) => ({ snapshot, registration: snapshot.data() }))

const arrivalOf = ({ snapshot, registration }: Found) =>
  toArrivalTime(snapshot.updateTime, registration.arrival)

/**
 * Pending registrations in the order Firestore committed them, which the query can't order by: `requestedAt` is when Firestore received
 * them, a little earlier. Of a full page only those are taken that were committed before the last one was received, for nobody beyond the
 * page can be before them.
 */
const inOrderOfArrival = (page: Registrations): Found[] => {
  const arrived = (one: Found) => arrivalOf(one).valueOf()
  const ordered = foundIn(page).sort((a, b) => (arrived(a) < arrived(b) ? -1 : 1))
  if (page.size < most) return ordered
  const lastReceived = page.docs.at(-1)!.get('requestedAt').valueOf()
  const sure = ordered.filter((one) => arrived(one) <= lastReceived)
  return sure.length > 0 ? sure : ordered
}

/**
 * Whether a commit of several requests may be seen in part: whoever is missing came before somebody who is there. Firestore shows a
 * commit whole; its emulator shows a query one document after the other. Who is settled already, or cancelled, is missing too.
 */
const hasGaps = (ordered: readonly Found[]): boolean => {
  const next = new Map<string, number>()
  return ordered.some(({ snapshot, registration }) => {
    const commit = snapshot.updateTime.valueOf()
    const expected = next.get(commit) ?? 0
    next.set(commit, registration.arrival + 1)
    return registration.state === 'requested' && registration.arrival !== expected
  })
}

/** Up to 240 pending registrations in order of arrival, and whether they are all there are. */
const pendingOf = async (eventId: string): Promise<{ pending: Found[]; all: boolean }> => {
  const look = async () => {
    const query = documents.registrations(eventId).where('pending', '==', true).orderBy('requestedAt')
    const page = await query.limit(most).get()
    return { pending: inOrderOfArrival(page), all: page.size < most }
  }
  const seen = await look()
  return seen.all && hasGaps(seen.pending) ? look() : seen
}

/** Those who may be moved without having asked: the front of the line, or whoever is left in a closed event. */
const standingIn = async (
  eventId: string,
  open: boolean,
  wanted: { seats: number; closing: boolean },
): Promise<Registrations[]> => {
  const registrations = documents.registrations(eventId)
  const inLine = registrations.where('state', '==', 'waitlisted').orderBy('lineNumber')
  if (open) return wanted.seats > 0 ? [await inLine.limit(wanted.seats).get()] : []
  if (!wanted.closing || wanted.seats <= 0) return []
  const holders = await registrations.where('holdsSeat', '==', true).limit(wanted.seats).get()
  const room = wanted.seats - holders.size
  return room > 0 ? [holders, await inLine.limit(room).get()] : [holders]
}

/**
 * Settles up to 240 registrations in one commit that stands only if the event and every registration in it are still what was read.
 * So of several at once one wins and the others look again; a crash before the commit changes nothing.
 *
 * @param at what this is about reached Firestore by then; if all of that is settled, one read is all it takes
 */
const settlePage = async (eventId: string, now: string, requestId: string, at?: string): Promise<Settled> => {
  const eventRef = documents.event(eventId)
  const found = await eventRef.get()
  const event = found.data()
  if (event && !event.unsettled && isSettled(event.settledAt, at))
    return { complete: true, to: event.settledAt, count: 0 }

  // The organiser hears of all who came in a quarter of an hour in one notice.
  const organiserNotice = `new-registrations_${eventId}_${toSpanNumber('quarter', now)}`
  const [{ pending, all }, line, told] = await Promise.all([
    pendingOf(eventId),
    documents.line(eventId).get(),
    event && documents.notifications(event.ownerId).doc(organiserNotice).get(),
  ])
  const open = event !== undefined && isOpen(event, now)
  const releasing = pending.filter(({ registration }) => registration.holdsSeat).length
  const free = event && open ? event.capacity - event.seatsTaken + releasing : most
  const standing = await standingIn(eventId, open, {
    seats: event?.waitlisted === 0 && open ? 0 : Math.min(free, most - pending.length),
    closing: event?.state !== 'published',
  })
  const others = standing.flatMap(foundIn)
  const known = new Map([...others, ...pending].map((one) => [one.snapshot.id, one]))
  if (known.size === 0 && !event?.unsettled) return { complete: true, to: event?.settledAt, count: 0 }

  const outcome = decideSeats(
    event ?? null,
    line.data() ?? emptyLine,
    pending.map(({ registration }) => registration),
    others.map(({ registration }) => registration),
    now,
  )
  const complete = outcome.complete && all
  // The last one seen, and not the moment of looking: a commit that comes to light late is later than the last one seen.
  const newest = pending.at(-1)
  const to = newest ? toIso(newest.snapshot.updateTime) : event?.settledAt
  const batch = db.batch()
  const notices: Notice[] = []
  const contents = new Map<string, NotificationContent>()
  // In the order of their paths, first the registrations and then the notices: so the emulator takes a quarter less time for the commit.
  const changes = outcome.changes.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))
  for (const change of changes) {
    const one = known.get(change.userId)!
    const { snapshot, registration } = one
    const { state, holdsSeat, lineNumber } = change
    // A registration that its person changed since it was read fails the commit, and is looked at again.
    batch.update(
      snapshot.ref,
      toFields(registrationDocument, {
        state,
        holdsSeat,
        lineNumber,
        pending: false,
        ...(registration.state === 'requested' && { requestedAt: arrivalOf(one) }),
        settledAt: FieldValue.serverTimestamp(),
      }),
      { lastUpdateTime: snapshot.updateTime },
    )
  }
  for (const change of changes) {
    if (change.notice && event) {
      const content = contents.get(change.notice) ?? eventNotice(change.notice, { id: eventId, ...event })
      contents.set(change.notice, content)
      const id = `${change.notice}_${eventId}_${known.get(change.userId)!.registration.attempt}`
      notices.push(addNotice(batch, change.userId, id, content, now))
    }
  }
  if (event) {
    batch.update(
      eventRef,
      toFields(eventDocument, {
        seatsTaken: outcome.seatsTaken,
        waitlisted: outcome.waitlisted,
        ...(complete && { settledAt: to ?? null, unsettled: false }),
      }),
      { lastUpdateTime: found.updateTime! },
    )
    batch.set(documents.line(eventId), outcome.line)
    const came = pending.filter(({ registration }) => registration.state === 'requested').length
    if (came > 0 && open) {
      const earlier = told?.data()?.values?.count
      const content = newRegistrationsNotice(
        { id: eventId, ...event },
        {
          count: came + (typeof earlier === 'number' ? earlier : 0),
          seatsTaken: outcome.seatsTaken,
          waitlisted: outcome.waitlisted,
        },
      )
      queueDigest(
        batch,
        organiserNotice,
        addNotice(batch, event.ownerId, organiserNotice, content, now),
        'quarter',
        now,
      )
    }
  }
  const mail = notices.length > 0 ? documents.mails().doc().id : undefined
  if (mail) queueMail(batch, mail, { kind: 'notices', items: notices }, now)
  const count = (state: string) => outcome.changes.filter((change) => change.state === state).length
  const activity = {
    actorId: 'system',
    action: 'registrations-settle',
    thing: eventRef.path,
    at: now,
    requestId,
    counts: { confirmed: count('confirmed'), waitlisted: count('waitlisted'), cancelled: count('cancelled') },
  }
  batch.set(documents.activity(db.collection('activity').doc().id), activity)
  await batch.commit()
  return { complete, to, count: changes.length, activity, mail }
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
    const { complete, to, count, activity, mail } = await retryOnConflict(() =>
      settlePage(eventId, new Date().toISOString(), requestId, at),
    )
    if (activity) publishing.push(publishActivity([activity]))
    if (mail) publishing.push(publishQueuedMail(mail))
    settledCount += count
    if (complete) return { settledAt: to, count: settledCount, publishing }
  }
}
