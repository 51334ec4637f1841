import { Suspense, useEffect, useRef, useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import type { Review } from '../../../contract/reviews.ts'
import { lazyPart } from '../lib/part.ts'
import { t } from '../locales/reviews.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { Unfetched } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { RemoveReview } from './remove-review.tsx'
import { ReviewItem } from './review-item.tsx'

const ReviewForm = lazyPart(() => import('./review-form.tsx'))

/** The viewer's review with its actions, or the form if there is no review. */
export function OwnReview({
  event,
  review,
  mayWrite,
  onChange,
}: {
  event: Event
  review: Review | null
  mayWrite: boolean
  /** The new review; null: removed. */
  onChange: (review: Review | null) => void
}) {
  const [editing, setEditing] = useState(false)
  const [removing, setRemoving] = useState(false)
  const [news, setNews] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  // An action removes the focused element, so move the focus to the result.
  useEffect(() => {
    if (news) heading.current?.focus({ preventScroll: true })
  }, [news])

  const become = (next: Review | null) => {
    onChange(next)
    setEditing(false)
    setNews(next ? t('form.saved') : t('form.removed'))
  }
  const writes = mayWrite && (editing || !review)
  return (
    <section className="mt-6 rounded-xl border border-line bg-surface p-4 sm:p-5">
      <h3 ref={heading} tabIndex={-1} className="font-semibold outline-none">
        {review && !editing ? t('item.own') : t('form.title')}
      </h3>
      <p role="status" className="sr-only">
        {news}
      </p>
      {writes && (
        <ErrorBoundary fallback={<Unfetched />}>
          <Suspense fallback={<Skeleton className="mt-2 h-64 w-full" />}>
            <ReviewForm
              eventId={event.id}
              review={review}
              onSaved={become}
              onCancel={review ? () => setEditing(false) : undefined}
            />
          </Suspense>
        </ErrorBoundary>
      )}
      {review && !editing && (
        <div className="mt-2">
          <ReviewItem
            review={review}
            timeZone={event.timeZone}
            action={
              <OwnActions
                mayEdit={mayWrite}
                onEdit={() => {
                  setNews('')
                  setEditing(true)
                }}
                onRemove={() => {
                  setNews('')
                  setRemoving(true)
                }}
              />
            }
          />
        </div>
      )}
      {removing && review && (
        <RemoveReview
          eventId={event.id}
          review={review}
          isOwn
          onRemoved={() => become(null)}
          onClose={() => setRemoving(false)}
        />
      )}
    </section>
  )
}

function OwnActions({
  mayEdit,
  onEdit,
  onRemove,
}: {
  mayEdit: boolean
  onEdit: () => void
  onRemove: () => void
}) {
  return (
    <>
      {mayEdit && (
        <Button look="plain" onClick={onEdit}>
          {t('item.edit')}
        </Button>
      )}
      <Button look="plain" onClick={onRemove}>
        {t('item.remove')}
      </Button>
    </>
  )
}
