import { CircleSlash, Clock, PencilLine } from 'lucide-react'
import type { Event, EventDocument } from '../../../contract/events.ts'
import { isolate } from '../../../contract/isolate.ts'
import { endOf, eventExists, phaseOf, presentEvent } from '../../../domain/events.ts'
import { useLiveList } from '../lib/live.ts'
import { presentEach } from '../lib/present-each.ts'
import { useSession } from '../lib/session.ts'
import { useNow } from '../lib/use-now.ts'
import { t } from '../locales/events.ts'
import { t as mine } from '../locales/my-events.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EachRow } from '../ui/each-row.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Waiting } from '../ui/skeleton.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { EventRow, EventRowsSkeleton } from './event-row.tsx'
import { placeName } from './facts.tsx'
import { NowMark, SeatsLeft } from './seats-left.tsx'

const maxEvents = 50

/** A draft and a cancelled event never run. */
const ownPhaseOf = (event: Event, now: string) => {
  const phase = phaseOf(event, now)
  return phase === 'now' && event.state !== 'published' ? 'over' : phase
}

export default function MyEventsPage() {
  const { person } = useSession()
  const list = useLiveList<EventDocument & { id: string }>(
    person ? `events of ${person.uid}` : null,
    ({ collection, db, limit, orderBy, query, where }) =>
      query(
        collection(db, 'events'),
        where('organiserIds', 'array-contains', person?.uid),
        orderBy('startsAt', 'desc'),
        limit(maxEvents),
      ),
  )
  const events =
    list.status === 'ready'
      ? presentEach(list.data.filter(eventExists), (event) => presentEvent(event.id, event))
      : []
  const now = useNow(...events.flatMap((event) => [event.startsAt, endOf(event)]))
  const inPhase = (phase: ReturnType<typeof ownPhaseOf>) =>
    events.filter((event) => ownPhaseOf(event, now) === phase)

  return (
    <div className="page py-8 md:py-12">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PageTitle title={mine('mine.title')} />
        <ButtonLink to="/organise/new">{t('mine.create')}</ButtonLink>
      </div>
      {list.status === 'loading' && (
        <div className="mt-6">
          <Waiting>{mine('mine.loading')}</Waiting>
          <EventRowsSkeleton rows={3} />
        </div>
      )}
      {list.status === 'failed' && (
        <Notice tone="bad" className="mt-6" onRetry={list.retry}>
          {mine('mine.failed')}
        </Notice>
      )}
      {list.status === 'ready' && events.length === 0 && (
        <div className="mt-6">
          <Empty title={mine('mine.none')}>{mine('mine.noneAbout')}</Empty>
        </div>
      )}
      <Group title={mine('mine.now')} events={inPhase('now').reverse()} />
      <Group title={mine('mine.coming')} events={inPhase('coming').reverse()} />
      <Group title={mine('mine.past')} events={inPhase('over')} />
      {events.length === maxEvents && (
        <p className="mt-6 text-soft text-sm">{mine('mine.limit', { limit: maxEvents })}</p>
      )}
    </div>
  )
}

function Group({ title, events }: { title: string; events: Event[] }) {
  if (events.length === 0) return null
  return (
    <section className="mt-6">
      <h2 className="font-semibold text-soft text-sm">{title}</h2>
      <ul className="divide-y divide-line">
        <EachRow>
          {events.map((event) => (
            <OwnEventRow key={event.id} event={event} />
          ))}
        </EachRow>
      </ul>
    </section>
  )
}

function OwnEventRow({ event }: { event: Event }) {
  return (
    <EventRow
      event={event}
      to={`/organise/${event.id}`}
      below={`${isolate(placeName(event.location))} · ${mine('mine.taken', { taken: event.seatsTaken, capacity: event.capacity })}`}
      state={<EventStateMark event={event} />}
    />
  )
}

/** The state of the event, for its organisers. */
export function EventStateMark({ event }: { event: Event }) {
  if (event.state === 'draft')
    return (
      <StateMark tone="soft" Icon={PencilLine}>
        {t('state.draft')}
      </StateMark>
    )
  if (event.state === 'cancelled')
    return (
      <StateMark tone="bad" Icon={CircleSlash}>
        {t('state.cancelled')}
      </StateMark>
    )
  const phase = phaseOf(event, new Date().toISOString())
  if (phase === 'now') return <NowMark />
  if (phase === 'over')
    return (
      <StateMark tone="soft" Icon={Clock}>
        {t('state.past')}
      </StateMark>
    )
  return <SeatsLeft event={event} />
}
