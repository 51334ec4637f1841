import type { WriteBatch } from '@google-cloud/firestore'
import { starChange } from '../../domain/reviews.ts'
import { documents, FieldValue } from '../documents.ts'
import { grpc } from '../problem.ts'

/** What `retryOnConflict` meets beside a changed review when somebody wrote or removed it in between. */
export const reviewConflictCodes = [grpc.alreadyExists, grpc.notFound]

/**
 * Counts in the event what a review becomes, in the review's own commit. Increments conflict with nobody, so fifty people at once wait for
 * no one; that none is counted twice is for the precondition on the review itself, which every such commit names.
 */
export const countStars = (
  batch: WriteBatch,
  eventId: string,
  before: number | undefined,
  after: number | undefined,
): void => {
  const changes = starChange(before, after)
  if (changes.length === 0) return
  batch.update(
    documents.event(eventId),
    Object.fromEntries(changes.map(({ rating, by }) => [`stars.${rating}`, FieldValue.increment(by)])),
  )
}
