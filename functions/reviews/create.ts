import { type ReviewDocument, reviewDocument, reviewsCreate } from '../../contract/reviews.ts'
import { hadSeat, presentReview } from '../../domain/reviews.ts'
import { inTurn } from '../../server/concurrency.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { queueDigest } from '../../server/notify/mail-queue.ts'
import { addNotice } from '../../server/notify/notice.ts'
import { newReviewNotice } from '../../server/notify/notice-content.ts'
import { notFound, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { countStars, reviewConflictCodes } from '../../server/reviews/review.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Writes the caller's review, or writes it anew. A first one tells the organiser. */
export default endpoint(reviewsCreate, async ({ params, body, caller, now, commit }) => {
  const { eventId } = params
  const [found, registration, person] = await Promise.all([
    documents.event(eventId).get(),
    documents.registration(eventId, caller.uid).get(),
    documents.person(caller.uid).get(),
  ])
  const event = found.data()
  if (!event || event.state === 'draft' || event.state === 'deleted') throw notFound('event')
  if (event.state === 'cancelled')
    throw new Problem('conflict', 'This event is cancelled and takes no reviews. Nothing was changed.')
  if (!hadSeat(registration.data(), event))
    throw new Problem('no-seat', 'Only people who had a seat when the event began can review it.')
  if (event.startsAt > now)
    throw new Problem('event-not-begun', 'This event has not begun yet. Write your review once it has.')

  const { firstName, lastName } = person.data() ?? { firstName: caller.name, lastName: '' }
  const authorName = `${firstName} ${lastName}`.trim()
  const ref = documents.review(eventId, caller.uid)
  const write = async () => {
    const snapshot = await ref.get()
    const before = snapshot.data()
    const review: ReviewDocument & { userId: string } = {
      ...body,
      userId: caller.uid,
      authorName,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    }
    const batch = db.batch()
    if (before) batch.update(ref, toFields(reviewDocument, review), { lastUpdateTime: snapshot.updateTime! })
    else batch.create(ref, review)
    countStars(batch, eventId, before?.rating, review.rating)
    if (!before && event.ownerId !== caller.uid) {
      // All of one event and day share one notice: the newest stands in it, unread again.
      const id = `new-review_${eventId}_${now.slice(0, 10)}`
      const content = newReviewNotice({ id: eventId, title: event.title }, review)
      queueDigest(batch, id, addNotice(batch, event.ownerId, id, content, now), 'day', now)
    }
    await commit(batch, ref.path)
    return json(before ? 200 : 201, presentReview(ref.id, review))
  }
  return inTurn(ref.path, () => retryOnConflict(write, reviewConflictCodes))
})
