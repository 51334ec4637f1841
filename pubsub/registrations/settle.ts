import type { QueryDocumentSnapshot, QuerySnapshot } from '@google-cloud/firestore'
import { eventDocument } from '../../contract/events.ts'
import type { Notice } from '../../contract/mails.ts'
import { type RegistrationDocument, registrationDocument } from '../../contract/registrations.ts'
import { isOpen } from '../../domain/events.ts'
import { settle as decide } from '../../domain/settle.ts'
import { emptyLine } from '../../domain/waiting-line.ts'
import { db, documents, FieldValue, fields, isoOf } from '../../functions/documents.ts'
import { queueDigest, queueMail, sendQueuedMail, spanOf } from '../../functions/mail/queue.ts'
import { aboutEvent, newRegistrations } from '../../functions/notifications/notices.ts'
import { tell } from '../../functions/notifications/tell.ts'
import { optimistic } from '../../functions/optimistic.ts'
import { publishActivity } from '../../functions/publish.ts'
import { arrivedAt } from '../../functions/together.ts'
import { subscriber } from '../subscriber.ts'

/** Registrations settled in one commit: with a notice each and six more writes it stays below 500 writes. */
const most = 240

type Settled = { complete: boolean; mail?: string | undefined }
type Registrations = QuerySnapshot<RegistrationDocument>
/** A registration with where and when it was read: each is parsed once, which is what takes the time in a rush. */
type Found = { snapshot: QueryDocumentSnapshot<RegistrationDocument>; registration: RegistrationDocument }
const foundIn = (page: Registrations): Found[] =>
  page.docs.map((snapshot) => ({ snapshot, registration: snapshot.data() }))

const arrivalOf = ({ snapshot, registration }: Found) => arrivedAt(snapshot.updateTime, registration.arrival)

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
 * @returns whether nothing is left to settle, and what e-mail waits to be sent
 */
const settleSome = async (eventId: string, now: string, requestId: string, at?: string): Promise<Settled> => {
  const eventRef = documents.event(eventId)
  const found = await eventRef.get()
  const event = found.data()
  // Both are cut to milliseconds, so only an earlier one is surely settled.
  if (at && event?.settledAt && at < event.settledAt && !event.unsettled) return { complete: true }

  // The organiser hears of all who came in a quarter of an hour in one notice.
  const organiserNotice = `new-registrations_${eventId}_${spanOf('quarter', now)}`
  const [page, line, told] = await Promise.all([
    documents.registrations(eventId).where('pending', '==', true).orderBy('requestedAt').limit(most).get(),
    documents.line(eventId).get(),
    event && documents.notifications(event.ownerId).doc(organiserNotice).get(),
  ])
  const pending = inOrderOfArrival(page)
  const open = event !== undefined && isOpen(event, now)
  const releasing = pending.filter(({ registration }) => registration.holdsSeat).length
  const free = event && open ? event.capacity - event.seatsTaken + releasing : most
  const standing = await standingIn(eventId, open, {
    seats: event?.waitlisted === 0 && open ? 0 : Math.min(free, most - pending.length),
    closing: event?.state !== 'published',
  })
  const others = standing.flatMap(foundIn)
  const known = new Map([...others, ...pending].map((one) => [one.snapshot.id, one]))
  if (known.size === 0 && !event?.unsettled) return { complete: true }

  const outcome = decide(
    event ?? null,
    line.data() ?? emptyLine,
    pending.map(({ registration }) => registration),
    others.map(({ registration }) => registration),
    now,
  )
  const complete = outcome.complete && page.size < most
  const batch = db.batch()
  const notices: Notice[] = []
  for (const change of outcome.changes) {
    const one = known.get(change.userId)!
    const { snapshot, registration } = one
    const { state, holdsSeat, lineNumber } = change
    // A registration that its person changed since it was read fails the commit, and is looked at again.
    batch.update(
      snapshot.ref,
      fields(registrationDocument, {
        state,
        holdsSeat,
        lineNumber,
        pending: false,
        ...(registration.state === 'requested' && { requestedAt: arrivalOf(one) }),
        settledAt: FieldValue.serverTimestamp(),
      }),
      { lastUpdateTime: snapshot.updateTime },
    )
    if (change.tell && event)
      notices.push(
        tell(
          batch,
          change.userId,
          `${change.tell}_${eventId}_${registration.attempt}`,
          aboutEvent(change.tell, { id: eventId, ...event }),
          now,
        ),
      )
  }
  if (event) {
    batch.update(
      eventRef,
      fields(eventDocument, {
        seatsTaken: outcome.seatsTaken,
        waitlisted: outcome.waitlisted,
        ...(complete && { settledAt: isoOf(page.readTime), unsettled: false }),
      }),
      { lastUpdateTime: found.updateTime! },
    )
    batch.set(documents.line(eventId), outcome.line)
    const came = pending.filter(({ registration }) => registration.state === 'requested').length
    if (came > 0 && open) {
      const earlier = told?.data()?.values?.count
      const content = newRegistrations(
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
        tell(batch, event.ownerId, organiserNotice, content, now),
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
  await publishActivity([activity])
  return { complete, mail }
}

/** Until nothing is left to settle, beside whoever else settles the same event: what each of several instances does. */
export const settleAll = async (eventId: string, requestId: string, at?: string): Promise<void> => {
  const asked: Promise<void>[] = []
  for (;;) {
    const { complete, mail } = await optimistic(() =>
      settleSome(eventId, new Date().toISOString(), requestId, at),
    )
    if (mail) asked.push(sendQueuedMail(mail))
    if (complete) break
  }
  await Promise.all(asked)
}

type Slot = { running: Promise<void>; waiting?: { at: string | undefined; done: Promise<void> } }
const slots = new Map<string, Slot>()

/**
 * Decides who of an event's registrations holds a seat, until nothing is left to decide. Only this writes `holdsSeat`, `seatsTaken` and
 * the waiting line. Twice, late, out of order or on several instances at once, it comes to the same.
 * In one instance at most one runs and one waits per event; whoever asks while one waits is served by that one.
 *
 * @param at see `settleSome`
 */
export const settle = (eventId: string, requestId: string, at?: string): Promise<void> => {
  const slot = slots.get(eventId)
  if (slot?.waiting) {
    const { waiting } = slot
    waiting.at = at && waiting.at ? (at > waiting.at ? at : waiting.at) : undefined
    return waiting.done
  }
  if (slot) {
    const waiting: NonNullable<Slot['waiting']> = {
      at,
      done: slot.running.catch(() => undefined).then(() => start(eventId, requestId, waiting.at)),
    }
    slot.waiting = waiting
    return waiting.done
  }
  return start(eventId, requestId, at)
}

const start = (eventId: string, requestId: string, at: string | undefined): Promise<void> => {
  const slot: Slot = { running: settleAll(eventId, requestId, at) }
  slots.set(eventId, slot)
  const forget = () => {
    if (slots.get(eventId) === slot && !slot.waiting) slots.delete(eventId)
  }
  slot.running.then(forget, forget)
  return slot.running
}

/** Takes both topics that ask for settling. */
export default subscriber('registration-requested', ({ eventId, at }, { messageId }) =>
  settle(eventId, messageId, at),
)
