import type { DocumentSnapshot } from '@google-cloud/firestore'
import { calendarsPerson } from '../../contract/calendars.ts'
import type { EventDocument } from '../../contract/events.ts'
import { type CalendarEntry, entryStatusOf } from '../../domain/calendar-entries.ts'
import { isPublic, presentEvent, stateOf } from '../../domain/events.ts'
import { webUrl } from '../../server/calendars/addresses.ts'
import { readCalendarToken } from '../../server/calendars/calendar-token.ts'
import { writeCalendar } from '../../server/calendars/write-calendar.ts'
import { db, documents } from '../../server/documents.ts'
import { notFound } from '../../server/problem.ts'
import { readableData, seeAccess, seePerson } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { calendar } from '../reply.ts'

const maxRegistrations = 200

/** The person's newest registrations. Costs three reads, and up to three for each registration. */
export default endpoint(calendarsPerson, async ({ params, now }) => {
  const token = readCalendarToken(params.token)
  if (!token) throw notFound('calendar')
  const [personSnapshot, accessSnapshot] = await Promise.all([
    documents.person(token.uid).get(),
    documents.access(token.uid).get(),
  ])
  const person = seePerson(personSnapshot)
  const access = seeAccess(accessSnapshot)
  if (!person || !access || access.suspended || access.deletingSince || !token.isCurrent(person))
    throw notFound('calendar')
  const { docs } = await documents
    .registrationsGroup()
    .where('userId', '==', token.uid)
    .orderBy('requestedAt', 'desc')
    .limit(maxRegistrations)
    .get()
  const registrations = docs.flatMap((snapshot) => readableData(snapshot) ?? [])
  const seated = registrations.filter(({ holdsSeat }) => holdsSeat)
  const [events, links] = await Promise.all([
    registrations.length > 0
      ? db.getAll(...registrations.map(({ eventId }) => documents.event(eventId)))
      : [],
    seated.length > 0 ? db.getAll(...seated.map(({ eventId }) => documents.eventAccess(eventId))) : [],
  ])
  const urls = new Map(
    links.map((link) => [link.ref.path, readableData(link as DocumentSnapshot<{ url: string | null }>)?.url]),
  )
  const entries = registrations.flatMap((registration, index): CalendarEntry[] => {
    const event = readableData(events[index] as DocumentSnapshot<EventDocument>)
    if (!isPublic(event)) return []
    const status = entryStatusOf(registration, stateOf(event))
    const url = urls.get(documents.eventAccess(registration.eventId).path)
    return status ? [{ event: presentEvent(registration.eventId, event, url), status }] : []
  })
  return calendar(200, writeCalendar(entries, { method: 'publish', webUrl, now, name: 'Labseat' }), 0)
})
