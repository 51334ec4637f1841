import { eventDocument, eventsPublish } from '../../contract/events.ts'
import { nextReminder, presentEvent, timeProblems } from '../../domain/events.ts'
import { db, toFields } from '../../server/documents.ts'
import { readEventFor, readEventUrl } from '../../server/events/event.ts'
import { invalidInput, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Publishes a draft. */
export default endpoint(eventsPublish, async ({ params, caller, now, commit }) => {
  const { eventId } = params
  const event = await retryOnConflict(async () => {
    const { ref, event, readAt } = await readEventFor(eventId, caller, 'events-publish')
    if (event.state === 'published') return event
    if (event.state === 'cancelled')
      throw new Problem('conflict', 'This event is cancelled and stays so. Create a new one instead.')
    const wrong = timeProblems(event, now, { startsAt: '' })
    if (wrong.length > 0) throw invalidInput(wrong)
    const remindAt = nextReminder(event.startsAt, now)
    const change = { state: 'published', remindAt, updatedAt: now } as const
    const batch = db.batch()
    batch.update(ref, toFields(eventDocument, change), { lastUpdateTime: readAt })
    await commit(batch, ref.path)
    return { ...event, ...change }
  })
  return json(200, presentEvent(eventId, event, await readEventUrl(eventId)))
})
