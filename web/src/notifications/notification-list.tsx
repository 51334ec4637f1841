import { CheckCheck } from 'lucide-react'
import { Link } from 'react-router'
import type { Notification } from '../../../contract/notifications.ts'
import { t } from '../locales/notifications.ts'
import { Button } from '../ui/button.tsx'
import { EachRow } from '../ui/each-row.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { NotificationRow } from './notification-row.tsx'
import { useChanges } from './use-changes.ts'

/** The bell's panel: the newest notifications and a link to all. */
export function NotificationList({
  items,
  status,
  unread,
  onLeave,
}: {
  items: Notification[]
  status: 'loading' | 'ready' | 'failed'
  unread: number
  onLeave: () => void
}) {
  const changes = useChanges()
  return (
    <>
      <div className="sticky top-0 z-10 flex min-h-14 items-center justify-between gap-2 border-line border-b bg-surface px-4">
        <h2 className="font-semibold">{t('title')}</h2>
        {unread > 0 && (
          <Button
            look="plain"
            className="-mr-2 px-2 text-sm"
            busy={changes.busyWith === 'all' && t('mark.doing')}
            onClick={changes.markAll}
          >
            <CheckCheck size={16} aria-hidden />
            {t('mark.all')}
          </Button>
        )}
      </div>
      <FailureNotice
        failure={changes.failure}
        what={t('action.failed')}
        unsure={t('action.unsure')}
        className="m-3"
      />
      {status === 'loading' && (
        <div className="space-y-2 p-4">
          <Skeleton className="h-5 w-3/4" />
          <Skeleton className="h-5 w-full" />
        </div>
      )}
      {status === 'ready' && items.length === 0 && (
        <p className="px-4 py-10 text-center text-soft">{t('empty')}</p>
      )}
      <ul className="divide-y divide-line">
        <EachRow>
          {items.map((item) => (
            <NotificationRow key={item.id} item={item} changes={changes} onLeave={onLeave} />
          ))}
        </EachRow>
      </ul>
      {items.length > 0 && (
        <div className="sticky bottom-0 border-line border-t bg-surface p-2 text-center">
          <Link
            to="/notifications"
            onClick={onLeave}
            className="inline-block px-4 py-2 font-medium underline"
          >
            {t('all.link')}
          </Link>
        </div>
      )}
    </>
  )
}
