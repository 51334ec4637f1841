import type { ReactNode } from 'react'
import type { Review } from '../../../contract/reviews.ts'
import { t } from '../locales/reviews.ts'
import { formatAgo, formatExact } from '../ui/time.ts'
import { Stars } from './stars.tsx'

/** A review without an author belongs to a former member. */
export const authorOf = ({ userId, authorName }: Review): string =>
  userId === null ? t('item.former') : authorName

export function ReviewItem({
  review,
  timeZone,
  action,
}: {
  review: Review
  timeZone: string
  action?: ReactNode
}) {
  const { createdAt, updatedAt, comment } = review
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi className="min-w-0 font-medium">{authorOf(review)}</bdi>
        <Stars rating={review.rating} />
        <span className="text-sm text-soft">
          <time dateTime={createdAt} title={formatExact(createdAt, timeZone)}>
            {formatAgo(createdAt)}
          </time>
          {updatedAt > createdAt && (
            <>
              {' · '}
              <time dateTime={updatedAt} title={formatExact(updatedAt, timeZone)}>
                {t('item.edited')}
              </time>
            </>
          )}
        </span>
        {action && <span className="ml-auto flex">{action}</span>}
      </div>
      {comment && (
        <p dir="auto" className="mt-1 max-w-[65ch] whitespace-pre-line [unicode-bidi:plaintext]">
          {comment}
        </p>
      )}
    </>
  )
}
