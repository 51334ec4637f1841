import {
  CalendarX2,
  CircleCheck,
  Clock,
  Hourglass,
  type LucideIcon,
  MailWarning,
  PencilLine,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Event } from '../../../contract/events.ts'
import { Resend } from '../account/resend.tsx'
import { ordinal, price } from '../lib/words.ts'
import { Button, buttonLook } from '../ui/button.tsx'
import type { SeatState } from './seat-state.ts'

const tones = { good: 'text-good', warn: 'text-warn', bad: 'text-bad', soft: 'text-soft' }

/** Every state has a line that explains it and at most one step; what is held has a headline too. */
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
  /** Where an online event happens, for who has a seat. */
  url: string | null
  onTake: () => void
  onGiveUp: () => void
}) {
  const pay = event.price ? `${price(event.price)}, paid at the door.` : ''
  const take = (full: boolean) => (
    <Button className={wide} onClick={onTake}>
      {full ? 'Join the waiting list' : 'Take a seat'}
    </Button>
  )
  switch (state.kind) {
    case 'draft':
      return (
        <Offer Icon={PencilLine} title="This is a draft">
          Only its organisers see it. Publish it to open its seats.
        </Offer>
      )
    case 'event-cancelled':
      return (
        <Offer tone="bad" Icon={CalendarX2} title="This event was cancelled">
          It will not take place. Everybody who had a seat or waited for one has been told.
        </Offer>
      )
    case 'past':
      return (
        <Offer
          Icon={Clock}
          title={state.over ? 'This event is over' : 'This event has begun'}
          step={!state.over && url && <JoinOnline url={url} startsAt={event.startsAt} />}
        >
          {state.hasSeat
            ? state.over
              ? 'You had a seat.'
              : 'You have a seat.'
            : 'It takes no more registrations.'}
        </Offer>
      )
    case 'checking':
      return (
        <Offer
          step={
            <Button className={wide} disabled>
              Looking up your seat
            </Button>
          }
        >
          {pay}
        </Offer>
      )
    case 'unverified':
      return (
        <Offer
          tone="warn"
          Icon={MailWarning}
          title="Confirm your e-mail address first"
          step={<Resend name="Send the link again" className={wide} />}
        >
          The link is in the message we sent to {email}. Then{' '}
          {state.full ? 'you can join the waiting list' : 'you can take a seat'}.
        </Offer>
      )
    case 'free':
      return <Offer step={take(false)}>{pay}</Offer>
    case 'full':
      return (
        <Offer step={take(true)}>
          {`All seats are taken. When one is given up, the next in line gets it. ${pay}`.trim()}
        </Offer>
      )
    case 'confirming':
      return (
        <Offer step={<Button className={wide} busy="Confirming your seat" />}>
          Your place is settled in the order of arrival. This usually takes less than a second.
        </Offer>
      )
    case 'confirmed':
      return (
        <Offer
          tone="good"
          Icon={CircleCheck}
          title="You have a seat"
          step={
            <div className="grid gap-2">
              {url && <JoinOnline url={url} startsAt={event.startsAt} />}
              <Button look="quiet" className={wide} onClick={onGiveUp}>
                Give up your seat
              </Button>
            </div>
          }
        >
          {event.price ? `${price(event.price)}, to pay at the door.` : 'See you there.'}
        </Offer>
      )
    case 'waiting':
      return (
        <Offer
          tone="warn"
          Icon={Hourglass}
          title={state.place ? `You are ${ordinal(state.place)} in line` : 'You are on the waiting list'}
          step={
            <Button look="quiet" className={wide} onClick={onGiveUp}>
              Leave the waiting list
            </Button>
          }
        >
          The next seat that is given up goes to the first in line. You will be notified here.
        </Offer>
      )
    case 'again':
      return (
        <Offer title={ended[state.ended]} step={take(state.full)}>
          {state.full ? 'You can ask again, at the end of the line.' : 'You can ask again.'}
        </Offer>
      )
  }
}

const ended = {
  cancelled: 'You gave up your place',
  declined: 'Your request was declined',
  expired: 'Your offer has expired',
  'no-show': 'You were not there',
}

const anHour = 3_600_000

/** The thing to do once the event is near; before that, no more than a link. */
function JoinOnline({ url, startsAt }: { url: string; startsAt: string }) {
  const isNear = Date.parse(startsAt) - Date.now() < anHour
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className={buttonLook(isNear ? 'primary' : 'quiet', 'w-full')}
    >
      Join online
    </a>
  )
}
