import { withCommitTimeout } from './commit-deadline.ts'
import { batched } from './concurrency.ts'
import { db, Timestamp, type WriteBatch } from './documents.ts'
import { grpc, hasGrpcCode, isDeadlineExceeded } from './problem.ts'
import { retryOnConflict } from './retry-on-conflict.ts'

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

/** Firestore is overloaded. The same commit is retried whole, later: separate commits would multiply the load. */
const overloadCodes = [grpc.resourceExhausted, grpc.unavailable]
/** One of the requests is at fault, and the error does not say which. A document that somebody locks shows as an exceeded deadline. */
const isFaultOfOneRequest = (error: unknown): boolean =>
  isDeadlineExceeded(error) || hasGrpcCode(error, grpc.alreadyExists, grpc.notFound, grpc.invalidArgument)
/** A locked document of one request delays the others of its commit by this. */
const sharedTimeoutMs = 1_500

const commitWithRetries = (requests: readonly AddWrites[]): Promise<Timestamp[]> =>
  retryOnConflict(() => commit(requests), overloadCodes)
const commitShared = (requests: readonly AddWrites[]): Promise<Timestamp[]> =>
  withCommitTimeout(sharedTimeoutMs, () => commitWithRetries(requests))
const commitAlone = async (addWrites: AddWrites): Promise<Timestamp> =>
  (await commitWithRetries([addWrites]))[0]!

/**
 * Commits the writes of requests that arrive at the same moment in one commit: in a rush a commit is expensive, and more writes in it are
 * cheap (against the emulator, three times the registrations a second of separate commits). A single request goes at once; requests that
 * arrive meanwhile go in the next commit. If one request is at fault, each is committed alone, so that only this one gets the error. On
 * contention or overload the whole commit is retried with backoff. Use writes that can be retried: `create()`, whose retry reports that the
 * document exists.
 *
 * @returns `toArrivalTime` of the request
 */
export const commitBatched = batched(
  maxPerCommit,
  async (requests: readonly AddWrites[]): Promise<(Timestamp | Promise<Timestamp>)[]> => {
    if (requests.length === 1) return requests.map(commitAlone)
    try {
      return await commitShared(requests)
    } catch (error) {
      if (isFaultOfOneRequest(error)) return requests.map(commitAlone)
      throw error
    }
  },
)
