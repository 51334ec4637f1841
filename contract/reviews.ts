import * as z from 'zod'
import { id, lines, listOf, page, time } from './common.ts'
import { operation } from './operation.ts'
import { message } from './validation.ts'

export const rating = z.int().min(1, message('stars')).max(5, message('stars'))

/** Number of reviews by stars. Invariant, at every commit: the numbers equal the counts of the event's reviews. */
export const stars = z
  .object({ 1: z.int(), 2: z.int(), 3: z.int(), 4: z.int(), 5: z.int() })
  .meta({ id: 'Stars', description: 'Number of reviews with 1, 2, 3, 4 and 5 stars.' })
export type Stars = z.infer<typeof stars>

export const reviewInput = z
  .strictObject({ rating, comment: lines(2000).default('') })
  .meta({ id: 'ReviewInput' })
export type ReviewInput = z.infer<typeof reviewInput>

export const review = z
  .object({
    id,
    userId: id.nullable().meta({ description: 'null when the author is no longer a member.' }),
    authorName: z.string(),
    rating: z.int(),
    comment: z.string(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Review' })
export type Review = z.infer<typeof review>

/** events/{eventId}/reviews/{uid}: the id allows one review a person. A former member's review has a random id and `userId` null. */
export const reviewDocument = review.omit({ id: true })
export type ReviewDocument = z.infer<typeof reviewDocument>

const inEvent = z.strictObject({ eventId: id })
/** `me`, or the id of a review. */
const reviewParams = z.strictObject({ eventId: id, reviewId: id })

export const reviewsCreate = operation({
  id: 'reviews-create',
  method: 'post',
  path: '/v1/events/{eventId}/reviews',
  summary:
    'Reviews an event that has begun, for people who had a seat and do not organise it. A second review replaces the first.',
  access: 'verified',
  limit: 'publish',
  params: inEvent,
  body: reviewInput,
  responses: { 201: review, 200: review },
  problems: ['forbidden', 'not-found', 'conflict', 'no-seat', 'event-not-begun'],
})

export const reviewsList = operation({
  id: 'reviews-list',
  method: 'get',
  path: '/v1/events/{eventId}/reviews',
  summary: 'Reviews by people who had a seat, newest first.',
  access: 'public',
  limit: 'read',
  params: inEvent,
  query: page.extend({ rating: z.coerce.number().pipe(rating).optional() }),
  responses: { 200: listOf(review) },
  problems: ['not-found'],
})

export const reviewsDelete = operation({
  id: 'reviews-delete',
  method: 'delete',
  path: '/v1/events/{eventId}/reviews/{reviewId}',
  summary: "Removes a review; `me` is the caller's. Admins may remove anybody's.",
  access: 'user',
  limit: 'write',
  params: reviewParams,
  responses: { 204: null },
  problems: ['not-found'],
})
