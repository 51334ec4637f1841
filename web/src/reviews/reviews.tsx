import { useEffect, useRef, useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import type { RegistrationDocument } from '../../../contract/registrations.ts'
import { hadSeat } from '../../../domain/reviews.ts'
import { isOrganiser } from '../../../domain/roles.ts'
import { useLiveDocument } from '../lib/live.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/reviews.ts'
import { Notice } from '../ui/notice.tsx'
import { OwnReview } from './own-review.tsx'
import { ReviewList } from './review-list.tsx'
import { Summary } from './summary.tsx'
import { useOwnReview } from './use-own-review.ts'

/** The average and distribution, the viewer's review, and all other reviews. */
export default function Reviews({ event }: { event: Event }) {
  const session = useSession()
  const uid = session.status === 'in' ? session.person.uid : null
  return (
    <section aria-labelledby="reviews" className="border-line border-t pt-6 md:col-start-1">
      <h2 id="reviews" className="font-semibold">
        {t('title')}
      </h2>
      <Summary event={event} />
      <News count={event.rating.count} />
      <Written key={uid} event={event} uid={uid} />
    </section>
  )
}

function Written({ event, uid }: { event: Event; uid: string | null }) {
  const { review, live, setAnswered } = useOwnReview(event.id, uid)
  const seat = useLiveDocument<RegistrationDocument>(uid ? `events/${event.id}/registrations/${uid}` : null)
  const held = seat.status === 'ready' ? (seat.data ?? undefined) : undefined
  const organises = uid !== null && isOrganiser(uid, event)
  const mayWrite = event.state === 'published' && !organises && hadSeat(held, event)
  return (
    <>
      {live.status === 'failed' && (
        <Notice tone="warn" className="mt-4" onRetry={live.retry}>
          {t('own.hidden')}
        </Notice>
      )}
      {review !== undefined && (review || mayWrite) && (
        <OwnReview event={event} review={review} mayWrite={mayWrite} onChange={setAnswered} />
      )}
      <ReviewList event={event} own={review ? review.id : undefined} />
    </>
  )
}

/** Screen readers announce changes of the count, not the first value. */
function News({ count }: { count: number }) {
  const countBefore = useRef(count)
  const [news, setNews] = useState('')
  useEffect(() => {
    if (countBefore.current === count) return
    countBefore.current = count
    setNews(t('summary.count', { count }))
  }, [count])
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  )
}
