import { type ReviewDocument, reviewDocument, reviewsCreate } from '../../contract/reviews.ts'
import { isPublic } from '../../domain/events.ts'
import { fullName } from '../../domain/full-name.ts'
import { hadSeat, presentReview } from '../../domain/reviews.ts'
import { isOrganiser } from '../../domain/roles.ts'
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

/** Creates or replaces the caller's review. The organiser gets a notice of a new review. */
export default endpoint(reviewsCreate, async ({ params, body, caller, now, commit }) => {
  const { eventId } = params
  const [eventSnapshot, registration, person] = await Promise.all([
    documents.event(eventId).get(),
    documents.registration(eventId, caller.uid).get(),
    documents.person(caller.uid).get(),
  ])
  const event = eventSnapshot.data()
  if (!isPublic(event)) throw notFound('event')
  if (event.state === 'cancelled')
    throw new Problem('conflict', 'This event is cancelled, so it can’t be reviewed. Nothing was changed.')
  if (isOrganiser(caller.uid, event))
    throw new Problem('forbidden', 'You organise this event, so you can’t review it.')
  if (!hadSeat(registration.data(), event))
    throw new Problem('no-seat', 'Only people who had a seat when the event began can review it.')
  if (event.startsAt > now)
    throw new Problem('event-not-begun', 'This event has not begun yet. You can review it after it begins.')

  const author = person.data()
  const authorName = author ? fullName(author) : caller.name
  const ref = documents.review(eventId, caller.uid)
  const write = async () => {
    const snapshot = await ref.get()
    const reviewBefore = snapshot.data()
    const review: ReviewDocument & { userId: string } = {
      ...body,
      userId: caller.uid,
      authorName,
      createdAt: reviewBefore?.createdAt ?? now,
      updatedAt: now,
    }
    const batch = db.batch()
    if (reviewBefore)
      batch.update(ref, toFields(reviewDocument, review), { lastUpdateTime: snapshot.updateTime! })
    else batch.create(ref, review)
    countStars(batch, eventId, reviewBefore?.rating, review.rating)
    if (!reviewBefore) {
      // The reviews of one event and day share one notice. It shows the newest review and becomes unread again.
      const id = `new-review_${eventId}_${now.slice(0, 10)}`
      const content = newReviewNotice({ id: eventId, title: event.title }, review)
      queueDigest(batch, id, addNotice(batch, event.ownerId, id, content, now), 'day', now)
    }
    await commit(batch, ref.path)
    return json(reviewBefore ? 200 : 201, presentReview(ref.id, review))
  }
  return inTurn(ref.path, () => retryOnConflict(write, reviewConflictCodes))
})
