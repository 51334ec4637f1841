import { FieldPath } from '@google-cloud/firestore'
import { eventsMessage } from '../../contract/cockpit.ts'
import type { RegistrationState } from '../../contract/registrations.ts'
import { stateOf } from '../../domain/events.ts'
import { db, documents } from '../../server/documents.ts'
import { readEventFor } from '../../server/events/event.ts'
import { eventMessageNotice } from '../../server/notify/notice-content.ts'
import { notifyAttendees } from '../../server/notify/notify-attendees.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const statesOf: Record<'seats' | 'everybody', RegistrationState[]> = {
  seats: ['confirmed'],
  everybody: ['confirmed', 'waitlisted'],
}

/** Sends a message of an organiser. The ids of the notices have the id of the message, so a repeated call sends nobody a second one. */
export default endpoint(eventsMessage, async ({ params, body, caller, now, commit }) => {
  const { eventId } = params
  const { event } = await readEventFor(eventId, caller, 'events-message')
  if (stateOf(event) !== 'published')
    throw new Problem('conflict', 'Only a published event has people to write to. Nothing was sent.')
  const registrations = documents
    .registrations(eventId)
    .where('state', 'in', statesOf[body.to])
    .orderBy(FieldPath.documentId())
  const content = eventMessageNotice({ id: eventId, title: event.title }, body.text)
  await notifyAttendees(
    registrations,
    `event-message_${eventId}_${caller.uid}_${body.messageId}`,
    content,
    now,
  )
  const people = event.seatsTaken + (body.to === 'everybody' ? event.waitlisted : 0)
  await commit(db.batch(), `events/${eventId}`, { details: { to: body.to, people: `${people}` } })
  return json(202, { people })
})
