import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateOf } from './events.ts'
import { type Candidate, decideSeats, type SettledEvent } from './settle.ts'
import { emptyLine, lineLength } from './waiting-line.ts'

const now = '2027-01-01T00:00:00.000Z'
const open = (capacity: number): SettledEvent => ({
  state: 'published',
  startsAt: '2027-02-01T00:00:00.000Z',
  capacity,
  seatsTaken: 0,
  waitlisted: 0,
})
const request = (userId: string): Candidate => ({
  userId,
  state: 'requested',
  holdsSeat: false,
  lineNumber: null,
})
const statesOf = (outcome: ReturnType<typeof decideSeats>) =>
  Object.fromEntries(outcome.changes.map(({ userId, state }) => [userId, state]))

describe('an open event', () => {
  test('gives its seats in order of arrival and numbers the people who wait', () => {
    const outcome = decideSeats(open(2), emptyLine, ['ada', 'bo', 'cy', 'di'].map(request), [], now)
    expect(
      outcome.changes.map((change) => [change.userId, change.state, change.lineNumber, change.notice]),
    ).toEqual([
      ['ada', 'confirmed', null, 'seat-confirmed'],
      ['bo', 'confirmed', null, 'seat-confirmed'],
      ['cy', 'waitlisted', 1, 'waiting-list'],
      ['di', 'waitlisted', 2, 'waiting-list'],
    ])
    expect(outcome).toMatchObject({ seatsTaken: 2, waitlisted: 2, complete: true })
  })

  test('gives a freed seat to the first person on the waiting list, not to a new request', () => {
    const event = { ...open(1), seatsTaken: 1, waitlisted: 1 }
    const cy: Candidate = { userId: 'cy', state: 'waitlisted', holdsSeat: false, lineNumber: 1 }
    const ada: Candidate = { userId: 'ada', state: 'cancelled', holdsSeat: true, lineNumber: null }
    const outcome = decideSeats(event, { first: 1, next: 2, gone: [] }, [ada, request('di')], [cy], now)
    expect(statesOf(outcome)).toEqual({ ada: 'cancelled', cy: 'confirmed', di: 'waitlisted' })
    expect(outcome).toMatchObject({ seatsTaken: 1, waitlisted: 1, complete: true })
  })

  test('puts a person who cancelled and requests a seat before settling at the end of the line', () => {
    const event = { ...open(1), seatsTaken: 1, waitlisted: 1 }
    const cy: Candidate = { userId: 'cy', state: 'waitlisted', holdsSeat: false, lineNumber: 1 }
    const outcome = decideSeats(
      event,
      { first: 1, next: 2, gone: [] },
      [{ ...request('ada'), holdsSeat: true }],
      [cy],
      now,
    )
    expect(statesOf(outcome)).toEqual({ cy: 'confirmed', ada: 'waitlisted' })
  })

  test('puts a request behind a waiting list that it does not see, and reports that work is left', () => {
    const event = { ...open(5), seatsTaken: 1, waitlisted: 3 }
    const outcome = decideSeats(event, { first: 1, next: 4, gone: [] }, [request('di')], [], now)
    expect(statesOf(outcome)).toEqual({ di: 'waitlisted' })
    expect(outcome.complete).toBe(false)
  })
})

describe('an event that takes no registrations', () => {
  const requests = ['ada', 'bo'].map(request)
  test.each([
    ['missing', null],
    ['cancelled', { ...open(9), state: 'cancelled' as const }],
    ['deleted', { ...open(9), state: 'deleted' as const }],
    ['past', { ...open(9), startsAt: '2026-01-01T00:00:00.000Z' }],
  ])('%s: requests end cancelled, and no person waits', (_, event) => {
    const outcome = decideSeats(event, emptyLine, requests, [], now)
    expect(statesOf(outcome)).toEqual({ ada: 'cancelled', bo: 'cancelled' })
    expect(outcome).toMatchObject({ seatsTaken: 0, complete: true })
  })

  test('cancelled: seats and line become empty page by page, and a person who had cancelled gets no notice', () => {
    const event: SettledEvent = { ...open(2), state: 'cancelled', seatsTaken: 2, waitlisted: 1 }
    const seat = (userId: string): Candidate => ({
      userId,
      state: 'confirmed',
      holdsSeat: true,
      lineNumber: null,
    })
    const cancelled: Candidate = { userId: 'cy', state: 'cancelled', holdsSeat: false, lineNumber: 1 }
    const first = decideSeats(event, { first: 1, next: 2, gone: [] }, [cancelled], [seat('ada')], now)
    expect(first).toMatchObject({ seatsTaken: 1, waitlisted: 0, complete: false })
    expect(first.changes.map((change) => change.notice)).toEqual([null, 'event-cancelled'])
    const second = decideSeats({ ...event, seatsTaken: 1, waitlisted: 0 }, first.line, [], [seat('bo')], now)
    expect(second).toMatchObject({ seatsTaken: 0, complete: true })
  })

  test('past: seat holders stay, and a freed seat goes to no one', () => {
    const event = { ...open(1), startsAt: '2026-01-01T00:00:00.000Z', seatsTaken: 1, waitlisted: 1 }
    const ada: Candidate = { userId: 'ada', state: 'cancelled', holdsSeat: true, lineNumber: null }
    const cy: Candidate = { userId: 'cy', state: 'waitlisted', holdsSeat: false, lineNumber: 1 }
    const outcome = decideSeats(event, { first: 1, next: 2, gone: [] }, [ada], [cy], now)
    expect(statesOf(outcome)).toEqual({ ada: 'cancelled' })
    expect(outcome).toMatchObject({ seatsTaken: 0, waitlisted: 1, complete: true })
  })
})

describe('a hidden event', () => {
  const hidden = { ...open(3), state: 'hidden' as const, seatsTaken: 1, waitlisted: 0 }
  test('gives nobody a seat: requests that came just before wait in line, and a seat that becomes free stays free', () => {
    const ada: Candidate = { userId: 'ada', state: 'cancelled', holdsSeat: true, lineNumber: null }
    const outcome = decideSeats(
      { ...hidden, stateBeforeHiding: 'published' },
      emptyLine,
      [ada, request('bo')],
      [],
      now,
    )
    expect(statesOf(outcome)).toEqual({ ada: 'cancelled', bo: 'waitlisted' })
    expect(outcome).toMatchObject({ seatsTaken: 0, waitlisted: 1, complete: true })
  })

  test('that was cancelled before gives up its seats', () => {
    const ada: Candidate = { userId: 'ada', state: 'confirmed', holdsSeat: true, lineNumber: null }
    const outcome = decideSeats({ ...hidden, stateBeforeHiding: 'cancelled' }, emptyLine, [], [ada], now)
    expect(statesOf(outcome)).toEqual({ ada: 'cancelled' })
    expect(outcome).toMatchObject({ seatsTaken: 0, complete: true })
  })
})

type Person = Candidate & { pending: boolean; arrived: number }
type Step =
  | { do: 'request' | 'cancel'; who: number }
  | { do: 'resize'; to: number }
  | { do: 'settle'; max: number }
  | { do: 'close' | 'hide' | 'show' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('request' as const), who: fc.nat(15) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cancel' as const), who: fc.nat(15) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('resize' as const), to: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('settle' as const), max: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...(['close', 'hide', 'show'] as const).map((what) => ({ do: what }))),
  },
)

/** Firestore and the endpoints in memory. Settling sees at most `max` registrations at a time, as in production. */
const run = (
  steps: readonly Step[],
  capacity: number,
  afterSettle: (event: SettledEvent, people: Person[]) => void,
) => {
  const event = open(capacity)
  let line = emptyLine
  const people = new Map<string, Person>()
  let clock = 0
  const withState = (state: 'published' | 'cancelled') =>
    event.state === 'hidden' ? { stateBeforeHiding: state } : { state }
  const hide = () => {
    const state = stateOf(event)
    if (state === 'published' || state === 'cancelled')
      Object.assign(event, { state: 'hidden', stateBeforeHiding: state })
  }
  const show = () => {
    event.state = stateOf(event)
  }
  const settlePage = (max: number): boolean => {
    const pending = [...people.values()]
      .filter((person) => person.pending)
      .sort((a, b) => a.arrived - b.arrived)
      .slice(0, max)
    const room = max - pending.length
    const waiting = [...people.values()]
      .filter((person) => person.state === 'waitlisted')
      .sort((a, b) => a.lineNumber! - b.lineNumber!)
    const holders =
      stateOf(event) === 'cancelled' ? [...people.values()].filter((person) => person.holdsSeat) : []
    const outcome = decideSeats(event, line, pending, [...holders, ...waiting].slice(0, room), now)
    for (const { userId, state, holdsSeat, lineNumber } of outcome.changes)
      Object.assign(people.get(userId)!, { state, holdsSeat, lineNumber, pending: false })
    Object.assign(event, { seatsTaken: outcome.seatsTaken, waitlisted: outcome.waitlisted })
    line = outcome.line
    expect(event.waitlisted).toBe(lineLength(line))
    afterSettle(event, [...people.values()])
    return outcome.complete && pending.length < max
  }
  for (const step of steps) {
    if (step.do === 'request') {
      const userId = `p${step.who}`
      const known = people.get(userId)
      if (!known) people.set(userId, { ...request(userId), pending: true, arrived: clock++ })
      else if (known.state === 'cancelled')
        Object.assign(known, { state: 'requested', pending: true, arrived: clock++ })
    } else if (step.do === 'cancel') {
      const known = people.get(`p${step.who}`)
      if (known && known.state !== 'cancelled') Object.assign(known, { state: 'cancelled', pending: true })
    } else if (step.do === 'resize') event.capacity = Math.max(step.to, event.seatsTaken)
    else if (step.do === 'close') Object.assign(event, withState('cancelled'))
    else if (step.do === 'hide') hide()
    else if (step.do === 'show') show()
    else if (step.do === 'settle') settlePage(step.max)
  }
  show()
  for (let round = 0; !settlePage(3); round++) expect(round).toBeLessThan(500)
  return { event, people: [...people.values()] }
}

describe('after any steps in any order', () => {
  const scenario = [fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 10 })] as const

  test('the event counts the seats that people hold, and never more than its capacity', () => {
    fc.assert(
      fc.property(...scenario, (steps, capacity) => {
        run(steps, capacity, (event, people) => {
          expect(people.filter((person) => person.holdsSeat)).toHaveLength(event.seatsTaken)
          expect(people.filter((person) => person.lineNumber !== null)).toHaveLength(event.waitlisted)
          expect(event.seatsTaken).toBeLessThanOrEqual(event.capacity)
        })
      }),
      { numRuns: 500 },
    )
  })

  test('no later request has a seat while an earlier one waits, and no seat is free while a person waits', () => {
    fc.assert(
      fc.property(...scenario, (steps, capacity) => {
        const { event, people } = run(steps, capacity, () => undefined)
        const seated = people.filter((person) => person.holdsSeat).map((person) => person.arrived)
        const waiting = people
          .filter((person) => person.state === 'waitlisted')
          .map((person) => person.arrived)
        expect(Math.max(-1, ...seated)).toBeLessThan(Math.min(Number.POSITIVE_INFINITY, ...waiting))
        if (waiting.length > 0) expect(event.seatsTaken).toBe(event.capacity)
        expect(people.every((person) => !person.pending && person.state !== 'requested')).toBe(true)
        if (event.state === 'cancelled')
          expect(people.every((person) => person.state === 'cancelled')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('settling a second time changes nothing', () => {
    fc.assert(
      fc.property(...scenario, (steps, capacity) => {
        const { event } = run(steps, capacity, () => undefined)
        const second = decideSeats(event, emptyLine, [], [], now)
        expect(second.changes).toEqual([])
      }),
    )
  })
})
