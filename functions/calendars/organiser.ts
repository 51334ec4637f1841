import { calendarsOrganiser } from '../../contract/calendars.ts'
import { publicEntryOf } from '../../domain/calendar-entries.ts'
import { webUrl } from '../../server/calendars/addresses.ts'
import { writeCalendar } from '../../server/calendars/write-calendar.ts'
import { documents, Timestamp } from '../../server/documents.ts'
import { presentEvents } from '../../server/events/event.ts'
import { notFound } from '../../server/problem.ts'
import { readableData } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { calendar } from '../reply.ts'

const maxAgeSeconds = 15 * 60
const maxEvents = 200
const pastDays = 30

/** The public events of an organiser, soonest first, under the name of the newest. */
export default endpoint(calendarsOrganiser, async ({ params, now }) => {
  const from = Timestamp.fromMillis(Date.parse(now) - pastDays * 24 * 3600_000)
  const query = (state: 'published' | 'cancelled') =>
    documents
      .events()
      .where('ownerId', '==', params.userId)
      .where('state', '==', state)
      .where('startsAt', '>=', from)
      .orderBy('startsAt')
      .limit(maxEvents)
      .get()
  const results = await Promise.all([query('published'), query('cancelled')])
  const snapshots = results.flatMap(({ docs }) => docs).filter(readableData)
  const events = presentEvents(snapshots)
  const [newest] = events.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
  if (!newest) throw notFound('calendar')
  const entries = events.map(publicEntryOf)
  const text = writeCalendar(entries, { method: 'publish', webUrl, now, name: newest.ownerName })
  return calendar(200, text, maxAgeSeconds)
})
