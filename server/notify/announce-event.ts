import { FieldPath } from '@google-cloud/firestore'
import type { Announcement } from '../../contract/messages.ts'
import { documents } from '../documents.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { eventNotice } from './notice-content.ts'
import { notifyAttendees } from './notify-attendees.ts'

/**
 * Tells everybody with a seat or a place in line what changed about their event. Notices lie under ids derived from the change, so a
 * second delivery tells only who is left; the event's `announcement` goes only when everybody has theirs, and until then the sweep asks again.
 */
export const announceEvent = async ({ eventId, kind, change }: Announcement, now: string): Promise<void> => {
  const ref = documents.event(eventId)
  const event = (await ref.get()).data()
  // Cancelling tells everybody by itself; a later change has an announcement of its own that tells the newer state.
  if (event?.state !== 'published' || event.announcement?.change !== change || kind !== 'event-changed')
    return
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
