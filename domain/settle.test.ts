import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, type SettledEvent, settle } from './settle.ts'
import { emptyLine, lineLength } from './waiting-line.ts'

const now = '2027-01-01T00:00:00.000Z'
const open = (capacity: number): SettledEvent => ({
  state: 'published',
  startsAt: '2027-02-01T00:00:00.000Z',
  capacity,
  seatsTaken: 0,
  waitlisted: 0,
})
const asks = (userId: string): Candidate => ({
  userId,
  state: 'requested',
  holdsSeat: false,
  lineNumber: null,
})
const states = (outcome: ReturnType<typeof settle>) =>
  Object.fromEntries(outcome.changes.map(({ userId, state }) => [userId, state]))

describe('an open event', () => {
  test('gives its seats in order of arrival and numbers who waits', () => {
    const outcome = settle(open(2), emptyLine, ['ada', 'bo', 'cy', 'di'].map(asks), [], now)
    expect(outcome.changes.map((one) => [one.userId, one.state, one.lineNumber, one.tell])).toEqual([
      ['ada', 'confirmed', null, 'seat-confirmed'],
      ['bo', 'confirmed', null, 'seat-confirmed'],
      ['cy', 'waitlisted', 1, 'waiting-list'],
      ['di', 'waitlisted', 2, 'waiting-list'],
    ])
    expect(outcome).toMatchObject({ seatsTaken: 2, waitlisted: 2, complete: true })
  })

  test('gives a freed seat to the first who waits, not to who asks in the same moment', () => {
    const event = { ...open(1), seatsTaken: 1, waitlisted: 1 }
    const cy: Candidate = { userId: 'cy', state: 'waitlisted', holdsSeat: false, lineNumber: 1 }
    const ada: Candidate = { userId: 'ada', state: 'cancelled', holdsSeat: true, lineNumber: null }
    const outcome = settle(event, { first: 1, next: 2, gone: [] }, [ada, asks('di')], [cy], now)
    expect(states(outcome)).toEqual({ ada: 'cancelled', cy: 'confirmed', di: 'waitlisted' })
    expect(outcome).toMatchObject({ seatsTaken: 1, waitlisted: 1, complete: true })
  })

  test('makes who asks again before the cancelling was settled join the end', () => {
    const event = { ...open(1), seatsTaken: 1, waitlisted: 1 }
    const cy: Candidate = { userId: 'cy', state: 'waitlisted', holdsSeat: false, lineNumber: 1 }
    const outcome = settle(
      event,
      { first: 1, next: 2, gone: [] },
      [{ ...asks('ada'), holdsSeat: true }],
      [cy],
      now,
    )
    expect(states(outcome)).toEqual({ cy: 'confirmed', ada: 'waitlisted' })
  })

  test('lets nobody pass a waiting line it was not shown, and says that more is to do', () => {
    const event = { ...open(5), seatsTaken: 1, waitlisted: 3 }
    const outcome = settle(event, { first: 1, next: 4, gone: [] }, [asks('di')], [], now)
    expect(states(outcome)).toEqual({ di: 'waitlisted' })
    expect(outcome.complete).toBe(false)
  })
})

describe('an event that takes nobody', () => {
  const requests = ['ada', 'bo'].map(asks)
  test.each([
    ['missing', null],
    ['cancelled', { ...open(9), state: 'cancelled' as const }],
    ['deleted', { ...open(9), state: 'deleted' as const }],
    ['past', { ...open(9), startsAt: '2026-01-01T00:00:00.000Z' }],
  ])('%s: requests end cancelled, nobody is left waiting', (_, event) => {
    const outcome = settle(event, emptyLine, requests, [], now)
    expect(states(outcome)).toEqual({ ada: 'cancelled', bo: 'cancelled' })
    expect(outcome).toMatchObject({ seatsTaken: 0, complete: true })
  })

  test('cancelled: seats and line are emptied, in parts; who had cancelled already is not told', () => {
    const event: SettledEvent = { ...open(2), state: 'cancelled', seatsTaken: 2, waitlisted: 1 }
    const seat = (userId: string): Candidate => ({
      userId,
      state: 'confirmed',
      holdsSeat: true,
      lineNumber: null,
    })
    const gone: Candidate = { userId: 'cy', state: 'cancelled', holdsSeat: false, lineNumber: 1 }
    const first = settle(event, { first: 1, next: 2, gone: [] }, [gone], [seat('ada')], now)
    expect(first).toMatchObject({ seatsTaken: 1, waitlisted: 0, complete: false })
    expect(first.changes.map((one) => one.tell)).toEqual([null, 'event-cancelled'])
    const second = settle({ ...event, seatsTaken: 1, waitlisted: 0 }, first.line, [], [seat('bo')], now)
    expect(second).toMatchObject({ seatsTaken: 0, complete: true })
  })

  test('past: seats stay, and none is given on', () => {
    const event = { ...open(1), startsAt: '2026-01-01T00:00:00.000Z', seatsTaken: 1, waitlisted: 1 }
    const ada: Candidate = { userId: 'ada', state: 'cancelled', holdsSeat: true, lineNumber: null }
    const cy: Candidate = { userId: 'cy', state: 'waitlisted', holdsSeat: false, lineNumber: 1 }
    const outcome = settle(event, { first: 1, next: 2, gone: [] }, [ada], [cy], now)
    expect(states(outcome)).toEqual({ ada: 'cancelled' })
    expect(outcome).toMatchObject({ seatsTaken: 0, waitlisted: 1, complete: true })
  })
})

type Kept = Candidate & { pending: boolean; arrived: number }
type Step =
  | { do: 'request' | 'cancel'; who: number }
  | { do: 'resize'; to: number }
  | { do: 'settle'; most: number }
  | { do: 'close' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('request' as const), who: fc.nat(15) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cancel' as const), who: fc.nat(15) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('resize' as const), to: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('settle' as const), most: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'close' as const }) },
)

/** What Firestore and the endpoints do, in memory; settling sees at most `most` registrations at a time, as the real one does. */
const run = (
  steps: readonly Step[],
  capacity: number,
  afterSettle: (event: SettledEvent, people: Kept[]) => void,
) => {
  const event = open(capacity)
  let line = emptyLine
  const people = new Map<string, Kept>()
  let clock = 0
  const settleOnce = (most: number): boolean => {
    const pending = [...people.values()]
      .filter((one) => one.pending)
      .sort((a, b) => a.arrived - b.arrived)
      .slice(0, most)
    const room = most - pending.length
    const waiting = [...people.values()]
      .filter((one) => one.state === 'waitlisted')
      .sort((a, b) => a.lineNumber! - b.lineNumber!)
    const holders = event.state === 'cancelled' ? [...people.values()].filter((one) => one.holdsSeat) : []
    const outcome = settle(event, line, pending, [...holders, ...waiting].slice(0, room), now)
    for (const { userId, state, holdsSeat, lineNumber } of outcome.changes)
      Object.assign(people.get(userId)!, { state, holdsSeat, lineNumber, pending: false })
    Object.assign(event, { seatsTaken: outcome.seatsTaken, waitlisted: outcome.waitlisted })
    line = outcome.line
    expect(event.waitlisted).toBe(lineLength(line))
    afterSettle(event, [...people.values()])
    return outcome.complete && pending.length < most
  }
  for (const one of steps) {
    if (one.do === 'request') {
      const userId = `p${one.who}`
      const known = people.get(userId)
      if (!known) people.set(userId, { ...asks(userId), pending: true, arrived: clock++ })
      else if (known.state === 'cancelled')
        Object.assign(known, { state: 'requested', pending: true, arrived: clock++ })
    } else if (one.do === 'cancel') {
      const known = people.get(`p${one.who}`)
      if (known && known.state !== 'cancelled') Object.assign(known, { state: 'cancelled', pending: true })
    } else if (one.do === 'resize') event.capacity = Math.max(one.to, event.seatsTaken)
    else if (one.do === 'close') event.state = 'cancelled'
    else if (one.do === 'settle') settleOnce(one.most)
  }
  for (let round = 0; !settleOnce(3); round++) expect(round).toBeLessThan(500)
  return { event, people: [...people.values()] }
}

describe('whatever happens, in whatever order', () => {
  const scenario = [fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 10 })] as const

  test('seats held are seats counted, never more than there are', () => {
    fc.assert(
      fc.property(...scenario, (steps, capacity) => {
        run(steps, capacity, (event, people) => {
          expect(people.filter((one) => one.holdsSeat)).toHaveLength(event.seatsTaken)
          expect(people.filter((one) => one.lineNumber !== null)).toHaveLength(event.waitlisted)
          expect(event.seatsTaken).toBeLessThanOrEqual(event.capacity)
        })
      }),
      { numRuns: 500 },
    )
  })

  test('nobody who came later sits while who came earlier waits; no seat stays empty while somebody waits', () => {
    fc.assert(
      fc.property(...scenario, (steps, capacity) => {
        const { event, people } = run(steps, capacity, () => undefined)
        const seated = people.filter((one) => one.holdsSeat).map((one) => one.arrived)
        const waiting = people.filter((one) => one.state === 'waitlisted').map((one) => one.arrived)
        expect(Math.max(-1, ...seated)).toBeLessThan(Math.min(Number.POSITIVE_INFINITY, ...waiting))
        if (waiting.length > 0) expect(event.seatsTaken).toBe(event.capacity)
        expect(people.every((one) => !one.pending && one.state !== 'requested')).toBe(true)
        if (event.state === 'cancelled') expect(people.every((one) => one.state === 'cancelled')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('settling once more changes nothing', () => {
    fc.assert(
      fc.property(...scenario, (steps, capacity) => {
        const { event } = run(steps, capacity, () => undefined)
        const again = settle(event, emptyLine, [], [], now)
        expect(again.changes).toEqual([])
      }),
    )
  })
})
