import { EventPage } from '../events/event-page.tsx'
import { lazyPart } from '../lib/part.ts'
import { SeatCard } from '../registrations/seat-card.tsx'

/** Only events that have begun have reviews, so only they load this chunk. */
const Reviews = lazyPart(() => import('../reviews/reviews.tsx'))

/** Only events with a lab load it. */
const LabCard = lazyPart(() => import('../labs/lab-card.tsx'))

const ReportEvent = lazyPart(() => import('../reports/report-event.tsx'))

/** Joins the event page with the seat and the reviews: events must not import features that import events. */
export default function EventWithSeat() {
  return <EventPage SeatCard={SeatCard} LabCard={LabCard} Reviews={Reviews} ReportEvent={ReportEvent} />
}
