import type { EventDocument } from '../contract/events.ts'
import type { RegistrationDocument } from '../contract/registrations.ts'
import type { Review, ReviewDocument, Stars } from '../contract/reviews.ts'

export const noStars: Stars = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }

/** A review as the API gives it. */
export const presentReview = (id: string, review: ReviewDocument): Review => ({ ...review, id })

/** The number of reviews and their average; null without a review. */
export const ratingOf = (stars: Stars): { count: number; average: number | null } => {
  let count = 0
  let sum = 0
  for (const [rating, reviews] of Object.entries(stars)) {
    count += reviews
    sum += reviews * Number(rating)
  }
  return { count, average: count > 0 ? sum / count : null }
}

/** The changes of an event's star counts when one review changes. An undefined rating means that there is no review. */
export const starChangesOf = (
  ratingBefore: number | undefined,
  ratingAfter: number | undefined,
): { rating: number; by: 1 | -1 }[] => {
  if (ratingBefore === ratingAfter) return []
  return [
    ...(ratingBefore === undefined ? [] : [{ rating: ratingBefore, by: -1 as const }]),
    ...(ratingAfter === undefined ? [] : [{ rating: ratingAfter, by: 1 as const }]),
  ]
}

/** Whether a person holds a seat, or held it when the event began. A person who gave the seat up earlier had none. */
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
