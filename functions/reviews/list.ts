import type { Query } from '@google-cloud/firestore'
import { type ReviewDocument, reviewsList } from '../../contract/reviews.ts'
import { isPublic } from '../../domain/events.ts'
import { presentReview } from '../../domain/reviews.ts'
import { documents } from '../../server/documents.ts'
import { notFound } from '../../server/problem.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The reviews of an event, newest first. */
export default endpoint(reviewsList, async ({ params, query }) => {
  const event = (await documents.event(params.eventId).get()).data()
  if (!isPublic(event)) throw notFound('event')
  let reviews: Query<ReviewDocument> = documents.reviews(params.eventId)
  if (query.rating) reviews = reviews.where('rating', '==', query.rating)
  const { snapshots, nextCursor } = await readPage(reviews, query, 'createdAt', 'desc')
  return json(200, {
    items: snapshots.map((snapshot) => presentReview(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
