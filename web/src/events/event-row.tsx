import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Event } from '../../../contract/events.ts'
import { isolate } from '../../../contract/isolate.ts'
import { t } from '../locales/common.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { formatClock, formatDay, formatExact, formatInOwnZone, zoneName } from '../ui/time.ts'
import { Cover } from './cover.tsx'
import { placeName, priceName } from './facts.tsx'
import { RatingMark } from './rating-mark.tsx'

const shape =
  'grid grid-cols-[5rem_1fr] items-start gap-x-4 py-4 sm:grid-cols-[7.5rem_1fr_auto] sm:items-center sm:gap-x-5'

/** A row in a list of events. `state` shows what matters in this list; `to` is the link of the title. */
export function EventRow({
  event,
  state,
  to = `/events/${event.id}`,
  below,
}: {
  event: Event
  state: ReactNode
  to?: string
  below?: ReactNode
}) {
  const { startsAt, timeZone } = event
  const own = formatInOwnZone({ startsAt, endsAt: null }, timeZone)
  return (
    <li className={`group relative ${shape}`}>
      <Cover id={event.id} className="h-14 w-20 rounded-lg sm:h-20 sm:w-30" />
      <div className="min-w-0">
        <p className="text-sm text-soft">
          <time dateTime={startsAt} title={formatExact(startsAt, timeZone)}>
            {formatDay(startsAt, timeZone)}, {formatClock(startsAt, timeZone)}
          </time>{' '}
          {zoneName(timeZone)}
          {own && ` · ${t('time.own', { time: own })}`}
        </p>
        <h3 className="font-semibold">
          <Link
            to={to}
            className="after:absolute after:inset-0 after:-mx-2 after:rounded-lg group-hover:underline group-hover:underline-offset-4 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent sm:after:-mx-3"
          >
            <bdi>{event.title}</bdi>
          </Link>
        </h3>
        <p className="text-sm text-soft">
          {below ??
            [placeName(event.location), event.ownerName, priceName(event.price)].map(isolate).join(' · ')}
          {event.rating.count > 0 && (
            <>
              {' · '}
              <RatingMark rating={event.rating} />
            </>
          )}
        </p>
      </div>
      <div className="col-start-2 mt-1.5 sm:col-start-3 sm:mt-0 sm:text-right">{state}</div>
    </li>
  )
}

export function EventRowSkeleton() {
  return (
    <li className={shape}>
      <Skeleton className="h-14 w-20 rounded-lg! sm:h-20 sm:w-30" />
      <div className="space-y-1.5 py-0.5">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-5 w-3/5" />
        <Skeleton className="h-4 w-2/5" />
      </div>
      <Skeleton className="col-start-2 mt-1.5 h-5 w-24 sm:col-start-3 sm:mt-0" />
    </li>
  )
}

export function EventRowsSkeleton({ rows = 5 }: { rows?: number }) {
  return (
    <ul className="divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items have no identity
        <EventRowSkeleton key={row} />
      ))}
    </ul>
  )
}
