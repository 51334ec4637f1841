import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Limit } from '../contract/operation.ts'
import { take } from './rate.ts'

const limits: fc.Arbitrary<Limit> = fc.record({
  max: fc.integer({ min: 1, max: 200 }),
  seconds: fc.integer({ min: 1, max: 3600 }),
})

/** The moments of `asked` that were let through. */
const through = (limit: Limit, asked: number[]): number[] => {
  let fullAt: number | undefined
  return asked.filter((now) => {
    const taken = take(limit, fullAt, now)
    if ('wait' in taken) return false
    fullAt = taken.fullAt
    return true
  })
}

test('at once, exactly as many as the limit says', () =>
  fc.assert(
    fc.property(limits, (limit) => {
      const asked = Array.from({ length: limit.max + 5 }, () => 1_000_000)
      expect(through(limit, asked)).toHaveLength(limit.max)
    }),
  ))

test('however they come, never more than twice the limit within its time, which is a full bucket and what runs in', () =>
  fc.assert(
    fc.property(
      limits,
      fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 400 }),
      (limit, times) => {
        const passed = through(
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

test('who waits as long as told gets through, and a millisecond earlier does not', () =>
  fc.assert(
    fc.property(limits, fc.integer({ min: 0, max: 10_000_000 }), (limit, ahead) => {
      const now = 1_000_000_000
      const taken = take(limit, now + ahead, now)
      if (!('wait' in taken)) return
      expect(take(limit, now + ahead, now + taken.wait)).toHaveProperty('fullAt')
      expect(take(limit, now + ahead, now + taken.wait - 1)).toHaveProperty('wait')
    }),
  ))

test('nobody is refused who stays below the limit', () =>
  fc.assert(
    fc.property(limits, (limit) => {
      const each = Math.floor((limit.seconds * 1000) / limit.max)
      const asked = Array.from({ length: 50 }, (_, index) => index * each)
      expect(through(limit, asked)).toHaveLength(50)
    }),
  ))
