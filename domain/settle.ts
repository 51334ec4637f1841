import type { EventDocument } from '../contract/events.ts'
import type { RegistrationDocument, RegistrationState, WaitingLine } from '../contract/registrations.ts'
import { isOpen, stateOf } from './events.ts'
import { leaveLine, lineLength } from './waiting-line.ts'

export type SettledEvent = Pick<
  EventDocument,
  'state' | 'stateBeforeHiding' | 'startsAt' | 'capacity' | 'seatsTaken' | 'waitlisted'
>
export type Candidate = Pick<RegistrationDocument, 'userId' | 'state' | 'holdsSeat' | 'lineNumber'>

type Notice = 'seat-confirmed' | 'waiting-list' | 'promoted' | 'registration-cancelled' | 'event-cancelled'

export type Change = {
  userId: string
  state: RegistrationState
  holdsSeat: boolean
  lineNumber: number | null
  /** The notice that the person gets, if any. */
  notice: Notice | null
}

export type Outcome = {
  seatsTaken: number
  waitlisted: number
  line: WaitingLine
  changes: Change[]
  /** Nothing is left to decide: no seat is free while a person waits, and a closed event has no seat holders and no line. */
  complete: boolean
}

const changeTo = (
  { userId }: Candidate,
  state: RegistrationState,
  notice: Notice | null,
  lineNumber: number | null = null,
): Change => ({ userId, state, holdsSeat: state === 'confirmed', lineNumber, notice })

const seatsOf = (candidates: readonly Candidate[]): number =>
  candidates.filter(({ holdsSeat }) => holdsSeat).length
const numbersOf = (candidates: readonly Candidate[]): number[] =>
  candidates.flatMap(({ lineNumber }) => (lineNumber === null ? [] : [lineNumber]))

/** Frees every seat and every place in line of an event that is not published. */
const closeEvent = (seatsTaken: number, line: WaitingLine, candidates: readonly Candidate[]): Outcome => {
  const seatsLeft = seatsTaken - seatsOf(candidates)
  const lineLeft = leaveLine(line, numbersOf(candidates))
  const waitlisted = lineLength(lineLeft)
  return {
    seatsTaken: seatsLeft,
    waitlisted,
    line: lineLeft,
    changes: candidates.map((candidate) =>
      changeTo(candidate, 'cancelled', candidate.state === 'cancelled' ? null : 'event-cancelled'),
    ),
    complete: seatsLeft === 0 && waitlisted === 0,
  }
}

/**
 * Decides who holds a seat. The function is pure and knows only its arguments.
 *
 * @param event null if it does not exist
 * @param line the waiting line of the event
 * @param pending registrations that wait for a decision, in order of arrival
 * @param standing registrations that may change without a request: the front of the waiting line, and in a closed event seat holders
 * @param now RFC 3339
 * @returns the new state of the event, the line and each registration. `count(holdsSeat) = seatsTaken ≤ capacity` stays true, and a later
 *   request gets no seat while an earlier one waits.
 */
export const decideSeats = (
  event: SettledEvent | null,
  line: WaitingLine,
  pending: readonly Candidate[],
  standing: readonly Candidate[],
  now: string,
): Outcome => {
  const pendingIds = new Set(pending.map(({ userId }) => userId))
  const movable = standing.filter(({ userId }) => !pendingIds.has(userId))
  if (!event || stateOf(event) !== 'published')
    return closeEvent(event?.seatsTaken ?? 0, line, [...pending, ...movable])

  const open = isOpen(event, now)
  /** Seats stay as they are until the event is shown. Requests that arrived just before it was hidden wait in line. */
  const isPaused = event.state === 'hidden' && event.startsAt > now
  let seatsTaken = event.seatsTaken - seatsOf(pending)
  const free = open ? Math.max(0, event.capacity - seatsTaken) : 0
  const promoted = movable.slice(0, free)
  seatsTaken += promoted.length - seatsOf(promoted)
  const changes = promoted.map((candidate) => changeTo(candidate, 'confirmed', 'promoted'))

  const shortened = leaveLine(line, numbersOf([...pending, ...promoted]))
  let next = shortened.next
  let waitlisted = lineLength(shortened)
  let freeSeats = free - promoted.length
  for (const candidate of pending) {
    if (candidate.state === 'cancelled') changes.push(changeTo(candidate, 'cancelled', null))
    else if (!open && !isPaused) changes.push(changeTo(candidate, 'cancelled', 'registration-cancelled'))
    else if (freeSeats > 0 && waitlisted === 0) {
      changes.push(changeTo(candidate, 'confirmed', 'seat-confirmed'))
      seatsTaken++
      freeSeats--
    } else {
      changes.push(changeTo(candidate, 'waitlisted', 'waiting-list', next))
      next++
      waitlisted++
    }
  }
  return {
    seatsTaken,
    waitlisted,
    line: { ...shortened, next },
    changes,
    complete: freeSeats <= 0 || waitlisted === 0,
  }
}
