import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Event } from '../../../contract/events.ts'
import { hasBegun } from '../../../domain/events.ts'
import { answer, api } from '../lib/api.ts'
import { useLiveDocument } from '../lib/live.ts'
import { useNow } from '../lib/use-now.ts'
import { t } from '../locales/editor.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'

/** The buttons to cancel and delete an event that has not begun. Each dialog names what is lost. */
export function EndEvent({ event, onCancelled }: { event: Event; onCancelled: (event: Event) => void }) {
  const navigate = useNavigate()
  const now = useNow(event.startsAt)
  const [asking, setAsking] = useState<'cancel' | 'delete' | null>(null)
  const live = useLiveDocument<Event>(`events/${event.id}`)
  const { seatsTaken, waitlisted } = (live.status === 'ready' && live.data) || event
  const params = { path: { eventId: event.id } }
  const close = () => setAsking(null)
  const isPublished = event.state === 'published'

  if (hasBegun(event, now))
    return (
      <section className="mt-12 max-w-2xl border-line border-t pt-6">
        <h2 className="font-semibold">{t('end.titlePublished')}</h2>
        <p className="mt-1 text-soft">{t('end.begun')}</p>
      </section>
    )
  return (
    <section className="mt-12 max-w-2xl border-line border-t pt-6">
      <h2 className="font-semibold">{t(isPublished ? 'end.titlePublished' : 'end.title')}</h2>
      <p className="mt-1 text-soft">
        {isPublished && `${t('end.aboutCancel')} `}
        {t('end.aboutDelete')}
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        {isPublished && (
          <Button look="quiet" onClick={() => setAsking('cancel')}>
            {t('cancel.do')}
          </Button>
        )}
        <Button look="quiet" className="text-bad!" onClick={() => setAsking('delete')}>
          {t('delete.do')}
        </Button>
      </div>
      {asking === 'cancel' && (
        <Confirm
          title={t('cancel.ask', { title: event.title })}
          action={t('cancel.do')}
          doing={t('cancel.doing')}
          keep={t('end.keep')}
          failed={t('cancel.failed')}
          unsure={t('cancel.unsure')}
          onConfirm={async () =>
            onCancelled(await answer(api.POST('/v1/events/{eventId}/cancel', { params })))
          }
          onClose={close}
        >
          {[
            seatsTaken > 0 && t('cancel.seats', { count: seatsTaken }),
            waitlisted > 0 && t('cancel.waiting', { count: waitlisted }),
            t(seatsTaken + waitlisted > 0 ? 'cancel.notified' : 'cancel.nobody'),
            t('cancel.final'),
          ]
            .filter(Boolean)
            .join(' ')}
        </Confirm>
      )}
      {asking === 'delete' && (
        <Confirm
          title={t('delete.ask', { title: event.title })}
          action={t('delete.do')}
          doing={t('delete.doing')}
          keep={t('end.keep')}
          failed={t('delete.failed')}
          unsure={t('delete.unsure')}
          onConfirm={async () => {
            await answer(api.DELETE('/v1/events/{eventId}', { params }))
            navigate('/organise')
          }}
          onClose={close}
        >
          {t('delete.about')}
        </Confirm>
      )}
    </section>
  )
}
