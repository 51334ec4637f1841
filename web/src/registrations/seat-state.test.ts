import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Registration, registrationState } from '../../../contract/registrations.ts'
import { chooseNewer, type SeatState, seatStateOf, type Viewer } from './seat-state.ts'

const now = '2027-05-01T12:00:00.000Z'
const event = {
  state: 'published' as 'published' | 'draft' | 'cancelled',
  startsAt: '2027-05-02T12:00:00.000Z',
  endsAt: '2027-05-02T15:00:00.000Z' as string | null,
  capacity: 10,
  seatsTaken: 4,
  waitlisted: 0,
}
const registrationWith = (state: Registration['state'], lineNumber: number | null = null) => ({
  state,
  holdsSeat: state === 'confirmed',
  attempt: 1,
  lineNumber,
})
const stateFor = (change: Partial<Parameters<typeof seatStateOf>[0]>): SeatState =>
  seatStateOf({ event, viewer: 'verified', registration: null, line: null, asking: false, now, ...change })

describe('the seat card', () => {
  test('offers a seat to people who may take one, and to visitors', () => {
    expect(stateFor({})).toEqual({ kind: 'free' })
    expect(stateFor({ viewer: 'out', registration: undefined })).toEqual({ kind: 'free' })
  })

  test('offers the waiting list when every seat is taken or people are waiting', () => {
    expect(stateFor({ event: { ...event, seatsTaken: 10 } })).toEqual({ kind: 'full' })
    expect(stateFor({ event: { ...event, waitlisted: 1 } })).toEqual({ kind: 'full' })
  })

  test('offers nothing before registration opens and after it closes, but shows what a person has', () => {
    const early = { ...event, registrationOpensAt: '2027-05-01T13:00:00.000Z' }
    const closed = { ...event, registrationClosesAt: '2027-05-01T12:00:00.000Z' }
    for (const viewer of ['out', 'verified', 'unverified'] as const) {
      expect(stateFor({ event: early, viewer })).toEqual({ kind: 'not-open', phase: 'early' })
      expect(stateFor({ event: closed, viewer })).toEqual({ kind: 'not-open', phase: 'closed' })
    }
    const gaveUp = registrationWith('cancelled')
    expect(stateFor({ event: closed, registration: gaveUp })).toMatchObject({ kind: 'not-open' })
    expect(stateFor({ event: closed, registration: registrationWith('confirmed') }).kind).toBe('confirmed')
    expect(stateFor({ event: closed, registration: registrationWith('waitlisted') }).kind).toBe('waiting')
    expect(stateFor({ event: closed, now: '2027-05-03T00:00:00.000Z' }).kind).toBe('past')
  })

  test('requires a confirmed address', () => {
    expect(stateFor({ viewer: 'unverified' })).toEqual({ kind: 'unverified', full: false })
  })

  test('shows a seat also to a person whose address is no longer confirmed', () => {
    expect(stateFor({ viewer: 'unverified', registration: registrationWith('confirmed') })).toEqual({
      kind: 'confirmed',
    })
  })

  test('shows that the request is pending until it is settled', () => {
    expect(stateFor({ asking: true })).toEqual({ kind: 'confirming' })
    expect(stateFor({ registration: registrationWith('requested') })).toEqual({ kind: 'confirming' })
  })

  test('shows the place in line, without the people who left', () => {
    const line = { first: 3, next: 9, gone: [4, 6] }
    expect(stateFor({ registration: registrationWith('waitlisted', 5), line })).toEqual({
      kind: 'waiting',
      place: 2,
    })
    expect(stateFor({ registration: registrationWith('waitlisted', 8), line })).toEqual({
      kind: 'waiting',
      place: 4,
    })
    expect(stateFor({ registration: registrationWith('waitlisted', 8) })).toEqual({
      kind: 'waiting',
      place: null,
    })
  })

  test('offers a new request after a cancellation', () => {
    expect(stateFor({ registration: registrationWith('cancelled') })).toEqual({
      kind: 'again',
      full: false,
      ended: 'cancelled',
    })
  })

  test('offers no seat if the event has begun, is cancelled or is a draft', () => {
    const begun = '2027-05-02T13:00:00.000Z'
    expect(stateFor({ now: begun, registration: registrationWith('confirmed') })).toEqual({
      kind: 'past',
      over: false,
      hasSeat: true,
    })
    expect(stateFor({ now: '2027-05-02T15:00:00.000Z' })).toEqual({
      kind: 'past',
      over: true,
      hasSeat: false,
    })
    expect(stateFor({ event: { ...event, endsAt: null }, now: '2027-05-03T13:00:00.000Z' })).toMatchObject({
      over: true,
    })
    expect(stateFor({ event: { ...event, state: 'cancelled' } })).toEqual({ kind: 'event-cancelled' })
    expect(stateFor({ event: { ...event, state: 'draft' } })).toEqual({ kind: 'draft' })
  })

  test('waits until the person and the registration are known', () => {
    expect(stateFor({ viewer: 'unknown', registration: undefined })).toEqual({ kind: 'checking' })
    expect(stateFor({ registration: undefined })).toEqual({ kind: 'checking' })
  })

  test('never offers a seat to a seat holder', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Viewer>('unknown', 'unverified', 'verified'),
        fc.constantFrom(...registrationState.options),
        fc.nat(12),
        fc.nat(3),
        (viewer, state, seatsTaken, waitlisted) => {
          const registration = registrationWith(state)
          const { kind } = stateFor({ viewer, registration, event: { ...event, seatsTaken, waitlisted } })
          if (registration.holdsSeat) expect(['confirmed', 'checking']).toContain(kind)
        },
      ),
    )
  })
})

describe('the newer of the listener’s registration and the API’s response', () => {
  const response = (state: Registration['state'], attempt: number) => ({ state, attempt }) as Registration

  test('is the response until the listener has the same version', () => {
    expect(chooseNewer(null, response('requested', 1))?.state).toBe('requested')
    expect(chooseNewer(registrationWith('cancelled'), response('requested', 2))?.state).toBe('requested')
    expect(chooseNewer(registrationWith('confirmed'), response('cancelled', 1))?.state).toBe('cancelled')
  })

  test('is the listener’s registration if it is newer than the response', () => {
    expect(chooseNewer(registrationWith('confirmed'), response('requested', 1))?.state).toBe('confirmed')
    expect(
      chooseNewer({ ...registrationWith('confirmed'), attempt: 2 }, response('cancelled', 1))?.state,
    ).toBe('confirmed')
  })
})
