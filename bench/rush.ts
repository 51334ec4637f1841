import type { Timestamp } from '@google-cloud/firestore'
import { db } from '../server/documents.ts'
import { publishes } from '../testing/events.ts'
import { settled } from '../testing/seats.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { inFlight, post } from './client.ts'
import type { Person } from './people.ts'

export const seats = 300
export const callers = 64

type Kept = {
  userId: string
  state: string
  lineNumber: number | null
  requestedAt: Timestamp
  settledAt: Timestamp
}

/** An event's registrations as Firestore keeps them, in order of arrival to the microsecond. */
export const keptOf = async (eventId: string): Promise<Kept[]> => {
  const found = await db.collection(`events/${eventId}/registrations`).orderBy('requestedAt').get()
  return found.docs.map((one) => one.data() as Kept)
}

/** Who does not have what their place in the order of arrival gives them. */
export const outOfOrder = (kept: readonly Kept[]): number =>
  kept.filter((one, index) =>
    index < seats
      ? one.state !== 'confirmed' || one.lineNumber !== null
      : one.state !== 'waitlisted' || one.lineNumber !== index - seats + 1,
  ).length

export type Rush = {
  eventId: string
  perSecond: number
  confirmed: number
  waitlisted: number
  outOfOrder: number
  errors: number
  oversold: number
  /** Milliseconds, one a registration. */
  answered: number[]
  fromCommit: number[]
  fromPost: number[]
  settles: number
}

/** Everybody asks for a seat of one new event, 64 at a time; ends when nobody waits for an answer. */
export const rush = async (organiser: Person, people: readonly Person[]): Promise<Rush> => {
  const { id: eventId } = await publishes(organiser, { capacity: seats })
  const sent = new Map<string, number>()
  const answered: number[] = []
  const began = Date.now()
  const statuses = await inFlight(callers, people, async ({ uid, token }) => {
    const start = Date.now()
    sent.set(uid, start)
    const status = await post(`/v1/events/${eventId}/registrations`, token)
    answered.push(Date.now() - start)
    return status
  })
  // A single document to look at: a query for those who wait would cost the emulator more than settling them.
  const event = db.doc(`events/${eventId}`)
  await waitUntil(
    `events/${eventId} is settled`,
    async () => {
      const counts = await event.get()
      return counts.get('seatsTaken') + counts.get('waitlisted') === people.length
    },
    120,
  )
  const { states, seatsTaken } = await settled(db, eventId)

  const kept = await keptOf(eventId)
  const settles = await db.collection('activity').where('thing', '==', `events/${eventId}`).count().get()
  const ended = Math.max(...kept.map((one) => one.settledAt.toMillis()))
  return {
    eventId,
    perSecond: (people.length * 1000) / (ended - began),
    confirmed: states.confirmed ?? 0,
    waitlisted: states.waitlisted ?? 0,
    outOfOrder: outOfOrder(kept),
    errors: statuses.filter((status) => status !== 202).length,
    oversold: Math.max(0, seatsTaken - seats),
    answered,
    fromCommit: kept.map((one) => one.settledAt.toMillis() - one.requestedAt.toMillis()),
    fromPost: kept.map((one) => one.settledAt.toMillis() - sent.get(one.userId)!),
    // One activity is the event's own creation.
    settles: settles.data().count - 1,
  }
}
