import type { EventDocument } from '../contract/events.ts'
import type { RegistrationDocument, RegistrationState, WaitingLine } from '../contract/registrations.ts'
import { isOpen } from './events.ts'
import { leaveLine, lineLength } from './waiting-line.ts'

export type SettledEvent = Pick<
  EventDocument,
  'state' | 'startsAt' | 'capacity' | 'seatsTaken' | 'waitlisted'
>
export type Candidate = Pick<RegistrationDocument, 'userId' | 'state' | 'holdsSeat' | 'lineNumber'>

type Told = 'seat-confirmed' | 'waiting-list' | 'promoted' | 'registration-cancelled' | 'event-cancelled'

export type Change = {
  userId: string
  state: RegistrationState
  holdsSeat: boolean
  lineNumber: number | null
  /** What the person is told, if anything. */
  tell: Told | null
}

export type Outcome = {
  seatsTaken: number
  waitlisted: number
  line: WaitingLine
  changes: Change[]
  /** Nothing more follows from what is known: no seat is free while somebody waits, nobody is left in a closed event. */
  complete: boolean
}

/**
 * Decides who holds a seat. Pure: what it is given is all it knows.
 *
 * @param event the event as it is; null where there is none
 * @param line its waiting line
 * @param pending registrations waiting for a decision, in order of arrival
 * @param standing who may be moved without having asked: the front of the waiting line; in a closed event also seat holders
 * @param now RFC 3339
 * @returns what the event, the line and each registration become; `count(holdsSeat) = seatsTaken ≤ capacity` stays true
 *   if it was, and nobody who asked later gets a seat while somebody waits.
 */
export const settle = (
  event: SettledEvent | null,
  line: WaitingLine,
  pending: readonly Candidate[],
  standing: readonly Candidate[],
  now: string,
): Outcome => {
  let seatsTaken = event?.seatsTaken ?? 0
  const left: number[] = []
  const changes: Change[] = []
  const asked = new Set(pending.map((one) => one.userId))
  const others = standing.filter((one) => !asked.has(one.userId))

  /** Takes back what a registration holds. */
  const release = (one: Candidate) => {
    if (one.holdsSeat) seatsTaken--
    if (one.lineNumber !== null) left.push(one.lineNumber)
  }
  const become = (
    one: Candidate,
    state: RegistrationState,
    tell: Told | null,
    lineNumber: number | null = null,
  ) => changes.push({ userId: one.userId, state, holdsSeat: state === 'confirmed', lineNumber, tell })

  for (const one of pending) release(one)

  if (event?.state !== 'published') {
    for (const one of others) release(one)
    for (const one of [...pending, ...others])
      become(one, 'cancelled', one.state === 'cancelled' ? null : 'event-cancelled')
    const rest = leaveLine(line, left)
    const waitlisted = lineLength(rest)
    return { seatsTaken, waitlisted, line: rest, changes, complete: seatsTaken === 0 && waitlisted === 0 }
  }

  const open = isOpen(event, now)
  let free = open ? event.capacity - seatsTaken : 0
  for (const one of others) {
    if (free <= 0) break
    release(one)
    become(one, 'confirmed', 'promoted')
    seatsTaken++
    free--
  }
  const behind = leaveLine(line, left)
  let next = behind.next
  let waiting = lineLength(behind)
  for (const one of pending) {
    if (one.state === 'cancelled') become(one, 'cancelled', null)
    else if (!open) become(one, 'cancelled', 'registration-cancelled')
    else if (free > 0 && waiting === 0) {
      become(one, 'confirmed', 'seat-confirmed')
      seatsTaken++
      free--
    } else {
      become(one, 'waitlisted', 'waiting-list', next)
      next++
      waiting++
    }
  }
  return {
    seatsTaken,
    waitlisted: waiting,
    line: { ...behind, next },
    changes,
    complete: free <= 0 || waiting === 0,
  }
}
