import { eventDocument, eventsPublish } from '../../contract/events.ts'
import { nextReminder, presentEvent, stateOf, timeProblems } from '../../domain/events.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { readEventFor, readEventUrl } from '../../server/events/event.ts'
import { lookAtLab } from '../../server/labs/look-at-lab.ts'
import { invalidInput, Problem } from '../../server/problem.ts'
import { requireRoomForEvent } from '../../server/quotas.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Publishes a draft. */
export default endpoint(eventsPublish, async ({ params, caller, now, commit }) => {
  const { eventId } = params
  const event = await retryOnConflict(async () => {
    const { ref, event, readAt } = await readEventFor(eventId, caller, 'events-publish')
    if (stateOf(event) === 'published') return event
    if (stateOf(event) === 'cancelled')
      throw new Problem(
        'conflict',
        'This event is cancelled and can’t be published again. Create a new event.',
      )
    const wrong = timeProblems(event, now)
    if (wrong.length > 0) throw invalidInput(wrong)
    const owner = (await documents.person(event.ownerId).get()).data()
    await requireRoomForEvent({ ...caller, uid: event.ownerId }, owner?.createdAt ?? now, 'published', now)
    const remindAt = nextReminder(event.startsAt, now)
    const change = { state: 'published', remindAt, updatedAt: now } as const
    const batch = db.batch()
    batch.update(ref, toFields(eventDocument, change), { lastUpdateTime: readAt })
    lookAtLab(batch, eventId, event, now)
    await commit(batch, ref.path)
    return { ...event, ...change }
  })
  return json(200, presentEvent(eventId, event, await readEventUrl(eventId)))
})
