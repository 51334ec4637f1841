import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RegistrationDocument } from '../contract/registrations.ts'
import type { Stars } from '../contract/reviews.ts'
import { hadSeat, noStars, ratingOf, starChange } from './reviews.ts'

const rating = fc.constantFrom(1, 2, 3, 4, 5)
/** What people do to their reviews, one after the other; undefined removes one. */
const edits = fc.array(
  fc.record({ person: fc.integer({ min: 0, max: 9 }), rating: fc.option(rating, { nil: undefined }) }),
  { maxLength: 200 },
)

const counted = (ratings: Iterable<number>): Stars => {
  const stars = { ...noStars }
  for (const one of ratings) stars[one as keyof Stars]++
  return stars
}
const applied = (stars: Stars, changes: ReturnType<typeof starChange>): Stars => {
  const next = { ...stars }
  for (const { rating, by } of changes) next[rating as keyof Stars] += by
  return next
}

describe('the counts of stars', () => {
  test('after any edits are those of the reviews that there are', () =>
    fc.assert(
      fc.property(edits, (all) => {
        const reviews = new Map<number, number>()
        let stars = noStars
        for (const { person, rating } of all) {
          stars = applied(stars, starChange(reviews.get(person), rating))
          if (rating === undefined) reviews.delete(person)
          else reviews.set(person, rating)
          expect(stars).toEqual(counted(reviews.values()))
        }
      }),
    ))

  test('don’t change with words alone, nor where there was and is nothing', () => {
    for (const one of [1, 2, 3, 4, 5, undefined]) expect(starChange(one, one)).toEqual([])
  })
})

describe('the rating', () => {
  test('is that of the reviews: how many, and their mean', () =>
    fc.assert(
      fc.property(fc.array(rating, { minLength: 1, maxLength: 300 }), (ratings) => {
        const { count, average } = ratingOf(counted(ratings))
        expect(count).toBe(ratings.length)
        expect(average).toBeCloseTo(ratings.reduce<number>((sum, one) => sum + one, 0) / ratings.length, 10)
        expect(average).toBeGreaterThanOrEqual(Math.min(...ratings))
        expect(average).toBeLessThanOrEqual(Math.max(...ratings))
      }),
    ))

  test('of no reviews has no average', () => expect(ratingOf(noStars)).toEqual({ count: 0, average: null }))
})

describe('whether somebody had a seat', () => {
  const event = { startsAt: '2031-05-01T09:00:00.000Z' }
  const before = '2031-05-01T08:59:59.999Z'
  const after = '2031-05-01T09:00:00.000Z'
  type Held = Pick<RegistrationDocument, 'state' | 'holdsSeat' | 'gaveUpSeatAt'>
  test.each<[string, Held | undefined, boolean]>([
    ['who never asked', undefined, false],
    ['who holds one', { state: 'confirmed', holdsSeat: true }, true],
    ['who came', { state: 'attended', holdsSeat: true }, true],
    ['whose seat stayed empty', { state: 'no-show', holdsSeat: false }, true],
    ['who waited', { state: 'waitlisted', holdsSeat: false }, false],
    ['who asked and was not answered', { state: 'requested', holdsSeat: false }, false],
    ['who gave it up before', { state: 'cancelled', holdsSeat: false, gaveUpSeatAt: before }, false],
    ['who just did, unsettled yet', { state: 'cancelled', holdsSeat: true, gaveUpSeatAt: before }, false],
    ['who gave it up once it had begun', { state: 'cancelled', holdsSeat: false, gaveUpSeatAt: after }, true],
    ['who left the waiting list', { state: 'cancelled', holdsSeat: false }, false],
  ])('%s', (_, registration, had) => expect(hadSeat(registration, event)).toBe(had))
})
