import type { Review } from '../../../contract/reviews.ts'
import { answer, api } from '../lib/api.ts'
import { t } from '../locales/reviews.ts'
import { Confirm } from '../ui/confirm.tsx'
import { authorOf } from './review-item.tsx'

/** The dialog to remove a review: the viewer's own, or any review for an admin. */
export function RemoveReview({
  eventId,
  review,
  isOwn,
  onRemoved,
  onClose,
}: {
  eventId: string
  review: Review
  isOwn: boolean
  onRemoved: () => void
  onClose: () => void
}) {
  const remove = async () => {
    const path = { eventId, reviewId: review.id }
    await answer(api.DELETE('/v1/events/{eventId}/reviews/{reviewId}', { params: { path } }))
    onRemoved()
  }
  return (
    <Confirm
      title={isOwn ? t('remove.own') : t('remove.of', { name: authorOf(review) })}
      action={t('item.remove')}
      doing={t('remove.doing')}
      keep={t('remove.keep')}
      failed={t('remove.failed')}
      unsure={t('remove.unsure')}
      onConfirm={remove}
      onClose={onClose}
    >
      {isOwn ? t('remove.ownAbout') : t('remove.ofAbout')}
    </Confirm>
  )
}
