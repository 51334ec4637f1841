import { labsAskHelp } from '../../contract/cockpit.ts'
import { labPlaceDocument } from '../../contract/lab-places.ts'
import { fullName } from '../../domain/full-name.ts'
import { currentHelp } from '../../domain/lab-help.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { readPlaceFor } from '../../server/labs/find-place.ts'
import { Problem } from '../../server/problem.ts'
import { readDocument } from '../../server/read-document.ts'
import { readableData } from '../../server/readable.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** Asks a person for consent. The page of the person follows the document and shows who asks. */
export default endpoint(labsAskHelp, async ({ params, caller, now, commit }) => {
  const { eventId, userId } = params
  await retryOnConflict(async () => {
    const [{ ref, place, readAt }, profile] = await Promise.all([
      readPlaceFor(eventId, userId, caller),
      readDocument(documents.person(caller.uid)),
    ])
    const current = currentHelp(place.help, now)
    if (current?.askedBy === caller.uid) return
    if (current)
      throw new Problem(
        'help-taken',
        `${current.askedByName} ${current.state === 'asked' ? 'waits for an answer' : 'is in this lab'}. Nothing was changed.`,
      )
    const person = readableData(profile)
    const askedByName = person ? fullName(person) : caller.name
    const batch = db.batch()
    const help = { state: 'asked' as const, askedBy: caller.uid, askedByName, at: now }
    batch.update(ref, toFields(labPlaceDocument, { help, updatedAt: now }), { lastUpdateTime: readAt })
    await commit(batch, ref.path)
  })
  return empty(204)
})
