import { Banknote, CalendarClock, MapPin, UserRound } from 'lucide-react'
import { type ComponentType, type ReactNode, Suspense } from 'react'
import { Link, useParams } from 'react-router'
import type { Event } from '../../../contract/events.ts'
import { lazyPart } from '../lib/part.ts'
import { useSession } from '../lib/session.ts'
import { useNow } from '../lib/use-now.ts'
import { t as common } from '../locales/common.ts'
import { t } from '../locales/events.ts'
import { ButtonLink } from '../ui/button.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { Failed } from '../ui/failed.tsx'
import { Notice, Unfetched } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PageWaiting, Skeleton } from '../ui/skeleton.tsx'
import { Cover } from './cover.tsx'
import { Description } from './description.tsx'
import { priceName, When, Where } from './facts.tsx'
import { useEvent } from './use-event.ts'

const AddToCalendar = lazyPart(() => import('./add-to-calendar.tsx'))

type Part = ComponentType<{ event: Event }>
type Parts = { SeatCard: Part; LabCard: Part; Reviews: Part; ReportEvent: Part }

/** The page of an event. The app passes in the parts that other features own. */
export function EventPage(parts: Parts) {
  const { eventId = '' } = useParams()
  return <EventById key={eventId} eventId={eventId} {...parts} />
}

function EventById({ eventId, ...parts }: Parts & { eventId: string }) {
  const event = useEvent(eventId)
  if (event.status === 'loading') return <EventSkeleton />
  if (event.status === 'failed')
    return (
      <Failed
        failure={event.failure}
        title={t('event.failed')}
        gone={common('gone.event')}
        onRetry={event.reload}
      />
    )
  return <EventView event={event.data} follow={event.follow} {...parts} />
}

const layout =
  'page grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-6 py-6 md:grid-cols-[minmax(0,1fr)_21rem] md:py-10'

function EventView({
  event,
  follow,
  SeatCard,
  LabCard,
  Reviews,
  ReportEvent,
}: Parts & { event: Event; follow: (() => void) | null }) {
  const session = useSession()
  const hasBegun = useNow(event.startsAt) >= event.startsAt && event.state !== 'draft'
  const hasReviews = hasBegun && (event.state === 'published' || event.rating.count > 0)
  const mayReport = session.person && session.person.uid !== event.ownerId && event.state !== 'draft'
  const organises = session.person?.uid === event.ownerId || event.state === 'draft'
  return (
    <article className={layout}>
      <header className="md:col-start-1">
        <Cover id={event.id} className="aspect-[5/2] w-full rounded-xl md:aspect-[3/1]" />
        <PageTitle title={event.title} className="mt-6" />
        {event.tags.length > 0 && <Tags tags={event.tags} />}
      </header>

      {/* One card on a wide page. On a phone the facts follow the title, and the seat stays at the bottom edge; with a lab it would cover the page. */}
      <div className="contents md:sticky md:top-20 md:col-start-2 md:row-span-3 md:row-start-1 md:block md:self-start md:rounded-xl md:border md:border-line md:bg-surface">
        <Facts event={event} />
        <div
          className={`-mx-4 border-line bg-surface p-4 md:static md:mx-0 md:rounded-b-xl md:border-y-0 md:p-5 ${
            event.hasLab
              ? 'border-y'
              : 'sticky bottom-0 z-10 order-last border-t pb-[max(1rem,env(safe-area-inset-bottom))]'
          }`}
        >
          <SeatCard key={session.person?.uid} event={event} />
          {event.hasLab && (
            <ErrorBoundary fallback={<Unfetched />}>
              <Suspense fallback={null}>
                <LabCard key={session.person?.uid} event={event} />
              </Suspense>
            </ErrorBoundary>
          )}
          {follow && (
            <Notice tone="warn" className="mt-3" onRetry={follow}>
              {t('event.notLive')}
            </Notice>
          )}
          {organises && (
            <nav aria-label={t('event.organise')} className="mt-3 flex gap-2 border-line border-t pt-3">
              <ButtonLink look="plain" className="flex-1" to={`/organise/${event.id}`}>
                {t('nav.people')}
              </ButtonLink>
              <ButtonLink look="plain" className="flex-1" to={`/organise/${event.id}/edit`}>
                {t('nav.edit')}
              </ButtonLink>
            </nav>
          )}
        </div>
      </div>

      <section aria-label={t('event.about')} dir="auto" className="max-w-[65ch] md:col-start-1">
        <Description text={event.description} />
      </section>

      {hasReviews && (
        <ErrorBoundary fallback={<Unfetched />}>
          <Suspense fallback={<Skeleton className="h-40 w-full md:col-start-1" />}>
            <Reviews event={event} />
          </Suspense>
        </ErrorBoundary>
      )}
      {mayReport && (
        <ErrorBoundary fallback={null}>
          <Suspense fallback={null}>
            <ReportEvent event={event} />
          </Suspense>
        </ErrorBoundary>
      )}
    </article>
  )
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <ul aria-label={t('event.tags')} className="mt-2 flex flex-wrap gap-x-3">
      {tags.map((tag) => (
        <li key={tag}>
          <Link
            to={`/?tag=${encodeURIComponent(tag)}`}
            className="inline-flex min-h-11 items-center text-sm text-soft hover:text-ink hover:underline md:min-h-8"
          >
            <bdi>#{tag}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Facts({ event }: { event: Event }) {
  return (
    <dl className="space-y-4 md:border-line md:border-b md:p-5">
      <Fact name={t('facts.when')} Icon={CalendarClock}>
        <When event={event} />
        {event.state === 'published' && (
          <ErrorBoundary fallback={null}>
            <Suspense fallback={<span aria-hidden className="block h-11 md:h-8" />}>
              <AddToCalendar event={event} />
            </Suspense>
          </ErrorBoundary>
        )}
      </Fact>
      <Fact name={t('facts.where')} Icon={MapPin}>
        <Where location={event.location} />
      </Fact>
      <Fact name={t('facts.price')} Icon={Banknote}>
        {priceName(event.price)}
        {event.price && <span className="block text-sm text-soft">{t('facts.atTheDoor')}</span>}
      </Fact>
      <Fact name={t('facts.organiser')} Icon={UserRound}>
        <bdi>{event.ownerName}</bdi>
      </Fact>
    </dl>
  )
}

function Fact({ name, Icon, children }: { name: string; Icon: typeof MapPin; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="pt-0.5 text-soft">
        <Icon size={20} aria-hidden />
        <span className="sr-only">{name}</span>
      </dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

function EventSkeleton() {
  return (
    <div className={layout} aria-busy>
      <PageWaiting>{t('event.loading')}</PageWaiting>
      <div>
        <Skeleton className="aspect-[5/2] w-full rounded-xl! md:aspect-[3/1]" />
        <Skeleton className="mt-6 h-10 w-3/4" />
        <Skeleton className="mt-4 h-5 w-40" />
        <div className="mt-10 hidden space-y-2 md:block">
          <Skeleton className="h-5 w-full max-w-[65ch]" />
          <Skeleton className="h-5 w-11/12 max-w-[65ch]" />
          <Skeleton className="h-5 w-2/3 max-w-[65ch]" />
        </div>
      </div>
      <div className="space-y-4 md:rounded-xl md:border md:border-line md:p-5">
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-11 w-4/5" />
        <Skeleton className="h-6 w-1/3" />
        <Skeleton className="h-6 w-1/2" />
        <Skeleton className="mt-8! h-9 w-2/3" />
        <Skeleton className="h-11 w-full" />
      </div>
    </div>
  )
}
