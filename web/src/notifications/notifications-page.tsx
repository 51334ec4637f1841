import { CheckCheck, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { answer, api } from '../lib/api.ts'
import { t } from '../locales/notifications.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { EachRow } from '../ui/each-row.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { WaitingRows } from '../ui/skeleton.tsx'
import { NotificationRow } from './notification-row.tsx'
import { useChanges } from './use-changes.ts'
import { useNotifications } from './use-notifications.ts'

export default function NotificationsPage() {
  const [search] = useSearchParams()
  const unread = search.has('unread')
  const list = useNotifications(unread)
  const changes = useChanges(list.change)
  const [clearing, setClearing] = useState(false)
  const { items } = list

  return (
    <div className="page max-w-3xl py-8 md:py-12">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <PageTitle title={t('title')} />
        {items.length > 0 && (
          <ListTools
            hasUnread={items.some((item) => !item.read)}
            changes={changes}
            onClear={() => setClearing(true)}
          />
        )}
      </div>
      <nav aria-label={t('tabs')} className="mt-4 flex gap-1 border-line border-b">
        <Tab to="/notifications" isHere={!unread}>
          {t('tab.all')}
        </Tab>
        <Tab to="/notifications?unread" isHere={unread}>
          {t('tab.unread')}
        </Tab>
      </nav>
      <FailureNotice
        failure={changes.failure}
        what={t('action.failed')}
        unsure={t('action.unsure')}
        className="mt-4"
      />
      <PagedList
        list={list}
        isEmpty={items.length === 0}
        loading={t('loading')}
        skeleton={
          <WaitingRows row="h-12" className="mt-6 space-y-3">
            {t('loading')}
          </WaitingRows>
        }
        failed={t('failed')}
        failedClassName="mt-4"
        empty={
          <div className="mt-6">
            <Empty title={t(unread ? 'none.unread' : 'none.title')}>{t('empty')}</Empty>
          </div>
        }
      >
        <ul className="divide-y divide-line">
          <EachRow>
            {items.map((item) => (
              <NotificationRow key={item.id} item={item} changes={changes} />
            ))}
          </EachRow>
        </ul>
      </PagedList>
      {clearing && (
        <Confirm
          title={t('clear.ask')}
          action={t('clear.do')}
          doing={t('clear.doing')}
          keep={t('clear.keep')}
          failed={t('clear.failed')}
          onConfirm={async () => {
            await answer(api.DELETE('/v1/me/notifications'))
            list.reload()
          }}
          onClose={() => setClearing(false)}
        >
          {t('clear.about')}
        </Confirm>
      )}
    </div>
  )
}

/** What can be done with all notifications at once. */
function ListTools({
  hasUnread,
  changes,
  onClear,
}: {
  hasUnread: boolean
  changes: ReturnType<typeof useChanges>
  onClear: () => void
}) {
  return (
    <div className="flex flex-wrap gap-2">
      {hasUnread && (
        <Button look="quiet" busy={changes.busyWith === 'all' && t('mark.doing')} onClick={changes.markAll}>
          <CheckCheck size={16} aria-hidden />
          {t('mark.all')}
        </Button>
      )}
      <Button look="quiet" onClick={onClear}>
        <Trash2 size={16} aria-hidden />
        {t('clear.open')}
      </Button>
    </div>
  )
}

function Tab({ to, isHere, children }: { to: string; isHere: boolean; children: string }) {
  return (
    <Link
      to={to}
      aria-current={isHere ? 'page' : undefined}
      className={`-mb-px border-b-2 px-3 py-2.5 font-medium ${isHere ? 'border-accent' : 'border-transparent text-soft hover:text-ink'}`}
    >
      {children}
    </Link>
  )
}
