import { useEffect } from 'react'
import type { Event } from '../../../contract/events.ts'
import { answer, api } from '../lib/api.ts'
import { usePages } from '../lib/use-pages.ts'
import { t } from '../locales/cockpit.ts'
import type { Registered } from '../registrations/person-row.tsx'
import { Empty } from '../ui/empty.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { WaitingRows } from '../ui/skeleton.tsx'
import type { Place } from './use-places.ts'

/** People with a seat who have not opened the lab. It reads the registrations only while somebody looks at it. */
export function NotHere({ event, places }: { event: Event; places: readonly Place[] }) {
  const list = usePages<Registered>(
    `${event.id} not here`,
    (cursor, signal) => {
      const query = { limit: 100, state: 'confirmed' as const, ...(cursor && { cursor }) }
      const params = { path: { eventId: event.id }, query }
      return answer(api.GET('/v1/events/{eventId}/registrations', { params, signal }))
    },
    ({ userId }) => userId,
    `${event.seatsTaken}`,
  )
  // A page can hold only people who have arrived, so all pages are read.
  const { more, loadingMore } = list
  useEffect(() => {
    if (more && !loadingMore) more()
  }, [more, loadingMore])
  const arrived = new Set(places.map(({ userId }) => userId))
  const missing = list.items.filter(({ userId }) => !arrived.has(userId))
  return (
    <PagedList
      list={list}
      isEmpty={missing.length === 0 && !more}
      loading={t('notHere.loading')}
      skeleton={
        <WaitingRows row="h-10" className="mt-4 space-y-2">
          {t('notHere.loading')}
        </WaitingRows>
      }
      failed={t('notHere.failed')}
      failedClassName="mt-4"
      empty={
        <div className="mt-4">
          <Empty title={t('notHere.none')}>{t('notHere.noneAbout')}</Empty>
        </div>
      }
    >
      <ul className="mt-3 grid gap-x-8 border-line border-t md:grid-cols-2 xl:grid-cols-3 2xl:grid-cols-4">
        {missing.map(({ userId, person }) => (
          <li key={userId} className="flex min-h-12 min-w-0 items-center gap-3 border-line border-b">
            <span dir="auto" className="min-w-0 truncate font-medium" title={person.name}>
              {person.name}
            </span>
            <span className="min-w-0 truncate text-soft text-sm">@{person.username}</span>
          </li>
        ))}
      </ul>
    </PagedList>
  )
}
