import type {
  CollectionReference,
  DocumentReference,
  DocumentSnapshot,
  Firestore,
} from '@google-cloud/firestore'

/** Reads every document of a database by its path, also below documents that do not exist. The paths are sorted. */
export const readAllDocuments = async (db: Firestore): Promise<Record<string, DocumentSnapshot>> => {
  const snapshots: Record<string, DocumentSnapshot> = {}
  const inCollection = async (collection: CollectionReference): Promise<void> => {
    await Promise.all((await collection.listDocuments()).map(inDocument))
  }
  const inDocument = async (ref: DocumentReference): Promise<void> => {
    const [snapshot, collections] = await Promise.all([ref.get(), ref.listCollections()])
    if (snapshot.exists) snapshots[ref.path] = snapshot
    await Promise.all(collections.map(inCollection))
  }
  await Promise.all((await db.listCollections()).map(inCollection))
  return Object.fromEntries(Object.entries(snapshots).sort(([a], [b]) => (a < b ? -1 : 1)))
}
