import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Event } from '../../../contract/events.ts'
import { answer, api } from '../lib/api.ts'
import { useLiveDocument } from '../lib/live.ts'
import { count } from '../lib/words.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'

/** Cancelling and deleting, each naming what goes. */
export function EndEvent({ event, onCancelled }: { event: Event; onCancelled: (event: Event) => void }) {
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'cancel' | 'delete' | null>(null)
  const live = useLiveDocument<Event>(`events/${event.id}`)
  const { seatsTaken, waitlisted } = (live.status === 'ready' && live.data) || event
  const params = { path: { eventId: event.id } }
  const close = () => setAsking(null)
  const isPublished = event.state === 'published'

  return (
    <section className="mt-12 max-w-2xl border-line border-t pt-6">
      <h2 className="font-semibold">{isPublished ? 'Cancel or delete' : 'Delete'}</h2>
      <p className="mt-1 text-soft">
        {isPublished && 'Cancelling tells everybody and frees every seat; the page stays and says so. '}
        Deleting removes an event that nobody has registered for.
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        {isPublished && (
          <Button look="quiet" onClick={() => setAsking('cancel')}>
            Cancel event
          </Button>
        )}
        <Button look="quiet" className="text-bad!" onClick={() => setAsking('delete')}>
          Delete event
        </Button>
      </div>
      {asking === 'cancel' && (
        <Confirm
          title={`Cancel ${event.title}?`}
          action="Cancel event"
          doing="Cancelling"
          keep="Keep the event"
          failed="The event was not cancelled."
          unsure="We can't tell whether the event was cancelled."
          onConfirm={async () =>
            onCancelled(await answer(api.POST('/v1/events/{eventId}/cancel', { params })))
          }
          onClose={close}
        >
          {[
            seatsTaken > 0 && `${count(seatsTaken, 'person loses a seat', 'people lose their seats')}.`,
            waitlisted > 0 && `${count(waitlisted, 'place', 'places')} on the waiting list will be gone.`,
            seatsTaken + waitlisted > 0 ? 'Everybody is notified.' : 'Nobody has a seat yet.',
            "This can't be undone.",
          ]
            .filter(Boolean)
            .join(' ')}
        </Confirm>
      )}
      {asking === 'delete' && (
        <Confirm
          title={`Delete ${event.title}?`}
          action="Delete event"
          doing="Deleting"
          keep="Keep the event"
          failed="The event was not deleted."
          unsure="We can't tell whether the event was deleted."
          onConfirm={async () => {
            await answer(api.DELETE('/v1/events/{eventId}', { params }))
            navigate('/organise')
          }}
          onClose={close}
        >
          The event with its text goes for good, and its address leads nowhere. It works only while nobody has
          registered.
        </Confirm>
      )}
    </section>
  )
}
