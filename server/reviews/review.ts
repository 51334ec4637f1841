import type { WriteBatch } from '@google-cloud/firestore'
import { starChangesOf } from '../../domain/reviews.ts'
import { documents, FieldValue } from '../documents.ts'
import { grpc } from '../problem.ts'

/** For `retryOnConflict`: a review was created or deleted since it was read. */
export const reviewConflictCodes = [grpc.alreadyExists, grpc.notFound]

/**
 * Counts the stars of a changed review in its event, in the review's commit. Increments never conflict, so fifty people can review at once.
 * The precondition on the review, which every such commit has, prevents counting it twice.
 */
export const countStars = (
  batch: WriteBatch,
  eventId: string,
  ratingBefore: number | undefined,
  ratingAfter: number | undefined,
): void => {
  const changes = starChangesOf(ratingBefore, ratingAfter)
  if (changes.length === 0) return
  batch.update(
    documents.event(eventId),
    Object.fromEntries(changes.map(({ rating, by }) => [`stars.${rating}`, FieldValue.increment(by)])),
  )
}
