import { useParams } from 'react-router'
import type { Event } from '../../../contract/events.ts'
import { EventNav } from '../events/event-nav.tsx'
import { seatsLeft } from '../events/seats-left.tsx'
import { useEvent } from '../events/use-event.ts'
import { t as events } from '../locales/events.ts'
import { t } from '../locales/people.ts'
import { Failed } from '../ui/failed.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { RollingNumber } from '../ui/rolling-number.tsx'
import { PageWaiting, Skeleton } from '../ui/skeleton.tsx'
import { PeopleList } from './people-list.tsx'

export default function PeoplePage() {
  const { eventId = '' } = useParams()
  return <People key={eventId} eventId={eventId} />
}

function People({ eventId }: { eventId: string }) {
  const event = useEvent(eventId)
  if (event.status === 'loading')
    return (
      <div className="page space-y-4 py-8 md:py-12" aria-busy>
        <PageWaiting>{events('event.loading')}</PageWaiting>
        <Skeleton className="h-10 w-2/3" />
        <Skeleton className="h-11 w-64" />
        <Skeleton className="mt-8! h-16 w-full max-w-md" />
      </div>
    )
  if (event.status === 'failed')
    return <Failed failure={event.failure} title={events('event.failed')} onRetry={event.reload} />
  return (
    <div className="page py-8 md:py-12">
      <PageTitle title={t('page.title', { title: event.data.title })}>{event.data.title}</PageTitle>
      <EventNav event={event.data} />
      <Numbers event={event.data} />
      <PeopleList event={event.data} />
    </div>
  )
}

function Numbers({ event }: { event: Event }) {
  const numbers = [
    { name: t('number.taken'), value: event.seatsTaken, of: event.capacity },
    { name: t('number.left'), value: seatsLeft(event) },
    { name: t('number.waiting'), value: event.waitlisted },
  ]
  return (
    <dl className="mt-6 grid max-w-xl grid-cols-3 gap-4">
      {numbers.map(({ name, value, of }) => (
        <div key={name}>
          <dt className="text-soft text-sm">{name}</dt>
          <dd className="font-semibold text-title tabular-nums">
            <RollingNumber value={value} />
            {of !== undefined && (
              <span className="font-normal text-base text-soft"> {t('number.of', { capacity: of })}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
