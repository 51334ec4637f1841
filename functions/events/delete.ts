import { eventDocument, eventsDelete } from '../../contract/events.ts'
import { hasBegun } from '../../domain/events.ts'
import { ratingOf } from '../../domain/reviews.ts'
import { db, documents, toFields, toIso } from '../../server/documents.ts'
import { readEventFor } from '../../server/events/event.ts'
import { lookAtLab } from '../../server/labs/look-at-lab.ts'
import { Problem } from '../../server/problem.ts'
import { requestSettle } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/**
 * Marks an event without registrations as deleted. A registration that arrives between the query and the mark is cancelled by
 * pubsub/registrations/settle. An event that was held stays, with its reviews.
 */
export default endpoint(eventsDelete, async ({ params, caller, now, commit }) => {
  const { eventId } = params
  const at = await retryOnConflict(async () => {
    const { ref, event, readAt } = await readEventFor(eventId, caller, 'events-delete')
    if (hasBegun(event, now) || ratingOf(event.stars).count > 0)
      throw new Problem(
        'event-begun',
        'This event has begun, so it can’t be deleted. An admin can hide it from the lists. Nothing was deleted.',
      )
    const pending = await documents.registrations(eventId).where('pending', '==', true).limit(1).get()
    if (event.seatsTaken > 0 || event.waitlisted > 0 || !pending.empty)
      throw new Problem(
        'has-registrations',
        'People have registered. Cancel the event instead, so that they are notified. Nothing was deleted.',
      )
    const batch = db.batch()
    batch.update(ref, toFields(eventDocument, { state: 'deleted', unsettled: true, updatedAt: now }), {
      lastUpdateTime: readAt,
    })
    lookAtLab(batch, eventId, event, now)
    const [write] = await commit(batch, ref.path)
    return toIso(write!.writeTime)
  })
  await requestSettle('event-capacity-changed', eventId, at)
  return empty(204)
})
