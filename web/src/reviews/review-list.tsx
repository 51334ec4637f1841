import { Suspense } from 'react'
import type { Event } from '../../../contract/events.ts'
import { lazyPart } from '../lib/part.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/reviews.ts'
import { EachRow } from '../ui/each-row.tsx'
import { Notice } from '../ui/notice.tsx'
import { ShowMore } from '../ui/show-more.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { ReviewItem } from './review-item.tsx'
import { useReviews } from './use-reviews.ts'

const RemoveAction = lazyPart(() => import('./remove-action.tsx'))

/** The reviews of other people. The viewer's review is shown above the list. */
export function ReviewList({ event, own }: { event: Event; own: string | undefined }) {
  const { person } = useSession()
  const { live, reviews, more, loadingMore, failure, forget } = useReviews(event.id)
  const otherReviews = reviews.filter(({ id }) => id !== own)

  if (live.status === 'failed')
    return (
      <Notice tone="bad" className="mt-6" onRetry={live.retry}>
        {t('list.failed')}
      </Notice>
    )
  if (live.status === 'loading')
    return (
      <div aria-busy className="mt-6 space-y-6">
        <Waiting>{t('list.loading')}</Waiting>
        {Array.from({ length: Math.min(event.rating.count, 3) }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items have no identity
          <div key={row} className="space-y-2">
            <Skeleton className="h-6 w-64" />
            <Skeleton className="h-6 w-full max-w-[65ch]" />
          </div>
        ))}
      </div>
    )
  return (
    <>
      {reviews.length === 0 && <p className="mt-4 max-w-prose text-soft">{t('list.empty')}</p>}
      {otherReviews.length > 0 && (
        <ul className="mt-6 divide-y divide-line border-line border-t">
          <EachRow>
            {otherReviews.map((review) => (
              <li key={review.id} className="py-4">
                <ReviewItem
                  review={review}
                  timeZone={event.timeZone}
                  action={
                    person && (
                      <Suspense fallback={null}>
                        <RemoveAction
                          eventId={event.id}
                          review={review}
                          onRemoved={() => forget(review.id)}
                        />
                      </Suspense>
                    )
                  }
                />
              </li>
            ))}
          </EachRow>
        </ul>
      )}
      <ShowMore more={more} busy={loadingMore} failure={failure} what={t('list.moreFailed')} />
    </>
  )
}
