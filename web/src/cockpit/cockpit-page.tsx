import { useParams } from 'react-router'
import type { Event } from '../../../contract/events.ts'
import type { Lab } from '../../../contract/labs.ts'
import { handsInOrder } from '../../../domain/lab-help.ts'
import { EventNav } from '../events/event-nav.tsx'
import { useEvent } from '../events/use-event.ts'
import { useLab } from '../labs/use-lab.ts'
import { t } from '../locales/cockpit.ts'
import { t as events } from '../locales/events.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Failed } from '../ui/failed.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PageWaiting, Skeleton, WaitingRows } from '../ui/skeleton.tsx'
import { Announcer } from './announcer.tsx'
import { Hands } from './hands.tsx'
import { LabBar } from './lab-bar.tsx'
import { People } from './people.tsx'
import { maxPlaces, usePlaces } from './use-places.ts'

export default function CockpitPage() {
  const { eventId = '' } = useParams()
  return <CockpitOfEvent key={eventId} eventId={eventId} />
}

/** Wider than other pages, for a second screen. */
const wide = 'mx-auto w-full max-w-[120rem] px-4 py-6 md:px-8 md:py-8'

function CockpitOfEvent({ eventId }: { eventId: string }) {
  const event = useEvent(eventId)
  if (event.status === 'loading')
    return (
      <div className={`${wide} space-y-4`} aria-busy>
        <PageWaiting>{t('page.loading')}</PageWaiting>
        <Skeleton className="h-10 w-2/3 max-w-md" />
        <Skeleton className="h-20 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
    )
  if (event.status === 'failed')
    return <Failed failure={event.failure} title={events('event.failed')} onRetry={event.reload} />
  return (
    <div className={wide}>
      <PageTitle title={t('page.title', { title: event.data.title })}>{event.data.title}</PageTitle>
      <EventNav event={event.data} />
      <Cockpit event={event.data} />
    </div>
  )
}

function Cockpit({ event }: { event: Event }) {
  const lab = useLab(event)
  if (!event.hasLab)
    return (
      <div className="mt-8">
        <Empty
          title={t('none.lab')}
          action={<ButtonLink to={`/organise/${event.id}/lab`}>{t('none.attach')}</ButtonLink>}
        >
          {t('none.labAbout')}
        </Empty>
      </div>
    )
  return (
    <>
      {lab.status === 'loading' && <Skeleton className="mt-6 h-20 w-full" />}
      {lab.status === 'failed' && (
        <FailureNotice
          failure={lab.failure}
          what={t('lab.failed')}
          onRetry={lab.reload}
          className="mt-6 max-w-3xl"
        />
      )}
      {lab.status === 'ready' && <LabBar event={event} lab={lab.data} onChange={lab.reload} />}
      <Places event={event} lab={lab.status === 'ready' ? lab.data : undefined} />
    </>
  )
}

function Places({ event, lab }: { event: Event; lab: Lab | undefined }) {
  const live = usePlaces(event.id)
  if (live.status === 'loading')
    return (
      <WaitingRows rows={6} row="h-12" className="mt-8 space-y-2">
        {t('places.loading')}
      </WaitingRows>
    )
  if (live.status === 'failed')
    return (
      <Notice tone="bad" onRetry={live.retry} className="mt-8 max-w-3xl">
        {t('places.failed')}
      </Notice>
    )
  const places = live.data
  const hands = handsInOrder(places)
  return (
    <>
      <Announcer places={places} hands={hands} />
      <Hands eventId={event.id} hands={hands} />
      <People event={event} lab={lab} places={places} />
      {places.length === maxPlaces && (
        <Notice className="mt-4 max-w-3xl">{t('places.more', { count: maxPlaces })}</Notice>
      )}
    </>
  )
}
