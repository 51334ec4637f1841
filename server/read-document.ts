import { setImmediate as others } from 'node:timers/promises'
import { type DocumentReference, type DocumentSnapshot, db } from './documents.ts'

type Asked = { ref: DocumentReference; answer: PromiseWithResolvers<DocumentSnapshot> }
/** Several get the same document: it is parsed once, and whoever changes what they were given is told. */
const parsedOnce = (snapshot: DocumentSnapshot): DocumentSnapshot => {
  const parse = snapshot.data.bind(snapshot)
  let parsed: { data: ReturnType<typeof parse> } | undefined
  snapshot.data = () => {
    parsed ??= { data: Object.freeze(parse()) }
    return parsed.data
  }
  return snapshot
}

let waiting = new Map<string, Asked>()
let reading = false

const readWaiting = async (): Promise<void> => {
  reading = true
  while (waiting.size > 0) {
    // What the event loop has at hand comes along.
    await others()
    const asked = [...waiting.values()]
    waiting = new Map()
    try {
      const snapshots = await db.getAll(...asked.map(({ ref }) => ref))
      for (const [index, { answer }] of asked.entries()) answer.resolve(parsedOnce(snapshots[index]!))
    } catch (error) {
      for (const { answer } of asked) answer.reject(error)
    }
  }
  reading = false
}

/**
 * Reads one document. Alone it goes to Firestore at once; what is asked for while a read is under way goes together in the next one, and
 * a document that several ask for is read, and billed, once: in a rush a call is dear, one more document in it is cheap.
 * It joins no read already sent, so it sees whatever was committed before it was asked.
 */
export const readDocument = <T>(ref: DocumentReference<T>): Promise<DocumentSnapshot<T>> => {
  const asked = waiting.get(ref.path) ?? {
    ref: ref as unknown as DocumentReference,
    answer: Promise.withResolvers<DocumentSnapshot>(),
  }
  waiting.set(ref.path, asked)
  if (!reading) void readWaiting()
  return asked.answer.promise as unknown as Promise<DocumentSnapshot<T>>
}
