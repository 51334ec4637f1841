import { FieldPath } from '@google-cloud/firestore'
import type { AnnouncementDocument } from '../../contract/announcements.ts'
import type { Announcement } from '../../contract/messages.ts'
import { knownEventOf } from '../../domain/event-changes.ts'
import { phaseOf } from '../../domain/events.ts'
import { type ChoreContext, overdueSince, runForEach } from '../chore.ts'
import { db, documents, Timestamp } from '../documents.ts'
import { grpc } from '../problem.ts'
import { publish } from '../publish.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { eventChangedNotice } from './notice-content.ts'
import { notifyAttendees } from './notify-attendees.ts'

const kind = 'event-changed'

const sendingRef = (eventId: string, change: string) => documents.announcement(`${eventId}_${change}`)

/**
 * Notifies everybody with a seat or a place in line how their event changed. The ids and the content of the notices are fixed before, so a
 * second delivery notifies only people without one. The announcement stays until everybody has a notice; until then the sweep repeats.
 */
export const announceEvent = async ({ eventId, change }: Announcement, now: string): Promise<void> => {
  const ref = sendingRef(eventId, change)
  const content = (await ref.get()).data()?.content
  if (!content) return
  // A cancellation sends its notices itself, and nobody sees a hidden event.
  if ((await documents.event(eventId).get()).data()?.state === 'published') {
    const registrations = documents
      .registrations(eventId)
      .where('state', 'in', ['requested', 'confirmed', 'waitlisted'])
      .orderBy(FieldPath.documentId())
    await notifyAttendees(registrations, `${kind}_${eventId}_${change}`, content, now)
  }
  await ref.delete()
}

/**
 * Ends the gathering of an event's changes: the notice has what differs from what attendees know. A change that comes meanwhile makes this read
 * again, or begins the next announcement. Next: `announceEvent`, by a message.
 */
const endGathering = (eventId: string, { now, requestId }: ChoreContext): Promise<void> =>
  retryOnConflict(async () => {
    const [snapshot, event, access] = await Promise.all([
      documents.announcement(eventId).get(),
      documents
        .event(eventId)
        .get()
        .then((each) => each.data()),
      documents.eventAccess(eventId).get(),
    ])
    const gathered = snapshot.data()
    if (gathered?.state !== 'gathering' || !gathered.eventBefore || gathered.dueAt > now) return
    const { change, eventBefore, firstAt } = gathered
    const content =
      event?.state === 'published' && phaseOf(event, now) !== 'over'
        ? eventChangedNotice(eventId, eventBefore, knownEventOf(event, access.data()?.url ?? null))
        : undefined
    const batch = db.batch()
    batch.delete(snapshot.ref, { lastUpdateTime: snapshot.updateTime! })
    if (content) {
      const announcement: AnnouncementDocument = {
        state: 'sending',
        eventId,
        change,
        content,
        firstAt,
        dueAt: now,
      }
      batch.create(sendingRef(eventId, change), announcement)
    }
    await batch.commit()
    if (content) await publish('user-notification', requestId, { eventId, kind, change })
  }, [grpc.alreadyExists, grpc.notFound])

/** Announces the changes that are due, and repeats announcements whose message was lost. @returns how many there were */
export const announceEvents = async (context: ChoreContext): Promise<number> => {
  const dueBefore = (state: AnnouncementDocument['state'], at: Timestamp) =>
    documents
      .announcements()
      .where('state', '==', state)
      .where('dueAt', '<=', at)
      .limit(context.maxItems)
      .get()
  const lost = await dueBefore('sending', overdueSince(context))
  const repeated = await runForEach(
    context,
    lost.docs.map((snapshot) => ({ path: snapshot.ref.path, snapshot })),
    ({ snapshot }) => {
      const { eventId, change } = snapshot.data()
      return announceEvent({ eventId, kind, change }, context.now)
    },
  )
  const due = await dueBefore('gathering', Timestamp.fromDate(new Date(context.now)))
  const ended = await runForEach(
    context,
    due.docs.map(({ id, ref }) => ({ path: ref.path, id })),
    ({ id }) => endGathering(id, context),
  )
  return repeated + ended
}
