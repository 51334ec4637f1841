import type { Timestamp } from '@google-cloud/firestore'
import { db } from '../server/documents.ts'
import { publishEvent } from '../testing/events.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { inFlight, post } from './client.ts'
import type { Person } from './people.ts'

export const seats = 300
export const callers = 64

type StoredRegistration = {
  userId: string
  state: string
  lineNumber: number | null
  requestedAt: Timestamp
  settledAt: Timestamp
}

/** An event's stored registrations in order of arrival, which Firestore keeps to the microsecond. */
export const registrationsOf = async (eventId: string): Promise<StoredRegistration[]> => {
  const snapshot = await db.collection(`events/${eventId}/registrations`).orderBy('requestedAt').get()
  return snapshot.docs.map((doc) => doc.data() as StoredRegistration)
}

/** Counts the people whose registration does not match their place in the order of arrival. */
export const countOutOfOrder = (registrations: readonly StoredRegistration[]): number =>
  registrations.filter((registration, index) =>
    index < seats
      ? registration.state !== 'confirmed' || registration.lineNumber !== null
      : registration.state !== 'waitlisted' || registration.lineNumber !== index - seats + 1,
  ).length

export type Rush = {
  eventId: string
  perSecond: number
  confirmed: number
  waitlisted: number
  outOfOrder: number
  errors: number
  oversold: number
  /** Milliseconds, one value per registration. */
  answered: number[]
  fromCommit: number[]
  fromPost: number[]
  settles: number
}

/** Everybody asks for a seat at one new event, 64 people at a time. Ends when every registration is settled. */
export const rush = async (organiser: Person, people: readonly Person[]): Promise<Rush> => {
  const { id: eventId } = await publishEvent(organiser, { capacity: seats })
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
  // This polls a single document. A query for pending registrations would cost the emulator more than settling them.
  const event = db.doc(`events/${eventId}`)
  await waitUntil(
    `events/${eventId} is settled`,
    async () => {
      const counts = await event.get()
      return counts.get('seatsTaken') + counts.get('waitlisted') === people.length
    },
    120,
  )
  const { states, seatsTaken } = await waitUntilSettled(db, eventId)

  const registrations = await registrationsOf(eventId)
  const settles = await db.collection('activity').where('thing', '==', `events/${eventId}`).count().get()
  const ended = Math.max(...registrations.map((registration) => registration.settledAt.toMillis()))
  return {
    eventId,
    perSecond: (people.length * 1000) / (ended - began),
    confirmed: states.confirmed ?? 0,
    waitlisted: states.waitlisted ?? 0,
    outOfOrder: countOutOfOrder(registrations),
    errors: statuses.filter((status) => status !== 202).length,
    oversold: Math.max(0, seatsTaken - seats),
    answered,
    fromCommit: registrations.map(
      (registration) => registration.settledAt.toMillis() - registration.requestedAt.toMillis(),
    ),
    fromPost: registrations.map(
      (registration) => registration.settledAt.toMillis() - sent.get(registration.userId)!,
    ),
    // One activity entry is the event's creation.
    settles: settles.data().count - 1,
  }
}
