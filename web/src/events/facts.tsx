import type { Event } from '../../../contract/events.ts'
import { t as common } from '../locales/common.ts'
import { t } from '../locales/events.ts'
import { price } from '../ui/numbers.ts'
import { formatDay, formatExact, formatHours, formatInOwnZone, zoneName } from '../ui/time.ts'

type Timed = Pick<Event, 'startsAt' | 'endsAt' | 'timeZone'>

/** The start in the event's time zone, and in the viewer's if it differs. */
export function When({ event }: { event: Timed }) {
  const { startsAt, timeZone } = event
  const own = formatInOwnZone(event, timeZone)
  return (
    <>
      <time dateTime={startsAt} title={formatExact(startsAt, timeZone)} className="block">
        {formatDay(startsAt, timeZone)}, {formatHours(event, timeZone)}
      </time>
      <span className="block text-sm text-soft">
        {zoneName(timeZone)}
        {own && ` · ${common('time.own', { time: own })}`}
      </span>
    </>
  )
}

export const placeName = ({ kind, name }: Event['location']): string => {
  if (kind === 'online') return t('place.online')
  if (kind === 'in-person') return name ?? t('place.unknown')
  return name ? t('place.hybrid', { name }) : t('place.onSite')
}

export function Where({ location }: { location: Event['location'] }) {
  const below = location.kind === 'online' ? t('place.link') : (location.address ?? undefined)
  return (
    <>
      <span dir="auto" className="block">
        {placeName(location)}
      </span>
      {below && (
        <span dir="auto" className="block text-sm text-soft">
          {below}
        </span>
      )}
    </>
  )
}

export const priceName = (amount: Event['price']): string => (amount ? price(amount) : t('facts.free'))
