import {
  CalendarX2,
  CircleCheck,
  Clock,
  Hourglass,
  type LucideIcon,
  MailWarning,
  PencilLine,
} from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import type { Event } from '../../../contract/events.ts'
import { lazyPart } from '../lib/part.ts'
import { type PlainKey, t } from '../locales/seats.ts'
import { Button, buttonLook } from '../ui/button.tsx'
import { ordinal, price } from '../ui/numbers.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { formatClock, formatDay, zoneName } from '../ui/time.ts'
import type { SeatState } from './seat-state.ts'

const ResendVerification = lazyPart(() => import('../ui/resend-verification.tsx'))

const tones = { good: 'text-good', warn: 'text-warn', bad: 'text-bad', soft: 'text-soft' }

/** A line that explains the state, at most one step, and an optional headline. */
function Offer({
  tone = 'soft',
  Icon,
  title,
  children,
  step,
}: {
  tone?: keyof typeof tones
  Icon?: LucideIcon
  title?: string
  children?: ReactNode
  step?: ReactNode
}) {
  return (
    <div className="flex flex-col gap-3">
      {step && !title ? step : null}
      <div>
        {title && (
          <p className={`flex items-center gap-2 font-semibold ${tones[tone]}`}>
            {Icon && <Icon size={20} aria-hidden className="shrink-0" />}
            {title}
          </p>
        )}
        {children && <p className="mt-0.5 text-soft text-sm">{children}</p>}
      </div>
      {step && title ? step : null}
    </div>
  )
}

type StateOf<Kind extends SeatState['kind']> = Extract<SeatState, { kind: Kind }>

const wide = 'w-full'

export function SeatOffer({
  state,
  event,
  email,
  url,
  onTake,
  onGiveUp,
}: {
  state: SeatState
  event: Event
  email: string
  /** The link of an online event, only for people with a seat. */
  url: string | null
  onTake: () => void
  onGiveUp: () => void
}) {
  const priceText = event.price ? t('take.paid', { price: price(event.price) }) : ''
  const takeButton = (isFull: boolean) => (
    <Button className={wide} onClick={onTake}>
      {t(isFull ? 'take.line' : 'take.seat')}
    </Button>
  )
  switch (state.kind) {
    case 'draft':
      return (
        <Offer Icon={PencilLine} title={t('draft.title')}>
          {t('draft.about')}
        </Offer>
      )
    case 'event-cancelled':
      return (
        <Offer tone="bad" Icon={CalendarX2} title={t('cancelled.title')}>
          {t('cancelled.about')}
        </Offer>
      )
    case 'past':
      return <PastOffer state={state} url={url} startsAt={event.startsAt} />
    case 'checking':
      return (
        <Offer
          step={
            <Button className={wide} disabled>
              {t('take.loading')}
            </Button>
          }
        >
          {priceText}
        </Offer>
      )
    case 'unverified':
      return <UnverifiedOffer isFull={state.full} email={email} />
    case 'not-open':
      return <NotOpenOffer phase={state.phase} event={event} />
    case 'free':
      return (
        <Offer step={takeButton(false)}>{[closesText(event), priceText].filter(Boolean).join(' ')}</Offer>
      )
    case 'full':
      return <Offer step={takeButton(true)}>{`${t('take.full')} ${priceText}`.trim()}</Offer>
    case 'confirming':
      return (
        <Offer step={<Button className={wide} busy={t('take.confirming')} />}>
          {t('take.confirmingAbout')}
        </Offer>
      )
    case 'confirmed':
      return <ConfirmedOffer event={event} url={url} onGiveUp={onGiveUp} />
    case 'waiting':
      return <WaitingOffer place={state.place} onGiveUp={onGiveUp} />
    case 'again':
      return (
        <Offer title={t(endedTitles[state.ended])} step={takeButton(state.full)}>
          {t(state.full ? 'repeat.line' : 'repeat.seat')}
        </Offer>
      )
  }
}

/** A moment in the time zone of the event. */
const momentText = (at: string, { timeZone }: Event): string =>
  `${formatDay(at, timeZone)}, ${formatClock(at, timeZone)} (${zoneName(timeZone)})`

const closesText = (event: Event): string =>
  event.registrationClosesAt ? t('take.closes', { when: momentText(event.registrationClosesAt, event) }) : ''

function NotOpenOffer({ phase, event }: { phase: StateOf<'not-open'>['phase']; event: Event }) {
  if (phase === 'closed') return <Offer Icon={Clock} title={t('notOpen.closed')} />
  return (
    <Offer Icon={Clock} title={t('notOpen.early')}>
      {event.registrationOpensAt &&
        t('notOpen.opens', { when: momentText(event.registrationOpensAt, event) })}
    </Offer>
  )
}

function PastOffer({
  state,
  url,
  startsAt,
}: {
  state: StateOf<'past'>
  url: string | null
  startsAt: string
}) {
  return (
    <Offer
      Icon={Clock}
      title={t(state.over ? 'past.over' : 'past.begun')}
      step={!state.over && url && <JoinOnline url={url} startsAt={startsAt} />}
    >
      {t(!state.hasSeat ? 'past.closed' : state.over ? 'past.had' : 'past.have')}
    </Offer>
  )
}

function UnverifiedOffer({ isFull, email }: { isFull: boolean; email: string }) {
  return (
    <Offer
      tone="warn"
      Icon={MailWarning}
      title={t('unverified.title')}
      step={
        <Suspense fallback={<Skeleton className="h-control w-full" />}>
          <ResendVerification name={t('unverified.resend')} className={wide} />
        </Suspense>
      }
    >
      {t(isFull ? 'unverified.line' : 'unverified.seat', { email })}
    </Offer>
  )
}

function ConfirmedOffer({
  event,
  url,
  onGiveUp,
}: {
  event: Event
  url: string | null
  onGiveUp: () => void
}) {
  return (
    <Offer
      tone="good"
      Icon={CircleCheck}
      title={t('confirmed.title')}
      step={
        <div className="grid gap-2">
          {url && <JoinOnline url={url} startsAt={event.startsAt} />}
          <Button look="quiet" className={wide} onClick={onGiveUp}>
            {t('giveUp.do')}
          </Button>
        </div>
      }
    >
      {event.price ? t('confirmed.pay', { price: price(event.price) }) : t('confirmed.seeYou')}
    </Offer>
  )
}

function WaitingOffer({ place, onGiveUp }: { place: StateOf<'waiting'>['place']; onGiveUp: () => void }) {
  return (
    <Offer
      tone="warn"
      Icon={Hourglass}
      title={place ? t('waiting.place', { place: ordinal(place) }) : t('waiting.title')}
      step={
        <Button look="quiet" className={wide} onClick={onGiveUp}>
          {t('leave.do')}
        </Button>
      }
    >
      {t('waiting.about')}
    </Offer>
  )
}

const endedTitles = {
  cancelled: 'ended.cancelled',
  declined: 'ended.declined',
  expired: 'ended.expired',
  'no-show': 'ended.noShow',
} satisfies Record<string, PlainKey>

const hourMs = 3_600_000

/** The primary button in the last hour before the start; a quiet button before that. */
function JoinOnline({ url, startsAt }: { url: string; startsAt: string }) {
  const isNear = Date.parse(startsAt) - Date.now() < hourMs
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className={buttonLook(isNear ? 'primary' : 'quiet', 'w-full')}
    >
      {t('confirmed.join')}
    </a>
  )
}
