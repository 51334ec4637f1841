import { reviewsDelete } from '../../contract/reviews.ts'
import { may, standingsOf } from '../../domain/roles.ts'
import { inTurn } from '../../server/concurrency.ts'
import { db, documents } from '../../server/documents.ts'
import { notFound, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { countStars, reviewConflictCodes } from '../../server/reviews/review.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** Removes a review and its stars from the event's counts. */
export default endpoint(reviewsDelete, async ({ params, caller, commit }) => {
  const { eventId } = params
  const ref = documents.review(eventId, params.reviewId === 'me' ? caller.uid : params.reviewId)
  const remove = async () => {
    const snapshot = await ref.get()
    const review = snapshot.data()
    if (!review) throw notFound('review')
    if (!may(caller, 'reviews-delete', standingsOf(caller.uid, { userId: review.userId ?? undefined })))
      throw new Problem('forbidden', 'Only the author of this review can remove it.')
    const batch = db.batch()
    batch.delete(ref, { lastUpdateTime: snapshot.updateTime! })
    countStars(batch, eventId, review.rating, undefined)
    await commit(batch, ref.path)
  }
  await inTurn(ref.path, () => retryOnConflict(remove, reviewConflictCodes))
  return empty(204)
})
