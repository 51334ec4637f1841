import { eventDocument, eventsDelete } from '../../contract/events.ts'
import { db, documents, toFields, toIso } from '../../server/documents.ts'
import { readEventFor } from '../../server/events/event.ts'
import { Problem } from '../../server/problem.ts'
import { requestSettle } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/**
 * Deletes an event without registrations by marking it as deleted. A request can arrive between the query and the mark: it still
 * reads the event, and pubsub/registrations/settle cancels it.
 */
export default endpoint(eventsDelete, async ({ params, caller, now, commit }) => {
  const { eventId } = params
  const at = await retryOnConflict(async () => {
    const { ref, event, readAt } = await readEventFor(eventId, caller, 'events-delete')
    const requested = await documents.registrations(eventId).where('pending', '==', true).limit(1).get()
    if (event.seatsTaken > 0 || event.waitlisted > 0 || !requested.empty)
      throw new Problem(
        'has-registrations',
        'People have registered. Cancel the event instead, so that they are told.',
      )
    const batch = db.batch()
    batch.update(ref, toFields(eventDocument, { state: 'deleted', unsettled: true, updatedAt: now }), {
      lastUpdateTime: readAt,
    })
    const [write] = await commit(batch, ref.path)
    return toIso(write!.writeTime)
  })
  await requestSettle('event-capacity-changed', eventId, at)
  return empty(204)
})
