import type { WriteBatch } from '@google-cloud/firestore'
import type { AccessDocument } from '../../contract/people.ts'
import { documents, FieldValue } from '../documents.ts'
import { grpc, hasGrpcCode, Problem } from '../problem.ts'

/** Who is suspended or about to be deleted sees to nothing any more. */
export const isActiveAdmin = ({ role, suspended, deletingSince }: AccessDocument): boolean =>
  role === 'admin' && !suspended && !deletingSince

const existingGuard = async () => {
  const ref = documents.adminsGuard()
  const found = await ref.get()
  if (found.exists) return found
  await ref.create({}).catch((error: unknown) => {
    if (!hasGrpcCode(error, grpc.alreadyExists)) throw error
  })
  return ref.get()
}

/**
 * Throws unless another admin remains when `uid` ceases to be one, and adds to the batch of that change what makes it hold under a race:
 * whoever ceases changes one document, as it was read before the admins were counted. Of two at once one commit fails, and counts again.
 */
export const requireAnotherAdmin = async (batch: WriteBatch, uid: string): Promise<void> => {
  const guard = await existingGuard()
  const admins = await documents.accessCollection().where('role', '==', 'admin').get()
  if (!admins.docs.some((one) => one.id !== uid && isActiveAdmin(one.data())))
    throw new Problem(
      'last-admin',
      'This is the only admin. Make somebody else an admin first; nothing was changed.',
    )
  batch.update(guard.ref, { at: FieldValue.serverTimestamp() }, { lastUpdateTime: guard.updateTime! })
}
