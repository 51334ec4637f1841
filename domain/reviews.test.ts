import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RegistrationDocument } from '../contract/registrations.ts'
import { review, type Stars } from '../contract/reviews.ts'
import { hadSeat, noStars, presentReview, ratingOf, starChange } from './reviews.ts'

const rating = fc.constantFrom(1, 2, 3, 4, 5)
/** Changes of people to their reviews, in order; undefined removes a review. */
const edits = fc.array(
  fc.record({ person: fc.integer({ min: 0, max: 9 }), rating: fc.option(rating, { nil: undefined }) }),
  { maxLength: 200 },
)

const countStars = (ratings: Iterable<number>): Stars => {
  const stars = { ...noStars }
  for (const rating of ratings) stars[rating as keyof Stars]++
  return stars
}
const applyChanges = (stars: Stars, changes: ReturnType<typeof starChange>): Stars => {
  const next = { ...stars }
  for (const { rating, by } of changes) next[rating as keyof Stars] += by
  return next
}

describe('the counts of stars', () => {
  test('match the reviews after any edits', () =>
    fc.assert(
      fc.property(edits, (all) => {
        const reviews = new Map<number, number>()
        let stars = noStars
        for (const { person, rating } of all) {
          stars = applyChanges(stars, starChange(reviews.get(person), rating))
          if (rating === undefined) reviews.delete(person)
          else reviews.set(person, rating)
          expect(stars).toEqual(countStars(reviews.values()))
        }
      }),
    ))

  test('stay the same when the rating stays the same', () => {
    for (const rating of [1, 2, 3, 4, 5, undefined]) expect(starChange(rating, rating)).toEqual([])
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

describe('a seat when the event began', () => {
  const event = { startsAt: '2031-05-01T09:00:00.000Z' }
  const earlier = '2031-05-01T08:59:59.999Z'
  const atStart = '2031-05-01T09:00:00.000Z'
  type Held = Pick<RegistrationDocument, 'state' | 'holdsSeat' | 'gaveUpSeatAt'>
  test.each<[string, Held | undefined, boolean]>([
    ['nobody had who never registered', undefined, false],
    ['a seat holder had', { state: 'confirmed', holdsSeat: true }, true],
    ['a person who came had', { state: 'attended', holdsSeat: true }, true],
    ['a person who did not come had', { state: 'no-show', holdsSeat: false }, true],
    ['a person on the waiting list had not', { state: 'waitlisted', holdsSeat: false }, false],
    ['a person whose request is not settled had not', { state: 'requested', holdsSeat: false }, false],
    [
      'a person who gave it up earlier had not',
      { state: 'cancelled', holdsSeat: false, gaveUpSeatAt: earlier },
      false,
    ],
    [
      'a person who gave it up earlier had not before settling',
      { state: 'cancelled', holdsSeat: true, gaveUpSeatAt: earlier },
      false,
    ],
    [
      'a person who gave it up after the start had',
      { state: 'cancelled', holdsSeat: false, gaveUpSeatAt: atStart },
      true,
    ],
    ['a person who left the waiting list had not', { state: 'cancelled', holdsSeat: false }, false],
  ])('%s', (_, registration, had) => expect(hadSeat(registration, event)).toBe(had))
})

test('a stored review becomes one of the API by its id', () => {
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
