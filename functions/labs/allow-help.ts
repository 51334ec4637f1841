import { labsAllowHelp } from '../../contract/cockpit.ts'
import { labPlaceDocument } from '../../contract/lab-places.ts'
import { currentHelp } from '../../domain/lab-help.ts'
import { db, toFields } from '../../server/documents.ts'
import { readOwnPlace } from '../../server/labs/find-place.ts'
import { Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** The consent of a person. It names the organiser whom the person has seen, so a request that was replaced meanwhile gets none. */
export default endpoint(labsAllowHelp, async ({ params, body, caller, now, commit }) => {
  await retryOnConflict(async () => {
    const { ref, place, readAt } = await readOwnPlace(params.eventId, caller)
    const current = currentHelp(place.help, now)
    if (current?.askedBy !== body.askedBy)
      throw new Problem('no-consent', 'This request is no longer there. Nothing was changed.')
    if (current.state === 'allowed') return
    const batch = db.batch()
    const help = { ...current, state: 'allowed' as const, at: now }
    batch.update(ref, toFields(labPlaceDocument, { help, updatedAt: now }), { lastUpdateTime: readAt })
    await commit(batch, ref.path)
  })
  return empty(204)
})
