import type { Firestore } from '@google-cloud/firestore'
import type { EventDocument } from '../contract/events.ts'
import type { RegistrationDocument } from '../contract/registrations.ts'
import type { ReviewDocument, Stars } from '../contract/reviews.ts'
import { noStars } from '../domain/reviews.ts'
import { db, documents } from '../server/documents.ts'
import { inHours } from './events.ts'
import { waitUntil } from './wait-until.ts'

/** The event began two hours ago with these people in it: written directly, for the API takes no event of the past. */
export const begins = async (eventId: string, people: readonly { uid: string }[]): Promise<void> => {
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
  await batch.commit()
}

/**
 * What an event says of its reviews, and what they say, as of one moment: every review's commit also writes the event, so what was read
 * between two reads of the same version is of that version. (The emulator's read-only transactions don't keep to one moment.)
 */
export const starsOf = (db: Firestore, eventId: string): Promise<{ said: Stars; counted: Stars }> =>
  waitUntil(`a moment without a write to events/${eventId}`, async () => {
    const event = db.doc(`events/${eventId}`)
    const before = await event.get()
    const reviews = await event.collection('reviews').select('rating').get()
    const after = await event.get()
    if (!after.updateTime!.isEqual(before.updateTime!)) return null
    const counted = { ...noStars }
    for (const one of reviews.docs) counted[(one.data() as ReviewDocument).rating as keyof Stars]++
    return { said: (after.data() as EventDocument).stars, counted }
  })

/** The counts kept with the event are those of its reviews; true at every commit, so it may be asked at any time. */
export const assertReviewsAgree = async (db: Firestore, eventId: string): Promise<Stars> => {
  const { said, counted } = await starsOf(db, eventId)
  const text = (stars: Stars) => [1, 2, 3, 4, 5].map((one) => stars[one as keyof Stars]).join(', ')
  if (text(said) !== text(counted))
    throw new Error(`events/${eventId}: its reviews are ${text(counted)}, it says ${text(said)}`)
  return counted
}
