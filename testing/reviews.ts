import type { Firestore } from '@google-cloud/firestore'
import type { EventDocument } from '../contract/events.ts'
import type { RegistrationDocument } from '../contract/registrations.ts'
import type { ReviewDocument, Stars } from '../contract/reviews.ts'
import { noStars } from '../domain/reviews.ts'
import { db, documents } from '../server/documents.ts'
import { commitBatch } from './commit-batch.ts'
import { inHours } from './events.ts'
import { waitUntil } from './wait-until.ts'

/** Moves an event's start to two hours ago and gives these people seats. Writes directly, because the API refuses a start in the past. */
export const beginEvent = async (eventId: string, people: readonly { uid: string }[]): Promise<void> => {
  const now = new Date().toISOString()
  const batch = db.batch()
  for (const { uid } of people) {
    const registration: RegistrationDocument = {
      ...{
        eventId,
        userId: uid,
        state: 'confirmed',
        holdsSeat: true,
        pending: false,
        attempt: 1,
        arrival: 0,
      },
      ...{ requestedAt: now, lineNumber: null, settledAt: now },
    }
    batch.create(documents.registration(eventId, uid), registration)
  }
  const { startsAt, endsAt } = { startsAt: new Date(inHours(-2)), endsAt: new Date(inHours(1)) }
  batch.update(db.doc(`events/${eventId}`), { startsAt, endsAt, seatsTaken: people.length })
  await commitBatch(batch)
}

/**
 * The counts stored with an event, and the counts of its reviews, at the same moment. Every review's commit also writes the event. So
 * reviews that are read between two reads of the same event version belong to that version. The emulator's read-only transactions are
 * not consistent enough for this.
 */
export const starsOf = (db: Firestore, eventId: string): Promise<{ stored: Stars; counted: Stars }> =>
  waitUntil(`a moment without a write to events/${eventId}`, async () => {
    const event = db.doc(`events/${eventId}`)
    const eventBefore = await event.get()
    const reviews = await event.collection('reviews').select('rating').get()
    const eventAfter = await event.get()
    if (!eventAfter.updateTime!.isEqual(eventBefore.updateTime!)) return null
    const counted = { ...noStars }
    for (const doc of reviews.docs) counted[(doc.data() as ReviewDocument).rating as keyof Stars]++
    return { stored: (eventAfter.data() as EventDocument).stars, counted }
  })

/** Checks that the counts stored with an event match its reviews. They match at every commit, so a test may call this at any time. */
export const assertReviewsAgree = async (db: Firestore, eventId: string): Promise<Stars> => {
  const { stored, counted } = await starsOf(db, eventId)
  const text = (stars: Stars) => [1, 2, 3, 4, 5].map((star) => stars[star as keyof Stars]).join(', ')
  if (text(stored) !== text(counted))
    throw new Error(`events/${eventId}: its reviews are ${text(counted)}, it says ${text(stored)}`)
  return counted
}
