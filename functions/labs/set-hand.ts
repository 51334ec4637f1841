import { labsSetHand } from '../../contract/cockpit.ts'
import { labPlaceDocument } from '../../contract/lab-places.ts'
import { db, toFields } from '../../server/documents.ts'
import { readAnyPlace } from '../../server/labs/find-place.ts'
import { Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** Raises or lowers a hand. A hand that is up keeps its moment, and with it its place in the order. */
export default endpoint(labsSetHand, async ({ params, body: { raised }, caller, now, commit }) => {
  const { eventId, userId } = params
  await retryOnConflict(async () => {
    const { ref, place, readAt } = await readAnyPlace(eventId, userId, caller)
    if (raised && userId !== caller.uid)
      throw new Problem('forbidden', 'People raise their own hands. Nothing was changed.')
    if (raised === (place.handAt !== null)) return
    const batch = db.batch()
    const change = toFields(labPlaceDocument, { handAt: raised ? now : null, updatedAt: now })
    batch.update(ref, change, { lastUpdateTime: readAt })
    await commit(batch, ref.path, { details: { hand: raised ? 'raised' : 'lowered' } })
  })
  return empty(204)
})
