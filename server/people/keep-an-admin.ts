import type { WriteBatch } from '@google-cloud/firestore'
import type { AccessDocument } from '../../contract/people.ts'
import { documents, FieldValue } from '../documents.ts'
import { grpc, hasGrpcCode, Problem } from '../problem.ts'
import { readableDocs } from '../readable.ts'

/** A suspended admin, or one whose account is being deleted, does not count. */
export const isActiveAdmin = ({ role, suspended, deletingSince }: AccessDocument): boolean =>
  role === 'admin' && !suspended && !deletingSince

const readOrCreateGuard = async () => {
  const ref = documents.adminsGuard()
  const snapshot = await ref.get()
  if (snapshot.exists) return snapshot
  await ref.create({}).catch((error: unknown) => {
    if (!hasGrpcCode(error, grpc.alreadyExists)) throw error
  })
  return ref.get()
}

/**
 * Throws unless another admin remains when `uid` stops being one. It also adds a write to the batch against a race: each such change updates
 * one guard document, read before the admins are counted. When two admins leave at once, one commit fails and counts again.
 */
export const requireAnotherAdmin = async (batch: WriteBatch, uid: string): Promise<void> => {
  const guard = await readOrCreateGuard()
  const admins = await documents.accessCollection().where('role', '==', 'admin').get()
  if (!readableDocs(admins.docs).some(({ snapshot, data }) => snapshot.id !== uid && isActiveAdmin(data)))
    throw new Problem(
      'last-admin',
      'This is the only admin. Make somebody else an admin first. Nothing was changed.',
    )
  batch.update(guard.ref, { at: FieldValue.serverTimestamp() }, { lastUpdateTime: guard.updateTime! })
}
