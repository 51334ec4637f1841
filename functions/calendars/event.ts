import { calendarsEvent } from '../../contract/calendars.ts'
import { publicEntryOf } from '../../domain/calendar-entries.ts'
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
  const entry = publicEntryOf(presentEvent(params.eventId, event))
  return calendar(200, writeCalendar([entry], { method: 'publish', webUrl, now }), maxAgeSeconds)
})
