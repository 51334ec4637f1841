import { batched } from './concurrency.ts'
import { type DocumentReference, type DocumentSnapshot, db } from './documents.ts'

/** Several callers get the same snapshot, so it is parsed once. It is frozen, because a change would reach the other callers. */
const parseOnce = (snapshot: DocumentSnapshot): DocumentSnapshot => {
  const parse = snapshot.data.bind(snapshot)
  let parsed: { data: ReturnType<typeof parse> } | undefined
  snapshot.data = () => {
    parsed ??= { data: Object.freeze(parse()) }
    return parsed.data
  }
  return snapshot
}

const readBatch = batched(
  Number.POSITIVE_INFINITY,
  async (refs: readonly DocumentReference[]): Promise<DocumentSnapshot[]> => {
    const unique = [...new Map(refs.map((ref) => [ref.path, ref])).values()]
    const snapshots = await db.getAll(...unique)
    const byPath = new Map(snapshots.map((snapshot) => [snapshot.ref.path, parseOnce(snapshot)]))
    return refs.map((ref) => byPath.get(ref.path)!)
  },
)

/**
 * Reads one document. A single read goes to Firestore at once. Reads that arrive meanwhile go together in the next call, and a document that
 * several callers read is read and billed once: in a rush a call is expensive, and one more document in it is cheap.
 * A read never joins a call that is already sent, so it sees every earlier commit.
 */
export const readDocument = <T>(ref: DocumentReference<T>): Promise<DocumentSnapshot<T>> =>
  readBatch(ref as DocumentReference) as Promise<DocumentSnapshot<T>>
