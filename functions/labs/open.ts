import { labsOpen } from '../../contract/labs.ts'
import { eventLabTimes, hasPlace, hasPlaceIn, labTimes, noPlaceDetail } from '../../domain/labs.ts'
import { documents } from '../../server/documents.ts'
import { maySee } from '../../server/events/event.ts'
import { readHubUrl } from '../../server/labs/hub-url.ts'
import { readEventLab } from '../../server/labs/lab.ts'
import { requestPlace, requireServer } from '../../server/labs/place.ts'
import { clusterUserOf } from '../../server/oidc/cluster-user.ts'
import { notFound, Problem } from '../../server/problem.ts'
import { readDocument } from '../../server/read-document.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/**
 * Starts the person's server and answers where it is. Holding a seat is the only right to it, so this reads the registration each time. It
 * records no activity, because people open their labs many times a day. It reads four documents: access, lab, event and registration. An instance
 * knows the cluster, and a first start is stored without a read.
 */
export default endpoint(labsOpen, async ({ params, caller, now }) => {
  const { eventId } = params
  const [read, registration] = await Promise.all([
    readEventLab(eventId),
    readDocument(documents.registration(eventId, caller.uid)),
  ])
  if (!read?.event || !maySee(caller, read.event)) throw notFound('lab')
  const seat = registration.data()
  const { lab, event } = read
  const isAllowed = hasPlaceIn(lab, caller.uid, seat)
  if (!isAllowed && !hasPlace(seat)) throw new Problem('no-seat', noPlaceDetail(seat))
  if (!isAllowed) {
    // A rehearsal is for the person who tries the lab. Seats wait for the event.
    const { opensAt } = eventLabTimes(event, lab)
    return json(200, { state: 'waiting', waitsFor: 'schedule', opensAt })
  }
  const { opensAt, endsAt } = labTimes(event, lab)
  if (endsAt <= now || lab.state === 'ending' || lab.state === 'ended')
    throw new Problem('lab-not-open', 'This lab has ended.')
  if (lab.state === 'failed')
    throw new Problem(
      'lab-not-open',
      'This lab could not be built. The organisers of the event know about it.',
    )
  if (lab.state === 'scheduled') return json(200, { state: 'waiting', waitsFor: 'schedule', opensAt })
  if (lab.state === 'building') return json(200, { state: 'waiting', waitsFor: 'build', opensAt })
  const url = await readHubUrl(lab.clusterId)
  if (!url)
    throw new Problem(
      'lab-not-open',
      'The notebooks of this lab have no address that a browser can open. The operator can reach them from the page of the cluster.',
    )
  if (lab.overBudgetAt) await requireServer(eventId, caller.uid)
  const [{ server }, name] = await Promise.all([
    requestPlace(eventId, caller, 'start', now),
    clusterUserOf(lab.clusterId, caller.uid),
  ])
  const isOpen = server === 'running' || server === 'idle'
  // The hub signs the person in with Labseat there, and leads to their server.
  const path = name ? `hub/labseat/enter/${name}` : 'hub/user-redirect/'
  return json(200, { state: isOpen ? 'open' : 'starting', url: new URL(path, url).href })
})
