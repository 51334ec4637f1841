import { useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import type { Review } from '../../../contract/reviews.ts'
import { may, standings } from '../../../domain/roles.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/reviews.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ShowMore } from '../ui/show-more.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { RemoveReview } from './remove-review.tsx'
import { authorOf, ReviewItem } from './review-item.tsx'
import { useReviews } from './use-reviews.ts'

/** The reviews of other people. The viewer's review is shown above the list. */
export function ReviewList({ event, own }: { event: Event; own: string | undefined }) {
  const { person, profile } = useSession()
  const { live, reviews, more, loadingMore, failure, forget } = useReviews(event.id)
  const [removing, setRemoving] = useState<Review | null>(null)
  const otherReviews = reviews.filter(({ id }) => id !== own)
  const actor = person && profile ? { uid: person.uid, role: profile.role } : undefined
  const mayRemove = ({ userId }: Review) =>
    actor !== undefined && may(actor, 'reviews-delete', standings(actor.uid, userId ? { userId } : {}))

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
          {otherReviews.map((review) => (
            <li key={review.id} className="py-4">
              <ReviewItem
                review={review}
                timeZone={event.timeZone}
                action={
                  mayRemove(review) && (
                    <Button
                      look="plain"
                      aria-label={t('item.removeOf', { name: authorOf(review) })}
                      onClick={() => setRemoving(review)}
                    >
                      {t('item.remove')}
                    </Button>
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
      <ShowMore more={more} busy={loadingMore} failure={failure} what={t('list.moreFailed')} />
      {removing && (
        <RemoveReview
          eventId={event.id}
          review={removing}
          isOwn={false}
          onRemoved={() => forget(removing.id)}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  )
}
