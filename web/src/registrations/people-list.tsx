import { useEffect, useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import type { RegistrationState } from '../../../contract/registrations.ts'
import { answer, api } from '../lib/api.ts'
import { usePages } from '../lib/use-pages.ts'
import { t } from '../locales/people.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { ShowMore } from '../ui/show-more.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { exact } from '../ui/time.ts'
import { PersonRow, type Registered, stateNames } from './person-row.tsx'

/** The value, but at most once a second: a rush changes it far more often than a list needs reading. */
const useCalm = <T,>(value: T): T => {
  const [calm, setCalm] = useState(value)
  useEffect(() => {
    if (value === calm) return
    const timer = setTimeout(() => setCalm(value), 1000)
    return () => clearTimeout(timer)
  }, [value, calm])
  return calm
}

const size = 50
const states = ['confirmed', 'waitlisted', 'cancelled'] as const satisfies RegistrationState[]

/** Who registered, in order of arrival; read again as seats are settled. */
export function PeopleList({ event }: { event: Event & { settledAt?: string | null } }) {
  const [state, setState] = useState<RegistrationState | ''>('')
  const [removing, setRemoving] = useState<Registered | null>(null)
  const moment = useCalm(`${event.settledAt} ${event.seatsTaken} ${event.waitlisted} ${event.state}`)

  const list = usePages<Registered>(
    `${event.id} ${state}`,
    (cursor, signal) => {
      const query = { limit: size, ...(state && { state }), ...(cursor && { cursor }) }
      const params = { path: { eventId: event.id }, query }
      return answer(api.GET('/v1/events/{eventId}/registrations', { params, signal }))
    },
    ({ userId }) => userId,
    moment,
  )

  return (
    <section aria-labelledby="people" className="mt-8" aria-busy={list.status === 'loading'}>
      <div className="flex items-end justify-between gap-4 border-line border-b pb-3">
        <h2 id="people" className="font-semibold">
          {t('list.title')}
        </h2>
        <label className="flex items-center gap-2 text-soft text-sm">
          {t('list.show')}
          <select
            value={state}
            onChange={(change) => setState(change.target.value as RegistrationState | '')}
            className="h-control rounded-lg border border-edge bg-surface px-2 text-base text-ink"
          >
            <option value="">{t('list.everybody')}</option>
            {states.map((one) => (
              <option key={one} value={one}>
                {t(stateNames[one])}
              </option>
            ))}
          </select>
        </label>
      </div>
      {list.status === 'loading' && (
        <div className="space-y-4 py-4">
          <Waiting>{t('list.loading')}</Waiting>
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-full" />
        </div>
      )}
      <FailureNotice
        className="mt-4"
        failure={list.failure}
        what={t(list.status === 'ready' ? 'list.old' : 'list.failed')}
        onRetry={list.reload}
      />
      {list.status === 'ready' && list.items.length === 0 && (
        <div className="mt-6">
          <Empty title={t(state ? 'none.here' : 'none.yet')}>
            {t(state ? 'none.hereAbout' : event.state === 'draft' ? 'none.draft' : 'none.share')}
          </Empty>
        </div>
      )}
      {list.items.length > 0 && (
        <ul className="divide-y divide-line">
          {list.items.map((one) => (
            <PersonRow
              key={one.userId}
              registration={one}
              since={exact(one.requestedAt, event.timeZone)}
              onRemove={() => setRemoving(one)}
            />
          ))}
        </ul>
      )}
      <ShowMore more={list.more} busy={list.loadingMore} failure={list.moreFailure} what={t('list.failed')} />
      {removing && (
        <Confirm
          title={t('remove.ask', { name: removing.person.name })}
          action={t('remove.do')}
          doing={t('remove.doing')}
          keep={t('remove.keep')}
          failed={t('remove.failed')}
          unsure={t('remove.unsure')}
          onConfirm={async () => {
            const path = { eventId: event.id, userId: removing.userId }
            await answer(api.DELETE('/v1/events/{eventId}/registrations/{userId}', { params: { path } }))
            list.reload()
          }}
          onClose={() => setRemoving(null)}
        >
          {t(
            removing.state === 'waitlisted'
              ? 'remove.fromLine'
              : removing.holdsSeat
                ? 'remove.fromSeat'
                : 'remove.request',
          )}
        </Confirm>
      )}
    </section>
  )
}
