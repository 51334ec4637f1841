import { useState } from 'react'
import type { Review, ReviewDocument } from '../../../contract/reviews.ts'
import { presentReview } from '../../../domain/reviews.ts'
import { useLiveDocument } from '../lib/live.ts'

/**
 * The viewer's review: the listener's, or the API's response to the last action until the listener catches up.
 * undefined: still loading; null: no review.
 */
export const useOwnReview = (eventId: string, uid: string | null) => {
  const live = useLiveDocument<ReviewDocument & { id: string }>(
    uid ? `events/${eventId}/reviews/${uid}` : null,
  )
  const heard = live.status === 'ready' ? live.data && presentReview(live.data.id, live.data) : undefined
  const [answered, setAnswered] = useState<Review | null>()
  const caughtUp =
    answered !== undefined &&
    heard !== undefined &&
    (answered === null ? heard === null : heard !== null && heard.updatedAt >= answered.updatedAt)
  if (caughtUp) setAnswered(undefined)
  const review: Review | null | undefined = answered === undefined ? heard : answered
  return { review, live, setAnswered }
}
