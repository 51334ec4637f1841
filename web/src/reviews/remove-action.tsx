import { useState } from 'react'
import type { Review } from '../../../contract/reviews.ts'
import { may, standingsOf } from '../../../domain/roles.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/reviews.ts'
import { Button } from '../ui/button.tsx'
import { RemoveReview } from './remove-review.tsx'
import { authorOf } from './review-item.tsx'

type Props = { eventId: string; review: Review; onRemoved: () => void }

/** The button to remove somebody's review, for people who may. */
export default function RemoveAction({ eventId, review, onRemoved }: Props) {
  const { person, profile } = useSession()
  const [isAsking, setAsking] = useState(false)
  if (!person || !profile) return null
  const { userId } = review
  const actor = { uid: person.uid, role: profile.role }
  if (!may(actor, 'reviews-delete', standingsOf(actor.uid, userId ? { userId } : {}))) return null
  return (
    <>
      <Button
        look="plain"
        aria-label={t('item.removeOf', { name: authorOf(review) })}
        onClick={() => setAsking(true)}
      >
        {t('item.remove')}
      </Button>
      {isAsking && (
        <RemoveReview
          eventId={eventId}
          review={review}
          isOwn={false}
          onRemoved={onRemoved}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
