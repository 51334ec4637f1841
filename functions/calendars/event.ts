import { calendarsEvent } from '../../contract/calendars.ts'
import { isPublic, presentEvent } from '../../domain/events.ts'
import { webUrl } from '../../server/calendars/addresses.ts'
import { writeCalendar } from '../../server/calendars/write-calendar.ts'
import { documents } from '../../server/documents.ts'
import { notFound } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { calendar } from '../reply.ts'

const maxAgeSeconds = 60

/** One event, for everybody: without its link. */
export default endpoint(calendarsEvent, async ({ params, now }) => {
  const event = (await documents.event(params.eventId).get()).data()
  if (!isPublic(event)) throw notFound('event')
  const status = event.state === 'cancelled' ? 'cancelled' : 'confirmed'
  const entry = { event: presentEvent(params.eventId, event), status } as const
  return calendar(200, writeCalendar([entry], { method: 'publish', webUrl, now }), maxAgeSeconds)
})
