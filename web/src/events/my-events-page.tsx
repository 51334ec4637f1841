import { CircleSlash, Clock, PencilLine } from 'lucide-react'
import type { Event, EventDocument } from '../../../contract/events.ts'
import { useLiveList } from '../lib/live.ts'
import { useSession } from '../lib/session.ts'
import { useNow } from '../lib/use-now.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Waiting } from '../ui/skeleton.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { EventRow, EventRowsSkeleton } from './event-row.tsx'
import { placeName } from './facts.tsx'
import { SeatsLeft } from './seats-left.tsx'

const most = 50

export default function MyEventsPage() {
  const { person } = useSession()
  const now = useNow()
  const list = useLiveList<EventDocument & { id: string }>(
    person ? `events of ${person.uid}` : null,
    ({ collection, db, limit, orderBy, query, where }) =>
      query(
        collection(db, 'events'),
        where('organiserIds', 'array-contains', person?.uid),
        orderBy('startsAt', 'desc'),
        limit(most),
      ),
  )
  const events =
    list.status === 'ready' ? (list.data.filter((one) => one.state !== 'deleted') as Event[]) : []
  const coming = events.filter((event) => event.startsAt > now).reverse()
  const past = events.filter((event) => event.startsAt <= now)

  return (
    <div className="page py-8 md:py-12">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PageTitle title="Your events" />
        <ButtonLink to="/organise/new">Create event</ButtonLink>
      </div>
      {list.status === 'loading' && (
        <div className="mt-6">
          <Waiting>Loading your events</Waiting>
          <EventRowsSkeleton rows={3} />
        </div>
      )}
      {list.status === 'failed' && (
        <Notice
          tone="bad"
          className="mt-6"
          action={
            <Button look="quiet" onClick={list.retry}>
              Try again
            </Button>
          }
        >
          Your events can't be shown right now. They are all kept.
        </Notice>
      )}
      {list.status === 'ready' && events.length === 0 && (
        <div className="mt-6">
          <Empty title="You have no events yet">
            Write one, see how it looks, and publish it when it is ready. People take its seats from that
            moment on.
          </Empty>
        </div>
      )}
      <Group title="Coming up" events={coming} />
      <Group title="Past" events={past} />
      {events.length === most && (
        <p className="mt-6 text-soft text-sm">These are the {most} with the latest start.</p>
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
        {events.map((event) => (
          <EventRow
            key={event.id}
            event={event}
            to={`/organise/${event.id}`}
            below={`${placeName(event.location)} · ${event.seatsTaken} of ${event.capacity} seats taken`}
            state={<EventStateMark event={event} />}
          />
        ))}
      </ul>
    </section>
  )
}

/** For its organisers: what state the event is in. */
export function EventStateMark({ event }: { event: Event }) {
  if (event.state === 'draft')
    return (
      <StateMark tone="soft" Icon={PencilLine}>
        Draft
      </StateMark>
    )
  if (event.state === 'cancelled')
    return (
      <StateMark tone="bad" Icon={CircleSlash}>
        Cancelled
      </StateMark>
    )
  if (event.startsAt <= new Date().toISOString())
    return (
      <StateMark tone="soft" Icon={Clock}>
        Past
      </StateMark>
    )
  return <SeatsLeft event={event} />
}
