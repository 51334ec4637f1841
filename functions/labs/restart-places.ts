import { labsRestartPlaces } from '../../contract/cockpit.ts'
import type { LabPlaceDocument } from '../../contract/lab-places.ts'
import { db, documents } from '../../server/documents.ts'
import { labFor } from '../../server/labs/lab.ts'
import { requestPlace } from '../../server/labs/place.ts'
import { readableDocs } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Requests that run at the same time. */
const lanes = 32

/** A server that is off, or that stops right now, is left alone. */
const hasServer = ({ server }: LabPlaceDocument): boolean => server !== 'none' && server !== 'stopping'

/** Requests the restarts. Next: the function with the right to call the hub, once for each server. */
export default endpoint(labsRestartPlaces, async ({ params: { eventId }, caller, now, commit }) => {
  const { lab } = await labFor(eventId, caller, 'lab-places-manage')
  const snapshots = await documents.labPlaces(eventId).get()
  // Only an open lab has servers.
  const places = lab.state === 'ready' ? readableDocs(snapshots.docs).map(({ data }) => data) : []
  const restarted = places.filter(hasServer)
  const waiting = restarted.values()
  const requestNext = async () => {
    for (const { userId: uid, name } of waiting) await requestPlace(eventId, { uid, name }, 'restart', now)
  }
  await Promise.all(Array.from({ length: lanes }, requestNext))
  await commit(db.batch(), `labs/${eventId}`, { details: { servers: `${restarted.length}` } })
  return json(202, { servers: restarted.length })
})
