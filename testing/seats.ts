import type { Firestore } from '@google-cloud/firestore'
import type { EventDocument } from '../contract/events.ts'
import type { RegistrationDocument, RegistrationState, WaitingLine } from '../contract/registrations.ts'
import { lineLength, placeInLine } from '../domain/waiting-line.ts'
import { waitUntil } from './wait-until.ts'

/** The seats according to the event and according to its registrations. */
export type Seats = {
  /** Changes with each change of the event's document. */
  version: string
  capacity: number
  seatsTaken: number
  waitlisted: number
  line: WaitingLine
  /** Registrations that hold a seat. */
  holding: number
  /** Registrations that are not settled yet. */
  pending: number
  states: Partial<Record<RegistrationState, number>>
  /** The people on the waiting list, next first, with the line numbers that they got on joining. */
  waiting: { userId: string; lineNumber: number | null }[]
}

/**
 * Reads everything in one read-only transaction. Firestore gives it one moment; the emulator does not: it was seen to
 * mix documents from before and after a commit in 1 of 90 reads, with and without a readTime.
 */
export const seatsOf = (db: Firestore, eventId: string): Promise<Seats> =>
  db.runTransaction(
    async (transaction) => {
      const event = db.doc(`events/${eventId}`)
      const [eventSnapshot, line, registrations] = await Promise.all([
        transaction.get(event),
        transaction.get(event.collection('public').doc('line')),
        transaction.get(
          event.collection('registrations').select('userId', 'state', 'holdsSeat', 'pending', 'lineNumber'),
        ),
      ])
      const { capacity, seatsTaken, waitlisted } = eventSnapshot.data() as EventDocument
      const all = registrations.docs.map((doc) => doc.data() as RegistrationDocument)
      const states: Seats['states'] = {}
      for (const { state } of all) states[state] = (states[state] ?? 0) + 1
      return {
        version: `${eventSnapshot.updateTime?.valueOf()}`,
        capacity,
        seatsTaken,
        waitlisted,
        line: line.data() as WaitingLine,
        holding: all.filter(({ holdsSeat }) => holdsSeat).length,
        pending: all.filter(({ pending }) => pending).length,
        states,
        waiting: all
          .filter(({ lineNumber }) => lineNumber !== null)
          .sort((a, b) => a.lineNumber! - b.lineNumber!)
          .map(({ userId, lineNumber }) => ({ userId, lineNumber })),
      }
    },
    { readOnly: true },
  )

/** Finds inconsistent counts. Empty if count(holdsSeat) = seatsTaken ≤ capacity and the line holds exactly the people on the waiting list. */
export const findDisagreements = (seats: Seats): string[] => {
  const { capacity, seatsTaken, waitlisted, line, holding, waiting } = seats
  const places = waiting.map(({ lineNumber }) => placeInLine(line, lineNumber!))
  const checks: [agrees: boolean, otherwise: string][] = [
    [holding === seatsTaken, `${holding} hold a seat, seatsTaken is ${seatsTaken}`],
    [seatsTaken <= capacity, `${seatsTaken} of ${capacity} seats are taken: oversold`],
    [waiting.length === waitlisted, `${waiting.length} wait, waitlisted is ${waitlisted}`],
    [lineLength(line) === waitlisted, `the line is ${lineLength(line)} long, waitlisted is ${waitlisted}`],
    [places.every((place, index) => place === index + 1), `places in line are ${places.join(', ')}`],
  ]
  return checks.flatMap(([agrees, otherwise]) => (agrees ? [] : [otherwise]))
}

const looksForProof = 5

/**
 * Throws if seats disagree. They agree at every commit, so tests and the bench may call this at any time. A disagreement
 * counts if five looks in a row show it while the event does not change, because the emulator's reads mix two commits.
 */
export const assertSeatsAgree = async (db: Firestore, eventId: string): Promise<Seats> => {
  let lastDisagreement = ''
  for (let looks = 0; looks < looksForProof; ) {
    const seats = await seatsOf(db, eventId)
    const wrong = findDisagreements(seats).join('; ')
    if (!wrong) return seats
    const disagreement = `${wrong} (${seats.version})`
    looks = disagreement === lastDisagreement ? looks + 1 : 1
    lastDisagreement = disagreement
  }
  throw new Error(`events/${eventId}: ${lastDisagreement}`)
}

/** Waits until every registration of the event is settled, then checks the seats. */
export const waitUntilSettled = async (db: Firestore, eventId: string, seconds = 30): Promise<Seats> => {
  const event = db.doc(`events/${eventId}`)
  const pending = event.collection('registrations').where('pending', '==', true).limit(1)
  await waitUntil(
    `events/${eventId} is settled`,
    async () => (await pending.get()).empty && (await event.get()).get('unsettled') !== true,
    seconds,
  )
  return assertSeatsAgree(db, eventId)
}
