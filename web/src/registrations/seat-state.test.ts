import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Registration, registrationState } from '../../../contract/registrations.ts'
import { latest, type SeatState, seatState, type Viewer } from './seat-state.ts'

const now = '2027-05-01T12:00:00.000Z'
const event = {
  state: 'published' as 'published' | 'draft' | 'cancelled',
  startsAt: '2027-05-02T12:00:00.000Z',
  endsAt: '2027-05-02T15:00:00.000Z' as string | null,
  capacity: 10,
  seatsTaken: 4,
  waitlisted: 0,
}
const held = (state: Registration['state'], lineNumber: number | null = null) => ({
  state,
  holdsSeat: state === 'confirmed',
  attempt: 1,
  lineNumber,
})
const sees = (change: Partial<Parameters<typeof seatState>[0]>): SeatState =>
  seatState({ event, viewer: 'verified', registration: null, line: null, asking: false, now, ...change })

describe('the seat card', () => {
  test('offers a seat to people who may take one, and to visitors', () => {
    expect(sees({})).toEqual({ kind: 'free' })
    expect(sees({ viewer: 'out', registration: undefined })).toEqual({ kind: 'free' })
  })

  test('offers the waiting list when every seat is taken or others wait already', () => {
    expect(sees({ event: { ...event, seatsTaken: 10 } })).toEqual({ kind: 'full' })
    expect(sees({ event: { ...event, waitlisted: 1 } })).toEqual({ kind: 'full' })
  })

  test('asks for a confirmed address first', () => {
    expect(sees({ viewer: 'unverified' })).toEqual({ kind: 'unverified', full: false })
  })

  test('keeps a seat in sight of somebody whose address is no longer confirmed', () => {
    expect(sees({ viewer: 'unverified', registration: held('confirmed') })).toEqual({ kind: 'confirmed' })
  })

  test('confirms from the press until settled', () => {
    expect(sees({ asking: true })).toEqual({ kind: 'confirming' })
    expect(sees({ registration: held('requested') })).toEqual({ kind: 'confirming' })
  })

  test('says the place in line, which follows from who left before', () => {
    const line = { first: 3, next: 9, gone: [4, 6] }
    expect(sees({ registration: held('waitlisted', 5), line })).toEqual({ kind: 'waiting', place: 2 })
    expect(sees({ registration: held('waitlisted', 8), line })).toEqual({ kind: 'waiting', place: 4 })
    expect(sees({ registration: held('waitlisted', 8) })).toEqual({ kind: 'waiting', place: null })
  })

  test('lets somebody come back after cancelling', () => {
    expect(sees({ registration: held('cancelled') })).toEqual({
      kind: 'again',
      full: false,
      ended: 'cancelled',
    })
  })

  test('offers nothing once the event has begun, is cancelled or is not published', () => {
    const begun = '2027-05-02T13:00:00.000Z'
    expect(sees({ now: begun, registration: held('confirmed') })).toEqual({
      kind: 'past',
      over: false,
      hasSeat: true,
    })
    expect(sees({ now: '2027-05-02T15:00:00.000Z' })).toEqual({ kind: 'past', over: true, hasSeat: false })
    expect(sees({ event: { ...event, endsAt: null }, now: '2027-05-03T13:00:00.000Z' })).toMatchObject({
      over: true,
    })
    expect(sees({ event: { ...event, state: 'cancelled' } })).toEqual({ kind: 'event-cancelled' })
    expect(sees({ event: { ...event, state: 'draft' } })).toEqual({ kind: 'draft' })
  })

  test('waits while it is not known who is here or what they hold', () => {
    expect(sees({ viewer: 'unknown', registration: undefined })).toEqual({ kind: 'checking' })
    expect(sees({ registration: undefined })).toEqual({ kind: 'checking' })
  })

  test('never offers a seat to who has one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Viewer>('unknown', 'unverified', 'verified'),
        fc.constantFrom(...registrationState.options),
        fc.nat(12),
        fc.nat(3),
        (viewer, state, seatsTaken, waitlisted) => {
          const registration = held(state)
          const { kind } = sees({ viewer, registration, event: { ...event, seatsTaken, waitlisted } })
          if (registration.holdsSeat) expect(['confirmed', 'checking']).toContain(kind)
        },
      ),
    )
  })
})

describe('the later of listener and answer', () => {
  const response = (state: Registration['state'], attempt: number) => ({ state, attempt }) as Registration

  test('shows the answer until the listener has caught up', () => {
    expect(latest(null, response('requested', 1))?.state).toBe('requested')
    expect(latest(held('cancelled'), response('requested', 2))?.state).toBe('requested')
    expect(latest(held('confirmed'), response('cancelled', 1))?.state).toBe('cancelled')
  })

  test('never takes back what the listener said since', () => {
    expect(latest(held('confirmed'), response('requested', 1))?.state).toBe('confirmed')
    expect(latest({ ...held('confirmed'), attempt: 2 }, response('cancelled', 1))?.state).toBe('confirmed')
  })
})
