import type { Event, EventDocument } from '../../../contract/events.ts'
import type { RegistrationDocument } from '../../../contract/registrations.ts'
import { endOf, eventExists, phaseOf, presentEvent } from '../../../domain/events.ts'
import { presentRegistration } from '../../../domain/registrations.ts'
import { EventRow, EventRowSkeleton, EventRowsSkeleton } from '../events/event-row.tsx'
import { readDocument, useLiveList } from '../lib/live.ts'
import { presentEach } from '../lib/present-each.ts'
import { startSession, useSession } from '../lib/session.ts'
import { useLoad } from '../lib/use-load.ts'
import { useNow } from '../lib/use-now.ts'
import { t as common } from '../locales/common.ts'
import { t } from '../locales/my-seats.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EachRow } from '../ui/each-row.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Waiting } from '../ui/skeleton.tsx'
import { SeatMark } from './seat-mark.tsx'

type Mine = RegistrationDocument & { id: string }
type Entry = { registration: Mine; event: Event | null | undefined }

const maxSeats = 50

/** An event that is still loading counts as coming; a removed one and a seat that was given up count as over. */
const phaseOfEntry = ({ event, registration }: Entry, now: string) => {
  if (event === null || registration.state === 'cancelled') return 'over'
  if (event === undefined) return 'coming'
  const phase = phaseOf(event, now)
  return phase === 'now' && event.state !== 'published' ? 'over' : phase
}

/** The events of these registrations, reloaded when a registration changes. */
const useEvents = (registrations: Mine[]) => {
  const key = registrations.map(({ eventId, settledAt }) => `${eventId} ${settledAt}`).join()
  return useLoad(key === '' ? null : key, async () => {
    const { db, doc, getDoc } = await startSession()
    const read = async ({ eventId }: Mine): Promise<[string, Event | null]> => {
      // The rules hide a deleted event.
      const snapshot = await getDoc(doc(db, `events/${eventId}`)).catch((error) => {
        if (error.code === 'permission-denied') return null
        throw error
      })
      const heard = snapshot?.exists()
        ? readDocument<EventDocument & { id: string }>(eventId, snapshot.data())
        : undefined
      const [event = null] = presentEach(eventExists(heard) ? [heard] : [], (stored) =>
        presentEvent(eventId, stored),
      )
      return [eventId, event]
    }
    return new Map(await Promise.all(registrations.map(read)))
  })
}

export default function SeatsPage() {
  const { person } = useSession()
  const list = useLiveList<Mine>(
    person ? `registrations of ${person.uid}` : null,
    ({ collectionGroup, db, limit, orderBy, query, where }) =>
      query(
        collectionGroup(db, 'registrations'),
        where('userId', '==', person?.uid),
        orderBy('requestedAt', 'desc'),
        limit(maxSeats),
      ),
  )
  const registrations =
    list.status === 'ready' ? presentEach(list.data, (stored) => presentRegistration(stored)) : []
  const events = useEvents(registrations)
  const known = events.status === 'ready' ? events.data : new Map<string, Event | null>()
  const entries: Entry[] = registrations.map((registration) => ({
    registration,
    event: known.get(registration.eventId),
  }))
  const now = useNow(...entries.flatMap(({ event }) => (event ? [event.startsAt, endOf(event)] : [])))
  const inPhase = (phase: ReturnType<typeof phaseOf>) =>
    entries.filter((entry) => phaseOfEntry(entry, now) === phase)
  const bySoonest = (a: Entry, b: Entry) => ((a.event?.startsAt ?? '') < (b.event?.startsAt ?? '') ? -1 : 1)

  return (
    <div className="page py-8 md:py-12">
      <PageTitle title={t('list.title')} />
      {list.status === 'loading' && (
        <div className="mt-6">
          <Waiting>{t('list.loading')}</Waiting>
          <EventRowsSkeleton rows={3} />
        </div>
      )}
      {list.status === 'failed' && (
        <Notice tone="bad" className="mt-6" onRetry={list.retry}>
          {t('list.failed')}
        </Notice>
      )}
      {events.status === 'failed' && (
        <FailureNotice
          className="mt-6"
          failure={events.failure}
          what={t('list.eventsFailed')}
          onRetry={events.reload}
        />
      )}
      {list.status === 'ready' && registrations.length === 0 && (
        <div className="mt-6">
          <Empty title={t('list.none')} action={<ButtonLink to="/">{common('seeEvents')}</ButtonLink>}>
            {t('list.noneAbout')}
          </Empty>
        </div>
      )}
      <Group title={t('list.now')} entries={inPhase('now').sort(bySoonest)} now={now} />
      <Group title={t('list.coming')} entries={inPhase('coming').sort(bySoonest)} now={now} />
      <Group title={t('list.earlier')} entries={inPhase('over')} now={now} />
    </div>
  )
}

function Group({ title, entries, now }: { title: string; entries: Entry[]; now: string }) {
  if (entries.length === 0) return null
  return (
    <section className="mt-6">
      <h2 className="font-semibold text-soft text-sm">{title}</h2>
      <ul className="divide-y divide-line">
        <EachRow>
          {entries.map(({ registration, event }) => {
            if (event === undefined) return <EventRowSkeleton key={registration.eventId} />
            if (event === null)
              return (
                <li key={registration.eventId} className="py-4 text-soft">
                  {t('list.removed')}
                </li>
              )
            return (
              <EventRow
                key={registration.eventId}
                event={event}
                state={<SeatMark registration={registration} event={event} now={now} />}
              />
            )
          })}
        </EachRow>
      </ul>
    </section>
  )
}
