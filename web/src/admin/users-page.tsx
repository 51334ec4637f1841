import { useId, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { User } from '../../../contract/users.ts'
import { useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/admin.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { ShowMore } from '../ui/show-more.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { FilterSelect } from './filter-select.tsx'
import { useUserChange } from './use-user-change.tsx'
import { type UserFilter, useLoneAdmin, useUsers } from './use-users.ts'
import { UserRow } from './user-row.tsx'
import { roleNames, roles } from './words.ts'

const columns = [
  'column.person',
  'column.email',
  'column.role',
  'column.signedIn',
  'column.joined',
] as const satisfies PlainKey[]

export default function UsersPage() {
  const [search, setSearch] = useSearchParams()
  const me = useSession().person?.uid
  const query = search.get('query') ?? ''
  const role = roles.find((one) => one === search.get('role'))
  const suspended = (['true', 'false'] as const).find((one) => one === search.get('suspended'))
  const filter: UserFilter = {
    ...(query && { query }),
    ...(role && { role }),
    ...(suspended && { suspended }),
  }
  const list = useUsers(filter)
  const [said, setSaid] = useState('')
  const change = useUserChange((user: User, text: string) => {
    list.adopt(user)
    setSaid(text)
  })
  const isLone = useLoneAdmin(said)
  const heading = useId()

  const show = (next: Partial<Record<'query' | 'role' | 'suspended', string>>) =>
    setSearch(
      Object.entries({ query, role: role ?? '', suspended: suspended ?? '', ...next }).filter(
        ([, value]) => value,
      ),
      { replace: true, preventScrollReset: true },
    )

  return (
    <>
      <PageTitle title={t('people.title')} />
      <search className="mt-6 flex flex-wrap items-end gap-3">
        <div className="min-w-64 flex-1">
          <SearchBox
            label={t('people.search')}
            query={query}
            maxLength={254}
            onSearch={(text) => show({ query: text })}
          />
        </div>
        <FilterSelect label={t('people.role')} value={role ?? ''} onChange={(value) => show({ role: value })}>
          <option value="">{t('people.anyRole')}</option>
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(roleNames[one])}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect
          label={t('people.standing')}
          value={suspended ?? ''}
          onChange={(value) => show({ suspended: value })}
        >
          <option value="">{t('people.anyStanding')}</option>
          <option value="false">{t('people.onlyActive')}</option>
          <option value="true">{t('people.onlySuspended')}</option>
        </FilterSelect>
      </search>
      <p className="mt-2 text-soft text-sm">{t('people.hint')}</p>
      <p role="status" className="sr-only">
        {said ||
          (list.status === 'ready' && !list.refreshing && t('people.found', { count: list.users.length }))}
      </p>

      <section
        aria-labelledby={heading}
        className="mt-4"
        aria-busy={list.status === 'loading' || list.refreshing}
      >
        <h2 id={heading} className="sr-only">
          {t('people.list')}
        </h2>
        <FailureNotice
          failure={list.failure}
          what={t('people.failed')}
          className="mb-4"
          onRetry={list.reload}
        />
        {change.notice}
        {list.status === 'loading' && (
          <div className="space-y-4 py-4">
            <Waiting>{t('people.loading')}</Waiting>
            {[1, 2, 3, 4, 5, 6].map((row) => (
              <Skeleton key={row} className="h-10 w-full" />
            ))}
          </div>
        )}
        {list.status === 'ready' && list.users.length === 0 && (
          <Empty
            title={t('people.nobody')}
            action={
              <Button look="quiet" onClick={() => setSearch({}, { replace: true })}>
                {t('people.showAll')}
              </Button>
            }
          >
            {t('people.nobodyAbout')}
          </Empty>
        )}
        {list.users.length > 0 && (
          <table
            aria-labelledby={heading}
            className={`w-full max-md:block ${list.refreshing ? 'opacity-60' : ''}`}
          >
            <thead className="max-md:hidden">
              <tr className="border-line border-b text-left text-soft text-sm">
                {columns.map((one) => (
                  <th key={one} scope="col" className="py-2 pr-4 font-normal">
                    {t(one)}
                  </th>
                ))}
                <th scope="col" className="py-2 font-normal">
                  <span className="sr-only">{t('column.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line max-md:block">
              {list.users.map((user) => (
                <UserRow
                  key={user.uid}
                  user={user}
                  own={user.uid === me && (isLone ? 'last' : 'another')}
                  isBusy={change.busyWith === user.uid}
                  onRole={(next) => change.setRole(user, next)}
                  onSuspend={(next) => change.suspend(user, next)}
                />
              ))}
            </tbody>
          </table>
        )}
        <ShowMore
          more={list.more}
          busy={list.loadingMore}
          failure={list.moreFailure}
          what={t('people.failed')}
        />
      </section>
      {change.dialog}
    </>
  )
}
