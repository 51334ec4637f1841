import { eventsGet } from '../../contract/events.ts'
import { eventExists, presentEvent } from '../../domain/events.ts'
import { may, standingsOf } from '../../domain/roles.ts'
import { documents } from '../../server/documents.ts'
import { maySee, readEventUrl } from '../../server/events/event.ts'
import { notFound } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** One event. Organisers and people with a seat also get its link. */
export default endpoint(eventsGet, async ({ params, caller }) => {
  const { eventId } = params
  const event = (await documents.event(eventId).get()).data()
  const callerStandings = event && caller ? standingsOf(caller.uid, event) : []
  if (!eventExists(event) || !maySee(caller, event)) throw notFound('event')
  const mayReadUrl =
    caller &&
    event.location.kind !== 'in-person' &&
    (may(caller, 'events-read-url', callerStandings) ||
      (await documents.registration(eventId, caller.uid).get()).data()?.holdsSeat)
  return json(200, presentEvent(eventId, event, mayReadUrl ? await readEventUrl(eventId) : undefined))
})
