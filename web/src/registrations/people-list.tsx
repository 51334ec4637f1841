import { useEffect, useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import { xlsxType } from '../../../contract/operation.ts'
import type { RegistrationState } from '../../../contract/registrations.ts'
import { attendeesFileName } from '../../../domain/registrations.ts'
import { answer, api } from '../lib/api.ts'
import { download } from '../lib/download.ts'
import { useAction } from '../lib/use-action.ts'
import { usePages } from '../lib/use-pages.ts'
import { t as messages } from '../locales/messages.ts'
import { t } from '../locales/people.ts'
import { MessageDialog } from '../messages/message-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { WaitingRows } from '../ui/skeleton.tsx'
import { formatExact } from '../ui/time.ts'
import { PersonRow, type Registered, stateNames } from './person-row.tsx'

/** Throttles the value to one change a second, because a rush changes it far more often than the list needs. */
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

/** The registrations in order of arrival, reloaded when seats are settled. */
export function PeopleList({ event }: { event: Event & { settledAt?: string | null } }) {
  const [state, setState] = useState<RegistrationState | ''>('')
  const [removing, setRemoving] = useState<Registered | null>(null)
  const writing = useWriting(event)
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
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 border-line border-b pb-3">
        <h2 id="people" className="font-semibold">
          {t('list.title')}
        </h2>
        {writing.button}
        <StateFilter state={state} onChange={setState} />
      </div>
      <Downloads event={event} state={state} />
      <PagedList
        list={list}
        isEmpty={list.items.length === 0}
        loading={t('list.loading')}
        skeleton={
          <WaitingRows row="h-10" className="space-y-4 py-4">
            {t('list.loading')}
          </WaitingRows>
        }
        failed={t(list.status === 'ready' && list.failure ? 'list.old' : 'list.failed')}
        failedClassName="mt-4"
        empty={
          <div className="mt-6">
            <Empty title={t(state ? 'none.here' : 'none.yet')}>
              {t(state ? 'none.hereAbout' : event.state === 'draft' ? 'none.draft' : 'none.share')}
            </Empty>
          </div>
        }
      >
        <ul className="divide-y divide-line">
          {list.items.map((registration) => (
            <PersonRow
              key={registration.userId}
              registration={registration}
              since={formatExact(registration.requestedAt, event.timeZone)}
              onWrite={writing.toPerson && (() => writing.toPerson?.(registration))}
              onRemove={() => setRemoving(registration)}
            />
          ))}
        </ul>
      </PagedList>
      {writing.dialog}
      {removing && (
        <RemovePerson registration={removing} onRemoved={list.reload} onClose={() => setRemoving(null)} />
      )}
    </section>
  )
}

/** The button that writes to people, the function that writes to one, and the dialog. Only a published event has them. */
const useWriting = (event: Event) => {
  const [recipient, setRecipient] = useState<Registered | 'people' | null>(null)
  const [sentTo, setSentTo] = useState<number | null>(null)
  if (event.state !== 'published') return { button: null, dialog: null }
  const begin = (to: Registered | 'people') => {
    setSentTo(null)
    setRecipient(to)
  }
  return {
    toPerson: begin,
    button: (
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-3">
        <p role="status" className="text-good text-sm">
          {sentTo !== null && messages('done', { count: sentTo })}
        </p>
        <Button look="quiet" className="text-sm" onClick={() => begin('people')}>
          {messages('open')}
        </Button>
      </div>
    ),
    dialog: recipient && (
      <MessageDialog
        event={event}
        {...(recipient !== 'people' && {
          person: { userId: recipient.userId, name: recipient.person.name },
        })}
        onSent={setSentTo}
        onClose={() => setRecipient(null)}
      />
    ),
  }
}

const fileTypes = { csv: 'text/csv', xlsx: xlsxType } as const

/** Buttons that save everybody of the filter in a file. */
function Downloads({ event, state }: { event: Event; state: RegistrationState | '' }) {
  const save = useAction(async (type: keyof typeof fileTypes) => {
    const blob = await answer(
      api.GET('/v1/events/{eventId}/registrations', {
        params: { path: { eventId: event.id }, query: state ? { state } : {} },
        headers: { Accept: fileTypes[type] },
        parseAs: 'blob',
      }),
    )
    download(attendeesFileName(event.title, type), blob as unknown as Blob, fileTypes[type])
  })
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Button look="quiet" disabled={save.busy} onClick={() => void save.run('csv')}>
        {t('file.csv')}
      </Button>
      <Button look="quiet" disabled={save.busy} onClick={() => void save.run('xlsx')}>
        {t('file.xlsx')}
      </Button>
      <p role="status" className="text-soft text-sm">
        {save.busy && t('file.saving')}
      </p>
      <FailureNotice failure={save.failure} what={t('file.failed')} className="basis-full" />
    </div>
  )
}

function StateFilter({
  state,
  onChange,
}: {
  state: RegistrationState | ''
  onChange: (state: RegistrationState | '') => void
}) {
  return (
    <label className="flex items-center gap-2 text-soft text-sm">
      {t('list.show')}
      <select
        value={state}
        onChange={(change) => onChange(change.target.value as RegistrationState | '')}
        className="h-control rounded-lg border border-edge bg-surface px-2 text-base text-ink"
      >
        <option value="">{t('list.everybody')}</option>
        {states.map((name) => (
          <option key={name} value={name}>
            {t(stateNames[name])}
          </option>
        ))}
      </select>
    </label>
  )
}

function RemovePerson({
  registration,
  onRemoved,
  onClose,
}: {
  registration: Registered
  onRemoved: () => void
  onClose: () => void
}) {
  return (
    <Confirm
      title={t('remove.ask', { name: registration.person.name })}
      action={t('remove.do')}
      doing={t('remove.doing')}
      keep={t('remove.keep')}
      failed={t('remove.failed')}
      unsure={t('remove.unsure')}
      onConfirm={async () => {
        const path = { eventId: registration.eventId, userId: registration.userId }
        await answer(api.DELETE('/v1/events/{eventId}/registrations/{userId}', { params: { path } }))
        onRemoved()
      }}
      onClose={onClose}
    >
      {t(
        registration.state === 'waitlisted'
          ? 'remove.fromLine'
          : registration.holdsSeat
            ? 'remove.fromSeat'
            : 'remove.request',
      )}
    </Confirm>
  )
}
