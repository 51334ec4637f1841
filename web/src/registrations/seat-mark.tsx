import { CalendarX2, CircleCheck, CircleSlash, Clock, Hourglass, LoaderCircle } from 'lucide-react'
import type { Event } from '../../../contract/events.ts'
import type { RegistrationDocument, WaitingLine } from '../../../contract/registrations.ts'
import { phaseOf } from '../../../domain/events.ts'
import { placeInLine } from '../../../domain/waiting-line.ts'
import { useLiveDocument } from '../lib/live.ts'
import { t } from '../locales/seats.ts'
import { ordinal } from '../ui/numbers.ts'
import { StateMark } from '../ui/state-mark.tsx'

/** The state of a registration as a short text. */
export function SeatMark({
  registration,
  event,
  now,
}: {
  registration: RegistrationDocument
  event: Event
  now: string
}) {
  if (event.state === 'cancelled')
    return (
      <StateMark tone="bad" Icon={CalendarX2}>
        {t('mark.cancelled')}
      </StateMark>
    )
  if (registration.holdsSeat)
    return phaseOf(event, now) !== 'over' ? (
      <StateMark tone="good" Icon={CircleCheck}>
        {t('mark.has')}
      </StateMark>
    ) : (
      <StateMark tone="soft" Icon={Clock}>
        {t('mark.had')}
      </StateMark>
    )
  if (registration.state === 'waitlisted') return <LineMark registration={registration} />
  if (registration.state === 'requested')
    return (
      <StateMark tone="soft" Icon={LoaderCircle}>
        {t('mark.confirming')}
      </StateMark>
    )
  return (
    <StateMark tone="soft" Icon={CircleSlash}>
      {t('mark.givenUp')}
    </StateMark>
  )
}

function LineMark({ registration }: { registration: RegistrationDocument }) {
  const line = useLiveDocument<WaitingLine>(`events/${registration.eventId}/public/line`)
  const place =
    line.status === 'ready' && line.data && registration.lineNumber
      ? placeInLine(line.data, registration.lineNumber)
      : null
  return (
    <StateMark tone="warn" Icon={Hourglass}>
      {place ? t('mark.place', { place: ordinal(place) }) : t('mark.waiting')}
    </StateMark>
  )
}
