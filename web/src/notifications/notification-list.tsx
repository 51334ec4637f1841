import { Check, CheckCheck, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Notification } from '../../../contract/notifications.ts'
import { answer, api } from '../lib/api.ts'
import { ago } from '../lib/time.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/notifications.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** What the bell's panel holds: read it, mark it, delete it. */
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
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const action = useAction(async (id: string, call: () => Promise<unknown>) => {
    setBusyWith(id)
    try {
      await call()
    } finally {
      setBusyWith(null)
    }
  })
  const path = (notificationId: string) => ({ params: { path: { notificationId } } })
  const mark = (id: string, read: boolean) =>
    action.run(id, () =>
      answer(api.PATCH('/v1/me/notifications/{notificationId}', { ...path(id), body: { read } })),
    )
  const remove = (id: string) =>
    action.run(id, () => answer(api.DELETE('/v1/me/notifications/{notificationId}', path(id))))
  const markAll = () => action.run('all', () => answer(api.POST('/v1/me/notifications/read-all')))

  return (
    <>
      <div className="sticky top-0 z-10 flex min-h-14 items-center justify-between gap-2 border-line border-b bg-surface px-4">
        <h2 className="font-semibold">{t('title')}</h2>
        {unread > 0 && (
          <Button
            look="plain"
            className="-mr-2 px-2 text-sm"
            busy={busyWith === 'all' && t('mark.doing')}
            onClick={markAll}
          >
            <CheckCheck size={16} aria-hidden />
            {t('mark.all')}
          </Button>
        )}
      </div>
      <FailureNotice
        failure={action.failure}
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
        {items.map((item) => (
          <li
            key={item.id}
            className={`flex gap-1 py-3 pr-2 pl-6 ${busyWith === item.id ? 'opacity-60' : ''}`}
          >
            <Link
              to={item.link}
              className="group/link relative min-w-0 flex-1"
              onClick={() => {
                if (!item.read) void mark(item.id, true)
                onLeave()
              }}
            >
              {!item.read && (
                <span aria-hidden className="-left-3 absolute top-2 size-2 rounded-full bg-accent" />
              )}
              <span className={`block ${item.read ? '' : 'font-semibold'} group-hover/link:underline`}>
                {!item.read && <span className="sr-only">{t('unread')} </span>}
                {item.title}
              </span>
              <span className="block text-sm text-soft">{item.body}</span>
              <time dateTime={item.createdAt} className="block text-sm text-soft">
                {ago(item.createdAt)}
              </time>
            </Link>
            {!item.read && (
              <Tool
                name={t('mark.one')}
                about={item.title}
                Icon={Check}
                onClick={() => mark(item.id, true)}
              />
            )}
            <Tool name={t('delete')} about={item.title} Icon={Trash2} onClick={() => remove(item.id)} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Tool({
  name,
  about,
  Icon,
  onClick,
}: {
  name: string
  about: string
  Icon: typeof Check
  onClick: () => void
}) {
  return (
    <button
      type="button"
      title={name}
      aria-label={`${name}: ${about}`}
      onClick={onClick}
      className="grid size-control shrink-0 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
    >
      <Icon size={16} aria-hidden />
    </button>
  )
}
