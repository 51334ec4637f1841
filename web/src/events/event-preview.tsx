import { Banknote, CalendarClock, MapPin } from 'lucide-react'
import { type Control, useWatch } from 'react-hook-form'
import type { Event } from '../../../contract/events.ts'
import { isolate } from '../../../contract/isolate.ts'
import { t } from '../locales/editor.ts'
import { Cover } from './cover.tsx'
import { Description } from './description.tsx'
import { type EventForm, toInput } from './event-form.ts'
import { priceName, When, Where } from './facts.tsx'

/** A preview of the event page that follows the editor. */
export function EventPreview({
  control,
  event,
}: {
  control: Control<EventForm>
  /** The event that is edited. */
  event: Event | null
}) {
  const form = useWatch({ control }) as EventForm
  const { title, description, startsAt, endsAt, timeZone, location, capacity, price, tags } = toInput(
    form,
    event,
  )
  const zone = timeZone ?? 'UTC'
  const amount = price && price.amount > 0 ? price : null
  return (
    <section
      aria-label={t('preview.label')}
      className="overflow-hidden rounded-xl border border-line bg-surface"
    >
      {event && <Cover id={event.id} className="aspect-[3/1] w-full" />}
      <div className="p-5">
        <p className="text-soft text-sm">{t('preview.label')}</p>
        <p
          dir="auto"
          className={`mt-1 text-balance font-semibold text-title tracking-tight ${title ? '' : 'text-soft'}`}
        >
          {title || t('preview.title')}
        </p>
        {tags && tags.length > 0 && (
          <p className="mt-1 text-sm text-soft">{tags.map((tag) => isolate(`#${tag}`)).join(' ')}</p>
        )}
        <ul className="mt-4 space-y-3">
          <Line Icon={CalendarClock}>
            {startsAt ? (
              <When event={{ startsAt, endsAt: endsAt || null, timeZone: zone }} />
            ) : (
              <span className="text-soft">{t('preview.when')}</span>
            )}
          </Line>
          <Line Icon={MapPin}>
            <Where location={location} />
          </Line>
          <Line Icon={Banknote}>{priceName(amount)}</Line>
        </ul>
        <p className="mt-4 border-line border-t pt-4">
          {capacity > 0 ? (
            t('preview.available', { count: capacity })
          ) : (
            <span className="text-soft">{t('preview.seats')}</span>
          )}
        </p>
        <div dir="auto" className="wrap-anywhere mt-4">
          {description ? (
            <Description text={description} />
          ) : (
            <p className="text-soft">{t('preview.description')}</p>
          )}
        </div>
      </div>
    </section>
  )
}

function Line({ Icon, children }: { Icon: typeof MapPin; children: React.ReactNode }) {
  return (
    <li className="flex gap-3">
      <Icon size={20} aria-hidden className="mt-0.5 shrink-0 text-soft" />
      <div className="min-w-0">{children}</div>
    </li>
  )
}
