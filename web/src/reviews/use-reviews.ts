import { useState } from 'react'
import type { Review, ReviewDocument } from '../../../contract/reviews.ts'
import { presentReview } from '../../../domain/reviews.ts'
import { answer, publicApi } from '../lib/api.ts'
import { useLiveList } from '../lib/live.ts'
import { useAction } from '../lib/use-action.ts'

/** Live ones, and what one “Show more” reads beyond them. */
const first = 10
const more = 20

const newestFirst = (a: Review, b: Review) =>
  a.createdAt > b.createdAt || (a.createdAt === b.createdAt && a.id > b.id) ? -1 : 1

/** What people say of an event, newest first: the first ones live, older ones from the API when asked for. */
export const useReviews = (eventId: string) => {
  const live = useLiveList<ReviewDocument & { id: string }>(
    `reviews of ${eventId}`,
    ({ collection, db, limit, orderBy, query }) =>
      query(collection(db, `events/${eventId}/reviews`), orderBy('createdAt', 'desc'), limit(first)),
  )
  const [older, setOlder] = useState<{ items: Review[]; cursor?: string | undefined }>()
  const read = useAction(async () => {
    // The API knows no cursor of what the listener said: its first page covers that too.
    const query = older ? { limit: more, cursor: older.cursor } : { limit: first + more }
    const request = publicApi.GET('/v1/events/{eventId}/reviews', {
      params: { path: { eventId }, query: query as { limit: number; cursor?: string } },
    })
    const page = await answer(request)
    setOlder({ items: [...(older?.items ?? []), ...page.items], cursor: page.nextCursor })
  })

  const heard: Review[] =
    live.status === 'ready' ? live.data.map((review) => presentReview(review.id, review)) : []
  const last = heard.at(-1)
  // What the listener would have said and did not is gone.
  const beyond = (older?.items ?? []).filter((one) => !last || one.createdAt < last.createdAt)
  const hasMore = older ? older.cursor !== undefined : heard.length === first
  return {
    live,
    reviews: [...heard, ...beyond].sort(newestFirst),
    more: hasMore ? read.run : undefined,
    loadingMore: read.busy,
    failure: read.failure,
    forget: (id: string) =>
      setOlder((known) => known && { ...known, items: known.items.filter((one) => one.id !== id) }),
  }
}
