import { eventDocument, eventsCancel } from '../../contract/events.ts'
import { db, fields, isoOf } from '../../server/documents.ts'
import { eventFor, presented, urlOf } from '../../server/events/event.ts'
import { optimistic } from '../../server/optimistic.ts'
import { askToSettle } from '../../server/publish.ts'
import { endpoint } from '../endpoint.ts'

/** Cancels an event. Next: pubsub/registrations/settle frees every seat and tells everybody. */
export default endpoint(eventsCancel, async ({ params, caller, now, commit }) => {
  const { eventId } = params
  const { event, at } = await optimistic(async () => {
    const { ref, event, readAt } = await eventFor(eventId, caller, 'events-cancel')
    if (event.state === 'cancelled') return { event, at: undefined }
    const change = { state: 'cancelled', unsettled: true, announcement: null, updatedAt: now } as const
    const batch = db.batch()
    batch.update(ref, fields(eventDocument, change), { lastUpdateTime: readAt })
    const [write] = await commit(batch, ref.path)
    return { event: { ...event, ...change }, at: isoOf(write!.writeTime) }
  })
  if (at) await askToSettle('event-capacity-changed', eventId, at)
  return { status: 200, body: presented(eventId, event, await urlOf(eventId)) }
})
