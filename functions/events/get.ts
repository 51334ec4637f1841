import { eventsGet } from '../../contract/events.ts'
import { eventExists, presentEvent } from '../../domain/events.ts'
import { may, standings } from '../../domain/roles.ts'
import { documents } from '../../server/documents.ts'
import { readEventUrl } from '../../server/events/event.ts'
import { notFound } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** One event; with its link for organisers and people with a seat. */
export default endpoint(eventsGet, async ({ params, caller }) => {
  const { eventId } = params
  const event = (await documents.event(eventId).get()).data()
  const to = event && caller ? standings(caller.uid, event) : []
  if (!eventExists(event) || (event.state === 'draft' && !may(caller, 'events-read-draft', to)))
    throw notFound('event')
  const entitled =
    caller &&
    event.location.kind !== 'in-person' &&
    (may(caller, 'events-read-url', to) ||
      (await documents.registration(eventId, caller.uid).get()).data()?.holdsSeat)
  return json(200, presentEvent(eventId, event, entitled ? await readEventUrl(eventId) : undefined))
})
