import { FieldPath, type Query } from '@google-cloud/firestore'
import type { Message } from '../../contract/messages.ts'
import type { RegistrationDocument } from '../../contract/registrations.ts'
import { db, documents } from '../../functions/documents.ts'
import { tell } from '../../functions/notifications/tell.ts'
import { optimistic } from '../../functions/optimistic.ts'
import { subscriber } from '../subscriber.ts'

const most = 400

/**
 * Tells everybody with a seat or a place in line what changed about their event. Notices lie under ids derived from the change, so a
 * second delivery writes the same ones; the event's `announcement` goes only when everybody has theirs, and until then the sweep asks again.
 */
export const announce = async (
  { eventId, kind, change }: Message<'user-notification'>,
  now: string,
): Promise<void> => {
  const ref = documents.event(eventId)
  const event = (await ref.get()).data()
  // Cancelling tells everybody by itself; a later change has an announcement of its own that tells the newer state.
  if (event?.state !== 'published' || event.announcement?.change !== change || kind !== 'event-changed')
    return
  let query: Query<RegistrationDocument> = documents
    .registrations(eventId)
    .where('state', 'in', ['requested', 'confirmed', 'waitlisted'])
    .orderBy(FieldPath.documentId())
    .limit(most)
  for (;;) {
    const page = await query.get()
    const batch = db.batch()
    for (const one of page.docs)
      tell(batch, one.id, `${kind}_${eventId}_${change}`, kind, { id: eventId, ...event }, now)
    if (!page.empty) await batch.commit()
    if (page.size < most) break
    query = query.startAfter(page.docs.at(-1)!)
  }
  await optimistic(async () => {
    const snapshot = await ref.get()
    if (snapshot.data()?.announcement?.change !== change) return
    await ref.update({ announcement: null }, { lastUpdateTime: snapshot.updateTime! })
  })
}

export default subscriber('user-notification', (message, { now }) => announce(message, now))
