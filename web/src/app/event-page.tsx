import { EventPage } from '../events/event-page.tsx'
import { part } from '../lib/part.ts'
import { SeatCard } from '../registrations/seat-card.tsx'

/** Only events that have begun have reviews, so only they load this chunk. */
const Reviews = part(() => import('../reviews/reviews.tsx'))

/** Joins the event page with the seat and the reviews: events must not import features that import events. */
export default function EventWithSeat() {
  return <EventPage SeatCard={SeatCard} Reviews={Reviews} />
}
