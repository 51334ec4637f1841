import { randomUUID } from 'node:crypto'
import type { DocumentData, UpdateData } from '@google-cloud/firestore'
import { withCommitTimeout } from '../commit-deadline.ts'
import { type DocumentReference, db, type Timestamp, type WriteBatch } from '../documents.ts'
import { isDeadlineExceeded } from '../problem.ts'

/** An unlocked document answers a probe in a few milliseconds. */
const probeTimeoutMs = 1_500
/** Settling leaves a locked document out for this long. A client's transaction without requests ends after 60 s. */
const skipMs = 30_000
const maxRemembered = 10_000

/** Documents that a person outside held locked, and until when this instance leaves them out, in epoch milliseconds. */
const skippedUntil = new Map<string, number>()

const forgetOld = (): void => {
  for (const [path, untilMs] of skippedUntil) if (untilMs <= Date.now()) skippedUntil.delete(path)
}

/** The paths below `prefix` that settling leaves out for now. */
export const lockedBelow = (prefix: string): Set<string> => {
  forgetOld()
  return new Set([...skippedUntil.keys()].filter((path) => path.startsWith(prefix)))
}

export const isLocked = ({ path }: DocumentReference): boolean => (skippedUntil.get(path) ?? 0) > Date.now()

/** Documents of one person, or of one part of a commit, that are left out together. */
export type Part = {
  /** What is left out if one of the documents is locked. */
  ref: DocumentReference
  /** Fields of the document as it was read, and when. Writing them changes nothing and proves that the document can be written. */
  read?: { fields: UpdateData<DocumentData>; at: Timestamp }
  /** A document that the commit creates. Deleting it where it does not exist changes nothing. */
  created?: DocumentReference | undefined
}

const addProbe = (batch: WriteBatch, { ref, read, created }: Part): void => {
  if (read) batch.update(ref, read.fields, { lastUpdateTime: read.at })
  if (created) batch.delete(created, { exists: false })
}

/** @returns whether the commit exceeded the deadline of a probe */
const isSlow = async (batch: WriteBatch): Promise<boolean> => {
  try {
    await withCommitTimeout(probeTimeoutMs, () => batch.commit())
    return false
  } catch (error) {
    return isDeadlineExceeded(error)
  }
}

const isPartLocked = (part: Part): Promise<boolean> => {
  const batch = db.batch()
  addProbe(batch, part)
  return isSlow(batch)
}

/** Whether Firestore itself is slow now. No client may read this document, so nobody outside can lock it. */
const isFirestoreSlow = (): Promise<boolean> => {
  const batch = db.batch()
  batch.delete(db.doc(`guards/${randomUUID()}`))
  return isSlow(batch)
}

/**
 * The parts of a commit that exceeded its deadline which are locked: a probe of them exceeds its deadline, too.
 *
 * @returns none if Firestore is too slow to tell
 */
export const findLocked = async (parts: readonly Part[]): Promise<Part[]> => {
  const isUncertain = isFirestoreSlow()
  const answers = await Promise.all(parts.map(isPartLocked))
  return (await isUncertain) ? [] : parts.filter((_, index) => answers[index])
}

/** Leaves parts out for a while. */
export const skip = (parts: readonly Part[]): void => {
  if (skippedUntil.size + parts.length > maxRemembered) skippedUntil.clear()
  for (const { ref } of parts) skippedUntil.set(ref.path, Date.now() + skipMs)
}
