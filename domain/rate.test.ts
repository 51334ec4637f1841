import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Limit } from '../contract/limits.ts'
import { takeToken } from './rate.ts'

const limits: fc.Arbitrary<Limit> = fc.record({
  max: fc.integer({ min: 1, max: 200 }),
  seconds: fc.integer({ min: 1, max: 3600 }),
})

/** The moments of the requests that get a token. */
const passing = (limit: Limit, moments: number[]): number[] => {
  let fullAt: number | undefined
  return moments.filter((now) => {
    const taken = takeToken(limit, fullAt, now)
    if ('waitMs' in taken) return false
    fullAt = taken.fullAt
    return true
  })
}

test('at one moment, exactly as many requests pass as the limit allows', () =>
  fc.assert(
    fc.property(limits, (limit) => {
      const moments = Array.from({ length: limit.max + 5 }, () => 1_000_000)
      expect(passing(limit, moments)).toHaveLength(limit.max)
    }),
  ))

test('within the time of the limit at most twice the limit passes: a full bucket and its refill', () =>
  fc.assert(
    fc.property(
      limits,
      fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 400 }),
      (limit, times) => {
        const passed = passing(
          limit,
          [...times].sort((a, b) => a - b),
        )
        for (const from of passed) {
          const within = passed.filter((at) => at >= from && at < from + limit.seconds * 1000)
          expect(within.length).toBeLessThanOrEqual(2 * limit.max)
        }
      },
    ),
  ))

test('a request passes after the wait, and not a millisecond earlier', () =>
  fc.assert(
    fc.property(limits, fc.integer({ min: 0, max: 10_000_000 }), (limit, ahead) => {
      const now = 1_000_000_000
      const taken = takeToken(limit, now + ahead, now)
      if (!('waitMs' in taken)) return
      expect(takeToken(limit, now + ahead, now + taken.waitMs)).toHaveProperty('fullAt')
      expect(takeToken(limit, now + ahead, now + taken.waitMs - 1)).toHaveProperty('waitMs')
    }),
  ))

test('a client that stays below the limit is never rejected', () =>
  fc.assert(
    fc.property(limits, (limit) => {
      const tokenMs = Math.floor((limit.seconds * 1000) / limit.max)
      const moments = Array.from({ length: 50 }, (_, index) => index * tokenMs)
      expect(passing(limit, moments)).toHaveLength(50)
    }),
  ))
