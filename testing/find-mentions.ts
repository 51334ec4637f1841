import type { CollectionReference, DocumentReference, Firestore } from '@google-cloud/firestore'
import { withIsoTimes } from '../domain/timestamps.ts'

/** The paths of all documents in Firestore whose path or content has one of these words. */
export const findMentions = async (db: Firestore, ...words: string[]): Promise<string[]> => {
  const paths: string[] = []
  const inCollection = async (collection: CollectionReference): Promise<void> => {
    await Promise.all((await collection.listDocuments()).map(inDocument))
  }
  const inDocument = async (ref: DocumentReference): Promise<void> => {
    const [snapshot, collections] = await Promise.all([ref.get(), ref.listCollections()])
    const text = `${ref.path} ${JSON.stringify(withIsoTimes(snapshot.data() ?? {}))}`
    if (words.some((word) => text.includes(word))) paths.push(ref.path)
    await Promise.all(collections.map(inCollection))
  }
  await Promise.all((await db.listCollections()).map(inCollection))
  return paths.sort()
}
