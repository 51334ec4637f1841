import { labsGet } from '../../contract/labs.ts'
import { hasPlace, noPlaceDetail } from '../../domain/labs.ts'
import { presentPlaces } from '../../domain/present-lab.ts'
import { may, standingsOf } from '../../domain/roles.ts'
import { documents } from '../../server/documents.ts'
import { maySee } from '../../server/events/event.ts'
import { readLabFacts } from '../../server/labs/lab.ts'
import { readLabRoom } from '../../server/labs/lab-room.ts'
import { presentLabFor } from '../../server/labs/present-lab-for.ts'
import { notFound, Problem } from '../../server/problem.ts'
import { readDocument } from '../../server/read-document.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(labsGet, async ({ params, query, caller, now }) => {
  const { eventId } = params
  const read = await readLabFacts(eventId)
  if (!read?.event || !maySee(caller, read.event)) throw notFound('lab')
  const { lab, event, cluster } = read
  const forOrganisers = may(caller, 'labs-read', standingsOf(caller.uid, event))
  if (!forOrganisers) {
    const seat = (await readDocument(documents.registration(eventId, caller.uid))).data()
    // People who opened the lab have work in it, so they may know whether it is there.
    if (!hasPlace(seat) && !(await readDocument(documents.labPlace(eventId, caller.uid))).exists)
      throw new Problem('no-seat', noPlaceDetail(seat))
    return json(200, presentPlaces(eventId, lab, event))
  }
  const { capacity = event.capacity } = query
  const room = await readLabRoom(read, event, now)
  const facts = { cluster: cluster?.cluster, room, now }
  return json(200, presentLabFor(eventId, { lab, event: { ...event, capacity } }, caller, facts))
})
