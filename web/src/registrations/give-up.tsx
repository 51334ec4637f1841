import type { Event } from '../../../contract/events.ts'
import { t } from '../locales/give-up.ts'
import { t as seats } from '../locales/seats.ts'
import { Confirm } from '../ui/confirm.tsx'
import { ordinal } from '../ui/numbers.ts'
import { formatWhen } from '../ui/time.ts'
import type { SeatState } from './seat-state.ts'

type Props = {
  event: Pick<Event, 'title' | 'startsAt' | 'endsAt' | 'timeZone' | 'waitlisted'>
  state: SeatState
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** The dialog to give up a seat or leave the waiting list. */
export default function GiveUp({ event, state, onConfirm, onClose }: Props) {
  const { title } = event
  const when = formatWhen(event)
  if (state.kind === 'waiting')
    return (
      <Confirm
        title={t('leave.ask')}
        action={seats('leave.do')}
        doing={t('leave.doing')}
        keep={t('leave.keep')}
        failed={t('leave.failed')}
        unsure={t('giveUp.unsure')}
        {...{ onConfirm, onClose }}
      >
        {state.place
          ? t('leave.aboutPlace', { title, when, place: ordinal(state.place) })
          : t('leave.about', { title, when })}
      </Confirm>
    )
  return (
    <Confirm
      title={t('giveUp.ask')}
      action={seats('giveUp.do')}
      doing={t('giveUp.doing')}
      keep={t('giveUp.keep')}
      failed={t('giveUp.failed')}
      unsure={t('giveUp.unsure')}
      {...{ onConfirm, onClose }}
    >
      {t(event.waitlisted > 0 ? 'giveUp.toNext' : 'giveUp.toAnybody', { title, when })}
    </Confirm>
  )
}
