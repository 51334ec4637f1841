import type { EventDocument } from '../contract/events.ts'
import type { RegistrationDocument } from '../contract/registrations.ts'
import type { Stars } from '../contract/reviews.ts'

export const noStars: Stars = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }

/** How many reviews there are, and what they give on average; null without any. */
export const ratingOf = (stars: Stars): { count: number; average: number | null } => {
  let count = 0
  let sum = 0
  for (const [rating, number] of Object.entries(stars)) {
    count += number
    sum += number * Number(rating)
  }
  return { count, average: count > 0 ? sum / count : null }
}

/** What is added to the counts when a review of `before` stars becomes one of `after`; undefined: there is none. */
export const starChange = (
  before: number | undefined,
  after: number | undefined,
): { rating: number; by: 1 | -1 }[] => {
  if (before === after) return []
  return [
    ...(before === undefined ? [] : [{ rating: before, by: -1 as const }]),
    ...(after === undefined ? [] : [{ rating: after, by: 1 as const }]),
  ]
}

/** Whether a person holds a seat or held one when the event began: who gave it up before has none. */
export const hadSeat = (
  registration: Pick<RegistrationDocument, 'state' | 'holdsSeat' | 'gaveUpSeatAt'> | undefined,
  event: Pick<EventDocument, 'startsAt'>,
): boolean => {
  switch (registration?.state) {
    case undefined:
      return false
    case 'attended':
    case 'no-show':
      return true
    case 'cancelled':
      return registration?.gaveUpSeatAt !== undefined && registration.gaveUpSeatAt >= event.startsAt
    default:
      return registration?.holdsSeat === true
  }
}
