import { setImmediate as others } from 'node:timers/promises'
import { db, Timestamp, type WriteBatch } from './documents.ts'

/** Requests in one commit: with their activity two writes each, well below Firestore's 500. */
const most = 100

/** Puts a request's writes into the batch. @param arrival its place among those of the same commit, from 0 */
export type AddWrites = (batch: WriteBatch, arrival: number) => void
type Waiting = { fill: AddWrites; answer: PromiseWithResolvers<Timestamp> }
const waiting: Waiting[] = []
let committing = false

/** The place in the order of arrival, to the microsecond. @param arrival see `AddWrites` */
export const toArrivalTime = (committed: Timestamp, arrival: number): Timestamp => {
  const nanoseconds = committed.nanoseconds + arrival * 1000
  return new Timestamp(committed.seconds + Math.floor(nanoseconds / 1e9), nanoseconds % 1e9)
}

const commit = async (some: readonly Waiting[]): Promise<void> => {
  try {
    const batch = db.batch()
    for (const [arrival, { fill }] of some.entries()) fill(batch, arrival)
    const [first] = await batch.commit()
    for (const [arrival, { answer }] of some.entries())
      answer.resolve(toArrivalTime(first!.writeTime, arrival))
  } catch (error) {
    // Whose fault it is the error doesn't say: alone, each hears of its own.
    if (some.length > 1) await Promise.all(some.map((one) => commit([one])))
    else some[0]!.answer.reject(error)
  }
}

const commitWaiting = async (): Promise<void> => {
  committing = true
  while (waiting.length > 0) {
    // What the event loop has at hand comes along.
    await others()
    await commit(waiting.splice(0, most))
  }
  committing = false
}

/**
 * Commits the writes of requests that come at the same moment in one commit: in a rush a call is dear, more writes in it are cheap
 * (three times the registrations a second of one commit each, against the emulator). Alone a request's writes go at once; what comes
 * while a commit is under way goes in the next one. What fails together is tried alone, so the writes must be ones that can be tried
 * twice: `create()`, whose second try finds that it exists.
 *
 * @returns `toArrivalTime` of the writes
 */
export const commitBatched = (fill: AddWrites): Promise<Timestamp> => {
  const answer = Promise.withResolvers<Timestamp>()
  waiting.push({ fill, answer })
  if (!committing) void commitWaiting()
  return answer.promise
}
