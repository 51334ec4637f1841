import type { Timestamp, WriteBatch, WriteResult } from '@google-cloud/firestore'
import type { Activity } from '../contract/activity.ts'
import { type AddWrites, commitBatched as commitInBatch } from '../server/commit-batched.ts'
import { documents } from '../server/documents.ts'

/**
 * Commits the batch of a change together with its activity record, which is published once the handler has returned.
 *
 * @param thing path of the document that changes
 * @param about `by`: uid of the actor when it isn't the caller
 */
export type Commit = (
  batch: WriteBatch,
  thing: string,
  about?: { by?: string; details?: Activity['details'] },
) => Promise<WriteResult[]>

/**
 * The same in one commit with simultaneous requests (server/commit-batched.ts), so `addWrites` may run twice.
 *
 * @returns the time of arrival
 */
export type CommitBatched = (addWrites: AddWrites, thing: string) => Promise<Timestamp>

type Publisher = typeof import('../server/publish.ts')

/** Records what one request changes. */
export const activityRecorder = (
  request: { action: string; callerId: string | undefined; now: string; requestId: string },
  loadPublisher: () => Promise<Publisher>,
) => {
  let toPublish: Activity | undefined
  let publishing: Promise<void> | undefined

  const activityOf = (thing: string, by = request.callerId ?? 'nobody'): Activity => ({
    actorId: by,
    action: request.action,
    thing,
    at: request.now,
    requestId: request.requestId,
  })

  const commit: Commit = async (batch, thing, { by, details } = {}) => {
    const activity = { ...activityOf(thing, by), ...(details && { details }) }
    batch.set(documents.activity(request.requestId), activity)
    const results = await batch.commit()
    toPublish = activity
    return results
  }

  const commitBatched: CommitBatched = async (addWrites, thing) => {
    const activity = activityOf(thing)
    const arrivedAt = await commitInBatch((batch, arrival) => {
      addWrites(batch, arrival)
      batch.set(documents.activity(request.requestId), activity)
    })
    // Runs beside what the handler publishes: one wait less during a rush.
    publishing = (await loadPublisher()).publishActivity([activity])
    return arrivedAt
  }

  const publishRecorded = async (): Promise<void> => {
    await publishing
    if (toPublish) await (await loadPublisher()).publishActivity([toPublish])
  }

  return { commit, commitBatched, publishRecorded }
}
