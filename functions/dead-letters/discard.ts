import { deadLetterDocument, deadLettersDiscard } from '../../contract/dead-letters.ts'
import { findDeadLetter } from '../../server/dead-letters/find-dead-letter.ts'
import { db, toFields } from '../../server/documents.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** Takes the message off the list. Its document stays until its TTL, so that a late copy of the message does not come back. */
export default endpoint(deadLettersDiscard, async ({ params, now, commit }) => {
  await retryOnConflict(async () => {
    const { ref, stored, readAt } = await findDeadLetter(params.deadLetterId)
    const batch = db.batch()
    batch.update(ref, toFields(deadLetterDocument, { state: 'discarded', endedAt: now }), {
      lastUpdateTime: readAt,
    })
    await commit(batch, ref.path, { details: { topic: stored.topic } })
  })
  return empty(204)
})
