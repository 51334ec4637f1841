import { Check, Trash2, Undo2 } from 'lucide-react'
import { Link } from 'react-router'
import { isolate } from '../../../contract/isolate.ts'
import type { Notification } from '../../../contract/notifications.ts'
import { t as common } from '../locales/common.ts'
import { t } from '../locales/notifications.ts'
import { formatAgo, formatInOwnZone } from '../ui/time.ts'
import type { Changes } from './use-changes.ts'

/** The reader's own time of a notice with a time, if it differs from the time of the place. */
const ownTimeOf = ({ values }: Notification): string | null =>
  values?.at && values.timeZone
    ? formatInOwnZone({ startsAt: String(values.at), endsAt: null }, String(values.timeZone))
    : null

/** A notification. Following its link marks it as read. */
export function NotificationRow({
  item,
  changes: { busyWith, mark, remove },
  onLeave,
}: {
  item: Notification
  changes: Changes
  onLeave?: () => void
}) {
  const own = ownTimeOf(item)
  return (
    <li className={`flex gap-1 py-3 pr-2 pl-6 ${busyWith === item.id ? 'opacity-60' : ''}`}>
      <Link
        to={item.link}
        className="group/link relative min-w-0 flex-1 wrap-anywhere"
        onClick={() => {
          if (!item.read) void mark(item.id, true)
          onLeave?.()
        }}
      >
        {!item.read && <span aria-hidden className="-left-3 absolute top-2 size-2 rounded-full bg-accent" />}
        <span className={`block ${item.read ? '' : 'font-semibold'} group-hover/link:underline`}>
          {!item.read && <span className="sr-only">{t('unread')} </span>}
          {item.title}
        </span>
        <span className="block text-sm text-soft">
          {item.body}
          {own && ` (${common('time.own', { time: own })})`}
        </span>
        <time dateTime={item.createdAt} className="block text-sm text-soft">
          {formatAgo(item.createdAt)}
        </time>
      </Link>
      {item.read ? (
        <Tool name={t('mark.unread')} about={item.title} Icon={Undo2} onClick={() => mark(item.id, false)} />
      ) : (
        <Tool name={t('mark.read')} about={item.title} Icon={Check} onClick={() => mark(item.id, true)} />
      )}
      <Tool name={t('delete')} about={item.title} Icon={Trash2} onClick={() => remove(item.id)} />
    </li>
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
      aria-label={`${name}: ${isolate(about)}`}
      onClick={onClick}
      className="grid size-control shrink-0 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
    >
      <Icon size={16} aria-hidden />
    </button>
  )
}
