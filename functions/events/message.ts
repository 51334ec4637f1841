import { FieldPath, type Query } from '@google-cloud/firestore'
import { eventsMessage, type MessageAudience } from '../../contract/cockpit.ts'
import type { EventDocument } from '../../contract/events.ts'
import type { RegistrationDocument, RegistrationState } from '../../contract/registrations.ts'
import { stateOf } from '../../domain/events.ts'
import { db, documents } from '../../server/documents.ts'
import { readEventFor } from '../../server/events/event.ts'
import { eventMessageNotice } from '../../server/notify/notice-content.ts'
import { notifyAttendees } from '../../server/notify/notify-attendees.ts'
import { Problem } from '../../server/problem.ts'
import { readableData } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const statesOf: Record<Exclude<MessageAudience, 'person'>, RegistrationState[]> = {
  seats: ['confirmed'],
  waiting: ['waitlisted'],
  everybody: ['confirmed', 'waitlisted'],
}

/** One person, who has a seat or waits for one. */
const onlyPerson = async (eventId: string, uid: string): Promise<Query<RegistrationDocument>> => {
  const registration = readableData(await documents.registration(eventId, uid).get())
  if (!registration || !statesOf.everybody.includes(registration.state))
    throw new Problem('conflict', 'This person has no seat and is not on the waiting list. Nothing was sent.')
  return documents.registrations(eventId).where(FieldPath.documentId(), '==', uid)
}

const countOf = ({ seatsTaken, waitlisted }: EventDocument, to: MessageAudience): number =>
  ({ seats: seatsTaken, waiting: waitlisted, everybody: seatsTaken + waitlisted, person: 1 })[to]

/** Sends a message of an organiser. The ids of the notices have the id of the message, so a repeated call sends nobody a second one. */
export default endpoint(eventsMessage, async ({ params, body, caller, now, commit }) => {
  const { eventId } = params
  const { event } = await readEventFor(eventId, caller, 'events-message')
  if (stateOf(event) !== 'published')
    throw new Problem('conflict', 'Only a published event has people to write to. Nothing was sent.')
  const registrations =
    body.to === 'person'
      ? await onlyPerson(eventId, body.userId!)
      : documents
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
  const people = countOf(event, body.to)
  await commit(db.batch(), `events/${eventId}`, { details: { to: body.to, people: `${people}` } })
  return json(202, { people })
})
