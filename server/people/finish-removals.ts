import { type ChoreContext, overdueSince, runForEach } from '../chore.ts'
import { documents } from '../documents.ts'
import { removePerson } from './remove-person.ts'

/** Removes people whose removal was interrupted by a crash. */
export const finishRemovals = async (context: ChoreContext): Promise<void> => {
  const unfinished = await documents
    .accessCollection()
    .where('deletingSince', '<=', overdueSince(context))
    .limit(context.maxItems)
    .get()
  await runForEach(
    context,
    unfinished.docs.map(({ id }) => ({ path: `access/${id}`, id })),
    ({ id }) => removePerson(id, context.requestId, context.now),
  )
}
