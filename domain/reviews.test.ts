import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RegistrationDocument } from '../contract/registrations.ts'
import { review, type Stars } from '../contract/reviews.ts'
import { hadSeat, noStars, presentReview, ratingOf, starChangesOf } from './reviews.ts'

const rating = fc.constantFrom(1, 2, 3, 4, 5)
/** Changes of reviews in order. An undefined rating removes a review. */
const edits = fc.array(
  fc.record({ person: fc.integer({ min: 0, max: 9 }), rating: fc.option(rating, { nil: undefined }) }),
  { maxLength: 200 },
)

const countStars = (ratings: Iterable<number>): Stars => {
  const stars = { ...noStars }
  for (const rating of ratings) stars[rating as keyof Stars]++
  return stars
}
const applyChanges = (stars: Stars, changes: ReturnType<typeof starChangesOf>): Stars => {
  const next = { ...stars }
  for (const { rating, by } of changes) next[rating as keyof Stars] += by
  return next
}

describe('the counts of stars', () => {
  test('match the reviews after any edits', () =>
    fc.assert(
      fc.property(edits, (changes) => {
        const reviews = new Map<number, number>()
        let stars = noStars
        for (const { person, rating } of changes) {
          stars = applyChanges(stars, starChangesOf(reviews.get(person), rating))
          if (rating === undefined) reviews.delete(person)
          else reviews.set(person, rating)
          expect(stars).toEqual(countStars(reviews.values()))
        }
      }),
    ))

  test('stay the same when the rating stays the same', () => {
    for (const rating of [1, 2, 3, 4, 5, undefined]) expect(starChangesOf(rating, rating)).toEqual([])
  })
})

describe('the rating', () => {
  test('is the number of reviews and their average', () =>
    fc.assert(
      fc.property(fc.array(rating, { minLength: 1, maxLength: 300 }), (ratings) => {
        const { count, average } = ratingOf(countStars(ratings))
        expect(count).toBe(ratings.length)
        expect(average).toBeCloseTo(
          ratings.reduce<number>((sum, rating) => sum + rating, 0) / ratings.length,
          10,
        )
        expect(average).toBeGreaterThanOrEqual(Math.min(...ratings))
        expect(average).toBeLessThanOrEqual(Math.max(...ratings))
      }),
    ))

  test('has no average without a review', () =>
    expect(ratingOf(noStars)).toEqual({ count: 0, average: null }))
})

describe('a person had a seat at the start:', () => {
  const event = { startsAt: '2031-05-01T09:00:00.000Z' }
  const earlier = '2031-05-01T08:59:59.999Z'
  const atStart = '2031-05-01T09:00:00.000Z'
  type SeatFields = Pick<RegistrationDocument, 'state' | 'holdsSeat' | 'gaveUpSeatAt'>
  test.each<[string, SeatFields | undefined, boolean]>([
    ['no, without a registration', undefined, false],
    ['yes, with a confirmed seat', { state: 'confirmed', holdsSeat: true }, true],
    ['yes, if they attended', { state: 'attended', holdsSeat: true }, true],
    ['yes, if they did not come', { state: 'no-show', holdsSeat: false }, true],
    ['no, on the waiting list', { state: 'waitlisted', holdsSeat: false }, false],
    ['no, if the request is not settled', { state: 'requested', holdsSeat: false }, false],
    [
      'no, if they gave the seat up earlier',
      { state: 'cancelled', holdsSeat: false, gaveUpSeatAt: earlier },
      false,
    ],
    [
      'no, if they gave the seat up earlier and settling has not freed it',
      { state: 'cancelled', holdsSeat: true, gaveUpSeatAt: earlier },
      false,
    ],
    [
      'yes, if they gave the seat up after the start',
      { state: 'cancelled', holdsSeat: false, gaveUpSeatAt: atStart },
      true,
    ],
    ['no, if they left the waiting list', { state: 'cancelled', holdsSeat: false }, false],
  ])('%s', (_, registration, expected) => expect(hadSeat(registration, event)).toBe(expected))
})

test('the API form of a review adds its id', () => {
  const stored = {
    userId: null,
    authorName: 'Former member',
    rating: 4,
    comment: '',
    createdAt: '2031-05-01T09:00:00.000Z',
    updatedAt: '2031-05-01T09:00:00.000Z',
  }
  const presented = presentReview('r1', stored)
  expect(presented).toEqual({ ...stored, id: 'r1' })
  expect(review.parse(presented)).toEqual(presented)
})
