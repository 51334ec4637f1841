import { type EventChange, eventDocument, eventsUpdate } from '../../contract/events.ts'
import { searchWords } from '../../domain/event-search.ts'
import { type ExistingEvent, nextReminder, presentEvent, stateOf, timeProblems } from '../../domain/events.ts'
import { db, documents, toFields, toIso } from '../../server/documents.ts'
import { readEventFor, readEventUrl } from '../../server/events/event.ts'
import { lookAtLab } from '../../server/labs/look-at-lab.ts'
import { requireSeatsInLab } from '../../server/labs/require-seats.ts'
import { gatherChanges } from '../../server/notify/gather-changes.ts'
import { grpc, invalidInput, Problem } from '../../server/problem.ts'
import { requestSettle } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const applyChange = (
  event: ExistingEvent,
  { location, notify: _notify, ...change }: EventChange,
): ExistingEvent => {
  const { url: _url, ...place } = location ?? event.location
  const fields = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return { ...event, ...fields, location: place }
}

/**
 * Changes an event. When settling commits first, this reads the event again and decides again, so capacity never falls below the seats
 * taken. Next: pubsub/registrations/settle for a changed capacity. The sweep tells attendees what has changed: server/notify/announce-event.ts.
 */
export default endpoint(eventsUpdate, async ({ params, body, caller, now, requestId, commit }) => {
  const { eventId } = params
  const outcome = await retryOnConflict(async () => {
    const { ref, event: eventBefore, readAt } = await readEventFor(eventId, caller, 'events-update')
    if (stateOf(eventBefore) === 'cancelled')
      throw new Problem('conflict', 'This event is cancelled and can’t be changed. Create a new event.')
    const event = applyChange(eventBefore, body)
    const problems = timeProblems(event, now, eventBefore)
    if (problems.length > 0) throw invalidInput(problems)
    if (event.capacity < eventBefore.seatsTaken)
      throw new Problem(
        'capacity-below-seats-taken',
        `${eventBefore.seatsTaken} seats are taken. Choose a larger capacity, or remove people first. Nothing was changed.`,
      )
    if (event.hasLab && event.capacity > eventBefore.capacity) await requireSeatsInLab(eventId, event)
    event.words = searchWords(event)
    event.updatedAt = now
    const needsSettle = event.capacity !== eventBefore.capacity || event.startsAt !== eventBefore.startsAt
    if (needsSettle) event.unsettled = true
    if (event.startsAt !== eventBefore.startsAt && event.state === 'published')
      event.remindAt = nextReminder(event.startsAt, now)

    const batch = db.batch()
    const { seatsTaken: _seats, waitlisted: _waiting, settledAt: _settled, stars: _stars, ...written } = event
    batch.update(ref, toFields(eventDocument, written), { lastUpdateTime: readAt })
    const moves = event.startsAt !== eventBefore.startsAt || event.endsAt !== eventBefore.endsAt
    if (moves) lookAtLab(batch, eventId, event, now)
    // Clients that send back the place as they got it have no link, because lists show none.
    const url = body.location?.kind === 'in-person' ? null : body.location?.url
    if (url !== undefined) batch.set(documents.eventAccess(eventId), { url })
    await gatherChanges(
      batch,
      { eventId, eventBefore, eventAfter: event, url },
      { isQuiet: body.notify === false, change: requestId, now },
    )
    const [write] = await commit(batch, ref.path)
    return { event, needsSettle, at: toIso(write!.writeTime) }
  }, [grpc.alreadyExists, grpc.notFound])
  if (outcome.needsSettle) await requestSettle('event-capacity-changed', eventId, outcome.at)
  return json(200, presentEvent(eventId, outcome.event, await readEventUrl(eventId)))
})
