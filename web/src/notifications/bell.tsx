import { Bell as BellIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Notification, NotificationDocument } from '../../../contract/notifications.ts'
import { presentNotification } from '../../../domain/notifications.ts'
import { useLiveList } from '../lib/live.ts'
import { presentEach } from '../lib/present-each.ts'
import { t } from '../locales/notifications.ts'
import { Notice } from '../ui/notice.tsx'
import { Popover } from '../ui/popover.tsx'
import { NotificationList } from './notification-list.tsx'

const newest = 20

/** The bell with the number of unread notifications, live. */
export function Bell({ uid }: { uid: string }) {
  const list = useLiveList<NotificationDocument & { id: string }>(
    `people/${uid}/notifications`,
    ({ collection, db, limit, orderBy, query }) =>
      query(collection(db, `people/${uid}/notifications`), orderBy('createdAt', 'desc'), limit(newest)),
  )
  const items: Notification[] =
    list.status === 'ready' ? presentEach(list.data, (notice) => presentNotification(notice.id, notice)) : []
  const unread = items.filter((item) => !item.read).length

  return (
    <>
      <Popover
        label={t('title')}
        name={unread > 0 ? t('bell', { unread }) : t('title')}
        className="w-96"
        look="relative grid size-control place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
        button={
          <>
            <BellIcon size={20} aria-hidden />
            {unread > 0 && (
              <span
                aria-hidden
                className="absolute top-1 right-0.5 grid h-4.5 min-w-4.5 animate-slide-in place-items-center rounded-full bg-accent px-1 font-semibold text-[0.6875rem] text-on-accent leading-none tabular-nums"
              >
                {unread === newest ? `${newest}+` : unread}
              </span>
            )}
          </>
        }
      >
        {(close) => (
          <>
            <NotificationList items={items} status={list.status} unread={unread} onLeave={close} />
            {list.status === 'failed' && (
              <div className="p-3">
                <Notice tone="warn" onRetry={list.retry}>
                  {t('failed')}
                </Notice>
              </div>
            )}
          </>
        )}
      </Popover>
      <News newest={items[0]} ready={list.status === 'ready'} />
    </>
  )
}

/** Announces new notifications to screen readers. */
function News({ newest: item, ready }: { newest: Notification | undefined; ready: boolean }) {
  const seen = useRef<string | null>(null)
  const [news, setNews] = useState('')
  useEffect(() => {
    if (!ready) return
    const created = item?.createdAt ?? ''
    if (seen.current !== null && item && !item.read && created > seen.current)
      setNews(t('news', { title: item.title }))
    seen.current = created
  }, [item, ready])
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  )
}
