import { eventDocument, eventsCancel } from '../../contract/events.ts'
import { cancellationOf, hasBegun, presentEvent, stateOf } from '../../domain/events.ts'
import { db, toFields, toIso } from '../../server/documents.ts'
import { readEventFor, readEventUrl } from '../../server/events/event.ts'
import { lookAtLab } from '../../server/labs/look-at-lab.ts'
import { Problem } from '../../server/problem.ts'
import { requestSettle } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Cancels an event. Next: pubsub/registrations/settle frees every seat and notifies everybody. */
export default endpoint(eventsCancel, async ({ params, caller, now, commit }) => {
  const { eventId } = params
  const { event, at } = await retryOnConflict(async () => {
    const { ref, event, readAt } = await readEventFor(eventId, caller, 'events-cancel')
    if (stateOf(event) === 'cancelled') return { event, at: undefined }
    if (hasBegun(event, now))
      throw new Problem('event-begun', 'This event has begun, so it can’t be cancelled. Nothing was changed.')
    const change = cancellationOf(event, now)
    const batch = db.batch()
    batch.update(ref, toFields(eventDocument, change), { lastUpdateTime: readAt })
    lookAtLab(batch, eventId, event, now)
    const [write] = await commit(batch, ref.path)
    return { event: { ...event, ...change }, at: toIso(write!.writeTime) }
  })
  if (at) await requestSettle('event-capacity-changed', eventId, at)
  return json(200, presentEvent(eventId, event, await readEventUrl(eventId)))
})
