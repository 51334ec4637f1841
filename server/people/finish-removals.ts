import { documents, type Timestamp } from '../documents.ts'
import { removePerson } from './remove-person.ts'

/** People who asked to be deleted and are not, because whoever was at it was killed. */
export const finishRemovals = async (
  now: string,
  requestId: string,
  due: Timestamp,
  most: number,
): Promise<void> => {
  const left = await documents.accessCollection().where('deletingSince', '<=', due).limit(most).get()
  for (const one of left.docs) await removePerson(one.id, requestId, now)
}
