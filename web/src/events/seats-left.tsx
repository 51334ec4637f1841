import { CircleSlash, Hourglass, Radio, TicketCheck } from 'lucide-react'
import type { Event } from '../../../contract/events.ts'
import { t } from '../locales/events.ts'
import { StateMark } from '../ui/state-mark.tsx'

type Seats = Pick<Event, 'capacity' | 'seatsTaken' | 'waitlisted' | 'state'>

export const seatsLeft = (event: Seats): number => Math.max(0, event.capacity - event.seatsTaken)
/** Whether the next person joins the waiting list. */
export const isFull = (event: Seats): boolean => event.waitlisted > 0 || seatsLeft(event) === 0

/** For an event that is running, which takes no registrations. */
export const NowMark = () => (
  <StateMark tone="good" Icon={Radio}>
    {t('state.now')}
  </StateMark>
)

/** The number of free seats as a short text. */
export function SeatsLeft({ event }: { event: Seats }) {
  if (event.state === 'cancelled')
    return (
      <StateMark tone="bad" Icon={CircleSlash}>
        {t('state.cancelled')}
      </StateMark>
    )
  if (!isFull(event))
    return (
      <StateMark tone={seatsLeft(event) <= 3 ? 'warn' : 'good'} Icon={TicketCheck}>
        {t('seats.left', { count: seatsLeft(event) })}
      </StateMark>
    )
  return (
    <StateMark tone="soft" Icon={Hourglass}>
      {event.waitlisted > 0 ? t('seats.waiting', { waiting: event.waitlisted }) : t('seats.soldOut')}
    </StateMark>
  )
}
