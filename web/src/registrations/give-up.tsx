import type { Event } from '../../../contract/events.ts'
import { day, hours } from '../lib/time.ts'
import { ordinal } from '../lib/words.ts'
import { Confirm } from '../ui/confirm.tsx'
import type { SeatState } from './seat-state.ts'

type Props = {
  event: Pick<Event, 'title' | 'startsAt' | 'endsAt' | 'timeZone' | 'waitlisted'>
  state: SeatState
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Names what goes: the seat, or the place in line. */
export function GiveUp({ event, state, onConfirm, onClose }: Props) {
  const when = `${day(event.startsAt, event.timeZone)}, ${hours(event, event.timeZone)}`
  if (state.kind === 'waiting')
    return (
      <Confirm
        title="Leave the waiting list?"
        action="Leave the waiting list"
        doing="Leaving"
        keep="Stay in line"
        failed="You are still on the waiting list."
        unsure="We can't tell whether this reached us."
        {...{ onConfirm, onClose }}
      >
        You lose your place{state.place ? ` (${ordinal(state.place)} in line)` : ''} for {event.title}, {when}
        . If you come back, you start at the end.
      </Confirm>
    )
  return (
    <Confirm
      title="Give up your seat?"
      action="Give up your seat"
      doing="Giving it up"
      keep="Keep it"
      failed="You still have your seat."
      unsure="We can't tell whether this reached us."
      {...{ onConfirm, onClose }}
    >
      Your seat at {event.title}, {when}, goes{' '}
      {event.waitlisted > 0 ? 'to the first on the waiting list' : 'to whoever asks next'}. You may not get it
      back.
    </Confirm>
  )
}
