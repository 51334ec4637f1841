import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LabPlaceDocument, placeServer, placeWork } from '../contract/lab-places.ts'
import { followHub, isLost, maxStartMs, newPlace, requestWork, sentenceOf } from './lab-places.ts'

const now = '2027-05-01T09:00:00.000Z'
const later = (ms: number) => new Date(Date.parse(now) + ms).toISOString()
const place = (change: Partial<LabPlaceDocument> = {}): LabPlaceDocument => ({
  ...newPlace({ uid: 'erik', name: "Zoë O'Brien / Ада" }, now),
  ...change,
})
const starting = place({ server: 'starting', work: 'start' })

describe('a request', () => {
  test('starts a server once, however often somebody clicks', () => {
    let current = place()
    let changes = 0
    for (let click = 0; click < 100; click++) {
      const change = requestWork(current, 'start', later(click * 10))
      if (change) changes++
      current = { ...current, ...change }
    }
    expect(changes).toBe(1)
    expect(current).toMatchObject({ server: 'starting', work: 'start' })
  })

  test.each(['running', 'idle'] as const)('to open a server that is %s changes nothing', (server) =>
    expect(requestWork(place({ server }), 'start', now)).toBeUndefined(),
  )

  test('to start a server that failed, or that a crash left, starts once more', () => {
    const failed = place({ server: 'failed', message: 'No room.' })
    expect(requestWork(failed, 'start', now)).toMatchObject({ server: 'starting', message: null })
    expect(requestWork(starting, 'start', later(maxStartMs))).toMatchObject({ since: later(maxStartMs) })
  })

  test.each(['restart', 'reset'] as const)('to %s stops the server first', (work) =>
    expect(requestWork(place({ server: 'running' }), work, now)).toMatchObject({ server: 'stopping', work }),
  )

  test('to stop a server that is not there changes nothing', () =>
    expect(requestWork(place(), 'stop', now)).toBeUndefined())
})

describe('a look at the hub', () => {
  test('leaves a place alone while a function works for it', () =>
    expect(followHub(starting, { state: 'none' }, now)).toBeUndefined())

  test('writes what is new, and only that', () => {
    const running = place({ server: 'running' })
    expect(followHub(running, { state: 'running' }, now)).toBeUndefined()
    expect(followHub(running, { state: 'none' }, now)).toMatchObject({ server: 'none', since: now })
    const lastActivity = later(-11 * 60_000)
    expect(followHub(running, { state: 'running', lastActivity }, now)).toMatchObject({ server: 'idle' })
  })

  test('leaves the reason of a failure until a server runs', () => {
    const failed = place({ server: 'failed', message: 'No room.' })
    expect(followHub(failed, { state: 'none' }, now)).toBeUndefined()
    expect(followHub(failed, { state: 'running' }, now)).toMatchObject({ server: 'running', message: null })
  })

  test('finds work that nobody does', () => {
    expect(isLost(starting, later(60_000))).toBe(false)
    expect(isLost(starting, later(120_000))).toBe(true)
    expect(isLost(place({ server: 'running' }), later(3_600_000))).toBe(false)
  })
})

test('whatever happens to a place, a request to open it leads to a server or to work that a look repeats', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...placeServer.options),
      fc.option(fc.constantFrom(...placeWork.options)),
      fc.integer({ min: 0, max: 2 * maxStartMs }),
      (server, work, ageMs) => {
        const placeBefore = place({ server, work })
        const opened = { ...placeBefore, ...requestWork(placeBefore, 'start', later(ageMs)) }
        const runs = opened.server === 'running' || opened.server === 'idle'
        expect(runs || opened.work !== null).toBe(true)
      },
    ),
  ))

test.each(['down', 'slow', 'full', 'outdated', 'token-refused', 'unknown-user', 'failed'] as const)(
  'the trouble %s has a sentence with what to do',
  (trouble) =>
    expect(sentenceOf(trouble, 'x'.repeat(5000))).toMatch(/(Try again|Ask the organisers).{0,300}$/s),
)
