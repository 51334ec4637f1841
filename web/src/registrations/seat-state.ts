import type { Event } from '../../../contract/events.ts'
import type { Registration, RegistrationDocument, WaitingLine } from '../../../contract/registrations.ts'
import { isOpen, phaseOf, registrationPhase } from '../../../domain/events.ts'
import { placeInLine } from '../../../domain/waiting-line.ts'

/** The states of the seat card. */
export type SeatState =
  | { kind: 'draft' }
  | { kind: 'event-cancelled' }
  /** The event has begun; `over` is true after its end. */
  | { kind: 'past'; over: boolean; hasSeat: boolean }
  /** The session or the registration is still loading. */
  | { kind: 'checking' }
  | { kind: 'unverified'; full: boolean }
  /** Nobody can ask for a seat yet, or any longer, and the viewer has no registration. */
  | { kind: 'not-open'; phase: 'early' | 'closed' }
  | { kind: 'free' }
  | { kind: 'full' }
  | { kind: 'confirming' }
  | { kind: 'confirmed' }
  | { kind: 'waiting'; place: number | null }
  /** An earlier registration ended, so the person may ask again. */
  | { kind: 'again'; full: boolean; ended: 'cancelled' | 'declined' | 'expired' | 'no-show' }

export type Viewer = 'unknown' | 'out' | 'unverified' | 'verified'
type Held = Pick<RegistrationDocument, 'state' | 'holdsSeat' | 'attempt'> & { lineNumber?: number | null }

/**
 * The newer of the listener's registration and the API's response to the last action. Either may arrive first,
 * and the older must not replace the newer.
 */
export const chooseNewer = <T extends Held>(
  liveRegistration: T | null,
  response: Registration | null,
): T | Registration | null => {
  if (!response) return liveRegistration
  if (!liveRegistration || response.attempt > liveRegistration.attempt) return response
  return response.attempt === liveRegistration.attempt && response.state === 'cancelled'
    ? response
    : liveRegistration
}

export const seatStateOf = ({
  event,
  viewer,
  registration,
  line,
  asking,
  now,
}: {
  event: Pick<
    Event,
    | 'state'
    | 'startsAt'
    | 'endsAt'
    | 'registrationOpensAt'
    | 'registrationClosesAt'
    | 'capacity'
    | 'seatsTaken'
    | 'waitlisted'
  >
  viewer: Viewer
  /** undefined: still loading; null: no registration. */
  registration: Held | null | undefined
  line: WaitingLine | null
  /** The request is pending. */
  asking: boolean
  now: string
}): SeatState => {
  if (event.state === 'draft') return { kind: 'draft' }
  if (event.state === 'cancelled') return { kind: 'event-cancelled' }
  if (!isOpen(event, now))
    return { kind: 'past', over: phaseOf(event, now) === 'over', hasSeat: registration?.holdsSeat ?? false }
  const full = event.waitlisted > 0 || event.seatsTaken >= event.capacity
  const phase = registrationPhase(event, now)
  const notOpen = phase === 'open' ? undefined : ({ kind: 'not-open', phase } as const)
  if (viewer === 'out') return notOpen ?? { kind: full ? 'full' : 'free' }
  if (viewer === 'unknown' || registration === undefined) return { kind: 'checking' }
  if (asking) return { kind: 'confirming' }
  switch (registration?.state) {
    case undefined:
      if (notOpen) return notOpen
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
      if (notOpen) return notOpen
      return viewer === 'unverified'
        ? { kind: 'unverified', full }
        : { kind: 'again', full, ended: registration?.state as 'cancelled' }
  }
}
