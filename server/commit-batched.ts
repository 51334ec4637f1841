import { batched } from './concurrency.ts'
import { db, Timestamp, type WriteBatch } from './documents.ts'

/** With its activity a request has two writes. Firestore takes 500 writes a commit. */
const maxPerCommit = 100

/** Adds a request's writes to the batch. @param arrival the request's place in the commit, from 0 */
export type AddWrites = (batch: WriteBatch, arrival: number) => void

/** The place in the order of arrival, in microseconds after the commit. @param arrival see `AddWrites` */
export const toArrivalTime = (committed: Timestamp, arrival: number): Timestamp => {
  const nanoseconds = committed.nanoseconds + arrival * 1000
  return new Timestamp(committed.seconds + Math.floor(nanoseconds / 1e9), nanoseconds % 1e9)
}

const commit = async (requests: readonly AddWrites[]): Promise<Timestamp[]> => {
  const batch = db.batch()
  for (const [arrival, addWrites] of requests.entries()) addWrites(batch, arrival)
  const [first] = await batch.commit()
  return requests.map((_, arrival) => toArrivalTime(first!.writeTime, arrival))
}

const commitAlone = async (addWrites: AddWrites): Promise<Timestamp> => (await commit([addWrites]))[0]!

/**
 * Commits the writes of requests that arrive at the same moment in one commit: in a rush a commit is expensive, and more writes in it are
 * cheap (against the emulator, three times the registrations a second of separate commits). A single request goes at once; requests that
 * arrive meanwhile go in the next commit. After a failed commit each request is committed alone, so that only the one at fault gets the
 * error. Use writes that can be retried: `create()`, whose retry reports that the document exists.
 *
 * @returns `toArrivalTime` of the request
 */
export const commitBatched = batched(
  maxPerCommit,
  async (requests: readonly AddWrites[]): Promise<(Timestamp | Promise<Timestamp>)[]> => {
    try {
      return await commit(requests)
    } catch (error) {
      // The error does not say which request caused it.
      if (requests.length > 1) return requests.map(commitAlone)
      throw error
    }
  },
)
