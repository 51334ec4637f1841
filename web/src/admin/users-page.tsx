import { useId, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { User } from '../../../contract/users.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/admin.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { WaitingRows } from '../ui/skeleton.tsx'
import { useUserChange } from './use-user-change.tsx'
import { type UserFilter, useOnlyAdmin, useUsers } from './use-users.ts'
import { type FilterChange, suspendedValues, UserFilters } from './user-filters.tsx'
import { UsersTable } from './users-table.tsx'
import { roles } from './words.ts'

/** The filter is in the page's address, so that a reload and a link keep it. */
const useUserFilter = () => {
  const [search, setSearch] = useSearchParams()
  const query = search.get('query')
  const role = roles.find((name) => name === search.get('role'))
  const suspended = suspendedValues.find((value) => value === search.get('suspended'))
  const filter: UserFilter = {
    ...(query && { query }),
    ...(role && { role }),
    ...(suspended && { suspended }),
  }
  const change = (next: FilterChange) =>
    setSearch(
      Object.entries({ ...filter, ...next }).filter(([, value]) => value),
      { replace: true, preventScrollReset: true },
    )
  return { filter, change, clear: () => setSearch({}, { replace: true }) }
}

export default function UsersPage() {
  const ownUid = useSession().person?.uid
  const { filter, change: changeFilter, clear } = useUserFilter()
  const { users, adopt, ...list } = useUsers(filter)
  const [announcement, setAnnouncement] = useState('')
  const change = useUserChange((user: User, text: string) => {
    adopt(user)
    setAnnouncement(text)
  })
  const isOnlyAdmin = useOnlyAdmin(announcement)
  const heading = useId()

  return (
    <>
      <PageTitle title={t('people.title')} />
      <UserFilters filter={filter} onChange={changeFilter} />
      <p className="mt-2 text-soft text-sm">{t('people.hint')}</p>
      <p role="status" className="sr-only">
        {announcement ||
          (list.status === 'ready' && !list.refreshing && t('people.found', { count: users.length }))}
      </p>
      <section
        aria-labelledby={heading}
        className="mt-4"
        aria-busy={list.status === 'loading' || list.refreshing}
      >
        <h2 id={heading} className="sr-only">
          {t('people.list')}
        </h2>
        {change.notice}
        <PagedList
          list={list}
          isEmpty={users.length === 0}
          loading={t('people.loading')}
          skeleton={
            <WaitingRows rows={6} row="h-10" className="space-y-4 py-4">
              {t('people.loading')}
            </WaitingRows>
          }
          failed={t('people.failed')}
          failedClassName="mb-4"
          empty={
            <Empty
              title={t('people.nobody')}
              action={
                <Button look="quiet" onClick={clear}>
                  {t('people.showAll')}
                </Button>
              }
            >
              {t('people.nobodyAbout')}
            </Empty>
          }
        >
          <UsersTable
            users={users}
            labelledBy={heading}
            isRefreshing={list.refreshing}
            ownUid={ownUid}
            isOnlyAdmin={isOnlyAdmin}
            busyUid={change.busyWith}
            onRole={change.setRole}
            onSuspend={change.suspend}
          />
        </PagedList>
      </section>
      {change.dialog}
    </>
  )
}
