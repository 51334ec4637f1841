import type { Activity } from '../../contract/activity.ts'
import { type EventDocument, eventDocument } from '../../contract/events.ts'
import type { Notice } from '../../contract/mails.ts'
import type { NotificationContent } from '../../contract/notifications.ts'
import { registrationDocument } from '../../contract/registrations.ts'
import type { Change, Outcome } from '../../domain/settle.ts'
import { db, documents, FieldValue, type Timestamp, toFields, type WriteBatch } from '../documents.ts'
import { queueDigest, queueMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { eventNotice, newRegistrationsNotice } from '../notify/notice-content.ts'
import { arrivalOf, type ReadRegistration } from './read-pending.ts'

type ReadById = ReadonlyMap<string, ReadRegistration>
type EventWithId = EventDocument & { id: string }

/** A registration that changed since it was read fails the commit, and the page is settled again. */
export const writeRegistrations = (batch: WriteBatch, changes: readonly Change[], readById: ReadById) => {
  for (const { userId, state, holdsSeat, lineNumber } of changes) {
    const read = readById.get(userId)!
    batch.update(
      read.snapshot.ref,
      toFields(registrationDocument, {
        state,
        holdsSeat,
        lineNumber,
        pending: false,
        ...(read.registration.state === 'requested' && { requestedAt: arrivalOf(read) }),
        settledAt: FieldValue.serverTimestamp(),
      }),
      { lastUpdateTime: read.snapshot.updateTime },
    )
  }
}

const noticeIdOf = (
  notice: NonNullable<Change['notice']>,
  eventId: string,
  { registration }: ReadRegistration,
): string => `${notice}_${eventId}_${registration.attempt}`

/** The notice that a change sends to its person, if it sends one. */
export const noticeRefOf = ({ userId, notice }: Change, eventId: string, read: ReadRegistration) =>
  notice ? documents.notifications(userId).doc(noticeIdOf(notice, eventId, read)) : undefined

/** Adds the notices of all changes and queues one e-mail for them. @returns the id of the e-mail, if there is one */
export const writeNotices = (
  batch: WriteBatch,
  event: EventWithId,
  changes: readonly Change[],
  readById: ReadById,
  now: string,
): string | undefined => {
  const contents = new Map<string, NotificationContent>()
  const items: Notice[] = []
  for (const { userId, notice } of changes) {
    if (!notice) continue
    const content = contents.get(notice) ?? eventNotice(notice, event)
    contents.set(notice, content)
    const id = noticeIdOf(notice, event.id, readById.get(userId)!)
    items.push(addNotice(batch, userId, id, content, now))
  }
  if (items.length === 0) return undefined
  const mailId = documents.mails().doc().id
  queueMail(batch, mailId, { kind: 'notices', items }, now)
  return mailId
}

/** @param progress `settledAt`: a time by which everything committed is settled, or null; undefined if another page follows */
export const writeEvent = (
  batch: WriteBatch,
  eventId: string,
  { seatsTaken, waitlisted, line }: Outcome,
  progress: { settledAt: string | null } | 'unsettled' | undefined,
  lastUpdateTime: Timestamp,
) => {
  batch.update(
    documents.event(eventId),
    toFields(eventDocument, {
      seatsTaken,
      waitlisted,
      ...(progress && (progress === 'unsettled' ? { unsettled: true } : { ...progress, unsettled: false })),
    }),
    { lastUpdateTime },
  )
  batch.set(documents.line(eventId), line)
}

/** Adds the organiser's notice, which counts the new registrations of a quarter of an hour, and queues its e-mail. */
export const writeOrganiserNotice = (
  batch: WriteBatch,
  event: EventWithId,
  noticeId: string,
  counts: { count: number; seatsTaken: number; waitlisted: number },
  now: string,
) => {
  const notice = addNotice(batch, event.ownerId, noticeId, newRegistrationsNotice(event, counts), now)
  queueDigest(batch, noticeId, notice, 'quarter', now)
}

export const writeActivity = (
  batch: WriteBatch,
  eventId: string,
  changes: readonly Change[],
  { now, requestId }: { now: string; requestId: string },
): Activity => {
  const count = (state: Change['state']) => changes.filter((change) => change.state === state).length
  const activity = {
    actorId: 'system',
    action: 'registrations-settle',
    thing: documents.event(eventId).path,
    at: now,
    requestId,
    counts: { confirmed: count('confirmed'), waitlisted: count('waitlisted'), cancelled: count('cancelled') },
  }
  batch.set(documents.activity(db.collection('activity').doc().id), activity)
  return activity
}
