import { FieldPath, type QueryDocumentSnapshot } from '@google-cloud/firestore'
import type { SystemStatus, UnreadableDocuments, UnreadableEntry } from '../../contract/system.ts'
import type { ChoreContext } from '../chore.ts'
import { collectionNames, type DocumentSnapshot, db, documents, findForm } from '../documents.ts'
import { readableData } from '../readable.ts'
import { UnreadableDocument } from '../stored-form.ts'

/** One sweep reads at most this many documents: 28,800 a day, within Firestore's free 50,000 (docs/growth.md). */
const maxPerSweep = 20
/** The page lists at most this many. More usually have one cause, a fault of the code. */
const maxUnreadable = 50

type Progress = Pick<UnreadableDocuments, 'collection' | 'afterPath'>

const beginning: UnreadableDocuments = {
  collection: collectionNames[0]!,
  afterPath: null,
  documents: [],
  completedAt: null,
}

/** What the schema of a document refuses. @returns undefined for a document that can be read, or that has no schema */
const findRefusals = (snapshot: DocumentSnapshot): readonly string[] | undefined => {
  const form = findForm(snapshot.ref.path)
  if (!form || !snapshot.exists) return undefined
  try {
    form.fromFirestore(snapshot as QueryDocumentSnapshot)
    return undefined
  } catch (error) {
    if (error instanceof UnreadableDocument) return error.refusals
    throw error
  }
}

/** The documents after the cursor, in the order of their paths, and the next cursor. At the end of a collection the next one follows. */
const readNext = async ({ collection, afterPath }: Progress, maxItems: number) => {
  const inOrder = db.collectionGroup(collection).orderBy(FieldPath.documentId())
  const page = await (afterPath ? inOrder.startAfter(db.doc(afterPath)) : inOrder).limit(maxItems).get()
  const last = page.docs.at(-1)
  if (last && page.size === maxItems)
    return { docs: page.docs, next: { collection, afterPath: last.ref.path }, isRoundOver: false }
  const index = collectionNames.indexOf(collection) + 1
  const isRoundOver = index >= collectionNames.length
  return {
    docs: page.docs,
    next: { collection: collectionNames[isRoundOver ? 0 : index]!, afterPath: null },
    isRoundOver,
  }
}

/** Of the listed documents, those that are still unreadable: a mended or deleted document leaves the list. */
const keepUnreadable = async (entries: readonly UnreadableEntry[]): Promise<UnreadableEntry[]> => {
  if (entries.length === 0) return []
  const snapshots = await db.getAll(...entries.map(({ path }) => db.doc(path)))
  return entries.flatMap((entry, index) => {
    const refusals = findRefusals(snapshots[index]!)
    return refusals ? [{ ...entry, refusals: [...refusals] }] : []
  })
}

/** A listed document keeps the time when it was found first. */
const addUnreadable = (
  entries: readonly UnreadableEntry[],
  snapshots: readonly QueryDocumentSnapshot[],
  { now, log }: ChoreContext,
): UnreadableEntry[] => {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  for (const snapshot of snapshots) {
    const refusals = findRefusals(snapshot)
    const { path } = snapshot.ref
    if (!refusals) continue
    log('ERROR', 'A document cannot be read.', { path, refusals })
    if (byPath.has(path) || byPath.size < maxUnreadable)
      byPath.set(path, { foundAt: now, ...byPath.get(path), path, refusals: [...refusals] })
  }
  return [...byPath.values()]
}

/**
 * Checks the next stored documents by their schemas and lists those that cannot be read in system/unreadable. A cursor goes through all
 * collections, so that no sweep reads a whole database. Two sweeps at once check the same documents, which does no harm.
 *
 * @returns how many documents it checked
 */
export const findUnreadable = async (context: ChoreContext): Promise<number> => {
  const ref = documents.unreadable()
  const progressBefore = readableData(await ref.get()) ?? beginning
  const progress = collectionNames.includes(progressBefore.collection) ? progressBefore : beginning
  const { docs, next, isRoundOver } = await readNext(progress, Math.min(context.maxItems, maxPerSweep))
  await ref.set({
    ...next,
    documents: addUnreadable(await keepUnreadable(progressBefore.documents), docs, context),
    completedAt: isRoundOver ? context.now : progressBefore.completedAt,
  })
  return docs.length
}

/** The list for admins. It reads the listed documents again, so that a mended one is gone at once. */
export const listUnreadable = async (): Promise<SystemStatus['unreadable']> => {
  const stored = readableData(await documents.unreadable().get()) ?? beginning
  return { documents: await keepUnreadable(stored.documents), completedAt: stored.completedAt }
}
