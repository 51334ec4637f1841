import { type Control, useWatch } from 'react-hook-form'
import { quietFields } from '../../../contract/announcements.ts'
import type { Event, EventChange } from '../../../contract/events.ts'
import { t } from '../locales/editor.ts'
import { changesOf, type EventForm, fromEvent, toInput } from './event-form.ts'

const toldFields = [
  'startsAt',
  'endsAt',
  'timeZone',
  'location',
  'price',
] as const satisfies (keyof EventChange)[]

/** Whether people get a notice of these changes: always, if the organiser wants it, or never. */
export const noticeNeedOf = (changes: Partial<EventChange>): 'always' | 'optional' | 'never' => {
  if (toldFields.some((field) => Object.hasOwn(changes, field))) return 'always'
  return quietFields.some((field) => Object.hasOwn(changes, field)) ? 'optional' : 'never'
}

/** Says whether people with a seat or on the waiting list get a notice of the changes, and lets the organiser choose for new texts. */
export function TellPeople({
  event,
  control,
  isTold,
  onChange,
}: {
  event: Event
  control: Control<EventForm>
  isTold: boolean
  onChange: (isTold: boolean) => void
}) {
  const form = useWatch({ control }) as EventForm
  if (event.state !== 'published' || event.seatsTaken + event.waitlisted === 0) return null
  const need = noticeNeedOf(changesOf(toInput(fromEvent(event), event), toInput(form, event)))
  if (need === 'never') return null
  if (need === 'always') return <p className="text-soft text-sm">{t('tell.always')}</p>
  return (
    <label className="flex min-h-11 items-start gap-3">
      <input
        type="checkbox"
        className="mt-0.5 size-5 accent-accent"
        checked={isTold}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        {t('tell.ask')}
        <span className="block text-soft text-sm">{t('tell.hint')}</span>
      </span>
    </label>
  )
}
