import { type EventChange, type EventDocument, eventDocument, eventsUpdate } from '../../contract/events.ts'
import {
  type ExistingEvent,
  nextReminder,
  presentEvent,
  searchWords,
  timeProblems,
} from '../../domain/events.ts'
import { db, documents, toFields, toIso } from '../../server/documents.ts'
import { readEventFor, readEventUrl } from '../../server/events/event.ts'
import { invalidInput, Problem } from '../../server/problem.ts'
import { publish, requestSettle } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** What people who come must hear of. */
const matters = (eventBefore: EventDocument, event: EventDocument): boolean =>
  (['startsAt', 'endsAt', 'timeZone', 'location'] as const).some(
    (key) => JSON.stringify(eventBefore[key]) !== JSON.stringify(event[key]),
  )

const applyChange = (event: ExistingEvent, { location, ...change }: EventChange): ExistingEvent => {
  const { url: _url, ...place } = location ?? event.location
  const fields = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return { ...event, ...fields, location: place }
}

/**
 * Changes an event. A commit that settling got ahead of is decided again, so capacity never falls below the seats taken.
 * Next: pubsub/registrations/settle for a changed capacity, server/notify/announce for a change that people must hear of.
 */
export default endpoint(eventsUpdate, async ({ params, body, caller, now, requestId, commit }) => {
  const { eventId } = params
  const outcome = await retryOnConflict(async () => {
    const { ref, event: before, readAt } = await readEventFor(eventId, caller, 'events-update')
    if (before.state === 'cancelled')
      throw new Problem('conflict', 'This event is cancelled and stays as it is. Create a new one instead.')
    const event = applyChange(before, body)
    const wrong = timeProblems(event, now, before)
    if (wrong.length > 0) throw invalidInput(wrong)
    if (event.capacity < before.seatsTaken)
      throw new Problem(
        'capacity-below-seats-taken',
        `${before.seatsTaken} seats are taken. Give up seats first, or choose a larger capacity; nothing was changed.`,
      )
    event.words = searchWords(event)
    event.updatedAt = now
    const resized = event.capacity !== before.capacity || event.startsAt !== before.startsAt
    const told =
      before.state === 'published' && matters(before, event) && before.seatsTaken + before.waitlisted > 0
    if (resized) event.unsettled = true
    if (event.startsAt !== before.startsAt && event.state === 'published')
      event.remindAt = nextReminder(event.startsAt, now)
    if (told) event.announcement = { kind: 'event-changed', change: requestId }

    const batch = db.batch()
    const { seatsTaken: _seats, waitlisted: _waiting, settledAt: _settled, stars: _stars, ...written } = event
    batch.update(ref, toFields(eventDocument, written), { lastUpdateTime: readAt })
    if (body.location) batch.set(documents.eventAccess(eventId), { url: body.location.url ?? null })
    const [write] = await commit(batch, ref.path)
    return { event, resized, told, at: toIso(write!.writeTime) }
  })
  await Promise.all([
    outcome.resized && requestSettle('event-capacity-changed', eventId, outcome.at),
    outcome.told &&
      publish('user-notification', requestId, { eventId, kind: 'event-changed', change: requestId }),
  ])
  return json(200, presentEvent(eventId, outcome.event, await readEventUrl(eventId)))
})
