import { useState } from 'react'
import type { Review, ReviewDocument } from '../../../contract/reviews.ts'
import { presentReview } from '../../../domain/reviews.ts'
import { answer, publicApi } from '../lib/api.ts'
import { useLiveList } from '../lib/live.ts'
import { presentEach } from '../lib/present-each.ts'
import { useAction } from '../lib/use-action.ts'

/** The number of live reviews, and the page size of “Show more”. */
const first = 10
const more = 20

const newestFirst = (a: Review, b: Review) =>
  a.createdAt > b.createdAt || (a.createdAt === b.createdAt && a.id > b.id) ? -1 : 1

/** The reviews of an event, newest first: the first page live, older reviews from the API on demand. */
export const useReviews = (eventId: string) => {
  const live = useLiveList<ReviewDocument & { id: string }>(
    `reviews of ${eventId}`,
    ({ collection, db, limit, orderBy, query }) =>
      query(collection(db, `events/${eventId}/reviews`), orderBy('createdAt', 'desc'), limit(first)),
  )
  const [older, setOlder] = useState<{ items: Review[]; cursor?: string | undefined }>()
  const read = useAction(async () => {
    // The API has no cursor for the listener's reviews, so its first page overlaps them.
    const query = older ? { limit: more, cursor: older.cursor } : { limit: first + more }
    const request = publicApi.GET('/v1/events/{eventId}/reviews', {
      params: { path: { eventId }, query: query as { limit: number; cursor?: string } },
    })
    const page = await answer(request)
    setOlder({ items: [...(older?.items ?? []), ...page.items], cursor: page.nextCursor })
  })

  const heard: Review[] =
    live.status === 'ready' ? presentEach(live.data, (review) => presentReview(review.id, review)) : []
  const last = heard.at(-1)
  // A review that the listener should have reported but did not is deleted.
  const beyond = (older?.items ?? []).filter((review) => !last || review.createdAt < last.createdAt)
  const hasMore = older ? older.cursor !== undefined : heard.length === first
  return {
    live,
    reviews: [...heard, ...beyond].sort(newestFirst),
    more: hasMore ? read.run : undefined,
    loadingMore: read.busy,
    failure: read.failure,
    forget: (id: string) =>
      setOlder((known) => known && { ...known, items: known.items.filter((review) => review.id !== id) }),
  }
}
