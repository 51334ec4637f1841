import type { CollectionReference, DocumentReference, Firestore } from '@google-cloud/firestore'
import { expect } from 'vitest'
import { withIsoTimes } from '../domain/timestamps.ts'

/** The paths of all documents in Firestore whose path or content has one of these words, in any case: search words are in lower case. */
const findMentions = async (db: Firestore, ...words: string[]): Promise<string[]> => {
  const paths: string[] = []
  const inCollection = async (collection: CollectionReference): Promise<void> => {
    await Promise.all((await collection.listDocuments()).map(inDocument))
  }
  const inDocument = async (ref: DocumentReference): Promise<void> => {
    const [snapshot, collections] = await Promise.all([ref.get(), ref.listCollections()])
    const text = `${ref.path} ${JSON.stringify(withIsoTimes(snapshot.data() ?? {}))}`.toLowerCase()
    if (words.some((word) => text.includes(word.toLowerCase()))) paths.push(ref.path)
    await Promise.all(collections.map(inCollection))
  }
  await Promise.all((await db.listCollections()).map(inCollection))
  return paths.sort()
}

/** Waits until no document has one of the words. Queued e-mail contains an address until it is sent. A look reads all documents. */
export const waitUntilUnmentioned = (db: Firestore, ...words: string[]): Promise<void> =>
  expect.poll(() => findMentions(db, ...words), { timeout: 60_000, interval: 500 }).toEqual([])
