import { deadLetterDocument, deadLettersReplay } from '../../contract/dead-letters.ts'
import { findDeadLetter } from '../../server/dead-letters/find-dead-letter.ts'
import { presentDeadLetter } from '../../server/dead-letters/present-dead-letter.ts'
import { db, toFields } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { republish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Publishes the message again, then takes it off the list. A crash between them leaves it on the list, and a second replay changes nothing. */
export default endpoint(deadLettersReplay, async ({ params, now, commit, log }) => {
  const id = params.deadLetterId
  const { stored } = await findDeadLetter(id)
  if (!presentDeadLetter(id, stored).canReplay)
    throw new Problem(
      'not-replayable',
      stored.isCut
        ? 'The message is too long to be stored whole, so it can only be discarded.'
        : 'This version of Labseat does not understand the message, so it would fail again.',
    )
  await republish(stored.topic, stored.payload).catch((error: unknown) => {
    log('WARNING', 'A dead letter could not be published.', { topic: stored.topic, error: String(error) })
    throw new Problem('unavailable', 'The message could not be published. It stays here: try again.', {
      retryAfter: 5,
    })
  })
  return retryOnConflict(async () => {
    const { ref, stored: current, readAt } = await findDeadLetter(id)
    const change = { state: 'replayed', endedAt: now, replays: current.replays + 1 } as const
    const batch = db.batch()
    batch.update(ref, toFields(deadLetterDocument, change), { lastUpdateTime: readAt })
    await commit(batch, ref.path, { details: { topic: current.topic } })
    return json(200, presentDeadLetter(id, { ...current, ...change }))
  })
})
