import { FieldPath } from '@google-cloud/firestore'
import type { Announcement } from '../../contract/messages.ts'
import { type ChoreContext, overdueSince, runForEach } from '../chore.ts'
import { documents } from '../documents.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { eventNotice } from './notice-content.ts'
import { notifyAttendees } from './notify-attendees.ts'

/** The endpoint that sets `announcedAt` may run on a machine whose clock is a little ahead. */
const maxClockSkewMs = 5_000

/**
 * Notifies everybody with a seat or a place in line that their event changed. The ids of the notices derive from the change, so a second
 * delivery notifies only those without one. The event keeps its `announcement` until everybody has a notice; until then the sweep repeats.
 */
export const announceEvent = async ({ eventId, kind, change }: Announcement, now: string): Promise<void> => {
  const ref = documents.event(eventId)
  const event = (await ref.get()).data()
  // A cancellation sends its notices itself. A later change has its own announcement, with the newer state.
  if (event?.state !== 'published' || event.announcement?.change !== change || kind !== 'event-changed')
    return
  // The attendees got a notice a moment ago. Further changes join this one until it is due.
  if (event.announcedAt && Date.parse(event.announcedAt) > Date.parse(now) + maxClockSkewMs) return
  const registrations = documents
    .registrations(eventId)
    .where('state', 'in', ['requested', 'confirmed', 'waitlisted'])
    .orderBy(FieldPath.documentId())
  const content = eventNotice(kind, { id: eventId, ...event })
  await notifyAttendees(registrations, `${kind}_${eventId}_${change}`, content, now)
  await retryOnConflict(async () => {
    const snapshot = await ref.get()
    if (snapshot.data()?.announcement?.change !== change) return
    await ref.update({ announcement: null }, { lastUpdateTime: snapshot.updateTime! })
  })
}

/** Announces changed events whose time has come, or whose message was lost. */
export const announceOverdueEvents = async (context: ChoreContext): Promise<number> => {
  const unannounced = await documents
    .events()
    .where('announcement.kind', '==', 'event-changed')
    .where('announcedAt', '<=', overdueSince(context))
    .limit(context.maxItems)
    .get()
  return runForEach(
    context,
    unannounced.docs.map((snapshot) => ({ path: snapshot.ref.path, snapshot })),
    ({ snapshot }) => announceEvent({ eventId: snapshot.id, ...snapshot.data().announcement! }, context.now),
  )
}
