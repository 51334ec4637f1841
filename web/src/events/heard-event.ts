import type { Event, EventDocument } from '../../../contract/events.ts'
import { ratingOf } from '../../../domain/reviews.ts'

/** An event as a listener hears it, in the form the API gives it. */
export const heardEvent = (heard: EventDocument & { id: string }): Event =>
  ({ ...heard, rating: ratingOf(heard.stars) }) as Event
