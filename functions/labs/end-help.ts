import { labsEndHelp } from '../../contract/cockpit.ts'
import { labPlaceDocument } from '../../contract/lab-places.ts'
import { db, toFields } from '../../server/documents.ts'
import { readAnyPlace } from '../../server/labs/find-place.ts'
import { revokeVisits } from '../../server/labs/visit.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/**
 * Ends a request or a consent. First in the document, which ends new addresses, then at the hub. A person ends a consent also while
 * the hub does not respond, and a repeated call revokes at the hub what is left.
 */
export default endpoint(labsEndHelp, async ({ params, caller, now, log, commit }) => {
  const { eventId, userId } = params
  const ended = await retryOnConflict(async () => {
    const { ref, place, readAt } = await readAnyPlace(eventId, userId, caller)
    const { help } = place
    if (!help) return help
    const batch = db.batch()
    batch.update(ref, toFields(labPlaceDocument, { help: null, updatedAt: now }), { lastUpdateTime: readAt })
    await commit(batch, ref.path, { details: { was: help.state } })
    return help
  })
  // Nobody got an address for a request without consent.
  if (ended?.state !== 'asked') await revokeVisits(eventId, userId, log)
  return empty(204)
})
