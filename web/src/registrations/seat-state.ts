import type { Event } from '../../../contract/events.ts'
import type { Registration, RegistrationDocument, WaitingLine } from '../../../contract/registrations.ts'
import { isOpen } from '../../../domain/events.ts'
import { placeInLine } from '../../../domain/waiting-line.ts'

/** What the seat card shows and offers. */
export type SeatState =
  | { kind: 'draft' }
  | { kind: 'event-cancelled' }
  /** Begun, or over. */
  | { kind: 'past'; over: boolean; hasSeat: boolean }
  /** Who this is, or what they hold, is not known yet. */
  | { kind: 'checking' }
  | { kind: 'unverified'; full: boolean }
  | { kind: 'free' }
  | { kind: 'full' }
  | { kind: 'confirming' }
  | { kind: 'confirmed' }
  | { kind: 'waiting'; place: number | null }
  /** Had asked before; may ask again. */
  | { kind: 'again'; full: boolean; ended: 'cancelled' | 'declined' | 'expired' | 'no-show' }

export type Viewer = 'unknown' | 'out' | 'unverified' | 'verified'
type Held = Pick<RegistrationDocument, 'state' | 'holdsSeat' | 'attempt'> & { lineNumber?: number | null }

/**
 * The later of what the listener says and what the API answered to the last action: whichever comes first may show,
 * and neither may take the other back.
 */
export const latest = <T extends Held>(
  heard: T | null,
  answered: Registration | null,
): T | Registration | null => {
  if (!answered) return heard
  if (!heard || answered.attempt > heard.attempt) return answered
  return answered.attempt === heard.attempt && answered.state === 'cancelled' ? answered : heard
}

const aDay = 86_400_000

/** Where no end is given, a day after the start it is over for sure. */
const isOver = ({ startsAt, endsAt }: Pick<Event, 'startsAt' | 'endsAt'>, now: string) =>
  endsAt ? endsAt <= now : Date.parse(startsAt) + aDay <= Date.parse(now)

export const seatState = ({
  event,
  viewer,
  registration,
  line,
  asking,
  now,
}: {
  event: Pick<Event, 'state' | 'startsAt' | 'endsAt' | 'capacity' | 'seatsTaken' | 'waitlisted'>
  viewer: Viewer
  /** undefined: not known yet; null: never asked. */
  registration: Held | null | undefined
  line: WaitingLine | null
  /** The request is on its way. */
  asking: boolean
  now: string
}): SeatState => {
  if (event.state === 'draft') return { kind: 'draft' }
  if (event.state === 'cancelled') return { kind: 'event-cancelled' }
  if (!isOpen(event, now))
    return { kind: 'past', over: isOver(event, now), hasSeat: registration?.holdsSeat ?? false }
  const full = event.waitlisted > 0 || event.seatsTaken >= event.capacity
  if (viewer === 'out') return { kind: full ? 'full' : 'free' }
  if (viewer === 'unknown' || registration === undefined) return { kind: 'checking' }
  if (asking) return { kind: 'confirming' }
  switch (registration?.state) {
    case undefined:
      return viewer === 'unverified' ? { kind: 'unverified', full } : { kind: full ? 'full' : 'free' }
    case 'confirmed':
    case 'attended':
      return { kind: 'confirmed' }
    case 'waitlisted':
      return {
        kind: 'waiting',
        place: line && registration?.lineNumber ? placeInLine(line, registration.lineNumber) : null,
      }
    case 'requested':
    case 'offered':
    case 'payment-due':
      return { kind: 'confirming' }
    case 'cancelled':
    case 'declined':
    case 'expired':
    case 'no-show':
      return viewer === 'unverified'
        ? { kind: 'unverified', full }
        : { kind: 'again', full, ended: registration?.state as 'cancelled' }
  }
}
