import { Suspense, useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Event } from '../../../contract/events.ts'
import type { Registration, RegistrationDocument, WaitingLine } from '../../../contract/registrations.ts'
import { endOf } from '../../../domain/events.ts'
import { presentRegistration } from '../../../domain/registrations.ts'
import { isFull, seatsLeft } from '../events/seats-left.tsx'
import { answer, api } from '../lib/api.ts'
import { useLiveDocument } from '../lib/live.ts'
import { lazyPart } from '../lib/part.ts'
import { useSession } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'
import { useNow } from '../lib/use-now.ts'
import { t } from '../locales/seats.ts'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { FailureNotice, Notice, Unfetched } from '../ui/notice.tsx'
import { RollingNumber } from '../ui/rolling-number.tsx'
import { SeatOffer } from './seat-offer.tsx'
import { chooseNewer, seatStateOf } from './seat-state.ts'

const GiveUp = lazyPart(() => import('./give-up.tsx'))

/** Who looks at the card, as far as the next step depends on it. */
const viewerOf = (session: ReturnType<typeof useSession>) => {
  if (session.status === 'in') return session.person.verified ? 'verified' : 'unverified'
  return session.status === 'unknown' && session.person ? 'unknown' : 'out'
}

/** The number of seats left, the viewer's registration and its next step, all live. */
export function SeatCard({ event }: { event: Event }) {
  const session = useSession()
  const navigate = useNavigate()
  const here = useLocation().pathname
  const now = useNow(
    event.startsAt,
    endOf(event),
    event.registrationOpensAt ?? null,
    event.registrationClosesAt ?? null,
  )
  const uid = session.status === 'in' ? session.person.uid : null
  const [answered, setAnswered] = useState<Registration | null>(null)
  const [givingUp, setGivingUp] = useState(false)

  const mine = useLiveDocument<RegistrationDocument>(
    uid && event.state !== 'draft' ? `events/${event.id}/registrations/${uid}` : null,
  )
  const heard = mine.status === 'ready' ? mine.data && presentRegistration(mine.data) : undefined
  const registration = heard === undefined && !answered ? undefined : chooseNewer(heard ?? null, answered)
  const inLine = registration?.state === 'waitlisted'
  const line = useLiveDocument<WaitingLine>(inLine ? `events/${event.id}/public/line` : null)
  const hasLink = registration?.holdsSeat && event.location.kind !== 'in-person'
  const access = useLiveDocument<{ url: string | null }>(hasLink ? `events/${event.id}/private/access` : null)

  const ask = useAction(async () => {
    const path = { eventId: event.id }
    setAnswered(await answer(api.POST('/v1/events/{eventId}/registrations', { params: { path } })))
  })
  const cancel = async () => {
    const path = { eventId: event.id, userId: 'me' }
    const call = api.DELETE('/v1/events/{eventId}/registrations/{userId}', { params: { path } })
    setAnswered(await answer(call))
  }

  const viewer = viewerOf(session)
  const state = seatStateOf({
    event,
    viewer,
    registration,
    line: line.status === 'ready' ? line.data : null,
    asking: ask.busy,
    now,
  })
  const take = () =>
    viewer === 'out' ? navigate(`/sign-in?next=${encodeURIComponent(here)}`) : void ask.run()

  return (
    <section aria-label={t('card.label')}>
      {state.kind !== 'past' && state.kind !== 'event-cancelled' && <SeatCount event={event} />}
      <div className="mt-4 first:mt-0">
        <SeatOffer
          state={state}
          event={event}
          email={session.person?.email ?? ''}
          url={access.status === 'ready' ? (access.data?.url ?? null) : null}
          onTake={take}
          onGiveUp={() => setGivingUp(true)}
        />
      </div>
      <FailureNotice
        className="mt-3"
        failure={ask.failure}
        what={t('card.failed')}
        unsure={t('card.unsure')}
      />
      {mine.status === 'failed' && (
        <Notice tone="warn" className="mt-3" onRetry={mine.retry}>
          {t('card.hidden')}
        </Notice>
      )}
      {givingUp && (
        <ErrorBoundary fallback={<Unfetched />}>
          <Suspense fallback={null}>
            <GiveUp event={event} state={state} onConfirm={cancel} onClose={() => setGivingUp(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </section>
  )
}

/** The rolling number of seats left. Screen readers announce changes, not the first value. */
function SeatCount({ event }: { event: Event }) {
  const left = seatsLeft(event)
  const leftBefore = useRef(left)
  const [news, setNews] = useState('')
  useEffect(() => {
    if (leftBefore.current === left) return
    leftBefore.current = left
    setNews(left === 0 ? t('count.allTaken') : t('count.leftNow', { count: left }))
  }, [left])
  const share = Math.min(1, event.seatsTaken / event.capacity)
  return (
    <div>
      <p className="flex items-baseline gap-1.5" data-testid="seats-left">
        <strong className="font-semibold text-title leading-none">
          <RollingNumber value={left} />
        </strong>
        <span>
          {t('count.left', { count: left })}{' '}
          <span className="text-soft">{t('count.of', { capacity: event.capacity })}</span>
        </span>
        {isFull(event) && event.waitlisted > 0 && (
          <span className="ml-auto text-soft text-sm tabular-nums">
            {t('count.waiting', { waiting: event.waitlisted })}
          </span>
        )}
      </p>
      <div aria-hidden className="mt-2 h-1.5 overflow-hidden rounded-full bg-sunken">
        <div
          className="h-full origin-left rounded-full bg-accent transition-transform duration-180"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
      <p role="status" className="sr-only">
        {news}
      </p>
    </div>
  )
}
