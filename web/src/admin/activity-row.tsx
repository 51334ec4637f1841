import { ListFilter } from 'lucide-react'
import { Link } from 'react-router'
import type { ActivityItem } from '../../../contract/activity.ts'
import type { Role } from '../../../contract/people.ts'
import { useNamed } from '../lib/use-named.ts'
import { t } from '../locales/activity.ts'
import { t as admin } from '../locales/admin.ts'
import { formatAgo, formatExact, ownZone } from '../ui/time.ts'
import { describeActivity } from './actions.ts'
import { thingOf } from './subjects.ts'
import { roleNames } from './words.ts'

const isRole = (word: string | undefined): word is Role =>
  word !== undefined && Object.hasOwn(roleNames, word)

/** Details of the record besides who, what and when. */
const extrasOf = ({ details, counts }: ActivityItem): string[] => {
  const extras: string[] = []
  if (isRole(details?.before) && isRole(details.role))
    extras.push(
      t('row.roles', { before: admin(roleNames[details.before]), role: admin(roleNames[details.role]) }),
    )
  if (counts?.confirmed) extras.push(t('count.confirmed', { count: counts.confirmed }))
  if (counts?.waitlisted) extras.push(t('count.waitlisted', { count: counts.waitlisted }))
  if (counts?.cancelled) extras.push(t('count.cancelled', { count: counts.cancelled }))
  return extras
}

const link = 'font-medium underline decoration-line underline-offset-4 hover:decoration-current'

export function ActivityRow({
  item,
  isNew,
  onOnly,
}: {
  item: ActivityItem
  isNew: boolean
  onOnly: (filter: { actor: string } | { thing: string }) => void
}) {
  const { actorId, thing, at, requestId } = item
  const isPerson = actorId !== 'system' && actorId !== 'nobody'
  const actor = useNamed(isPerson ? `people/${actorId}` : null)
  const about = thingOf(thing)
  const named = useNamed(about.path)
  const label = named === undefined && about.path ? '…' : about.label(named ?? null)
  const place = about.link(named ?? null)
  const who = isPerson
    ? (actor?.name ?? (actor === null ? t('name.former') : '…'))
    : actorId === 'system'
      ? t('name.system')
      : t('name.nobody')
  return (
    <li className={`grid grid-cols-[1fr_auto] items-center gap-x-3 py-2 ${isNew ? 'animate-slide-in' : ''}`}>
      <div className="min-w-0">
        <p className="break-words">
          <button type="button" className={link} onClick={() => onOnly({ actor: actorId })}>
            {who}
          </button>{' '}
          {describeActivity(item)}
          {about.path !== `people/${actorId}` && (
            <>
              {' · '}
              {place ? (
                <Link className={link} to={place}>
                  {label}
                </Link>
              ) : (
                label
              )}
            </>
          )}
        </p>
        <p className="flex flex-wrap gap-x-3 text-soft text-sm">
          <time dateTime={at} title={`${formatExact(at, ownZone())}. ${t('row.request', { id: requestId })}`}>
            {formatAgo(at)}
          </time>
          {extrasOf(item).map((text) => (
            <span key={text}>{text}</span>
          ))}
        </p>
      </div>
      <button
        type="button"
        title={t('row.onlyThis', { name: label })}
        aria-label={t('row.onlyThis', { name: label })}
        onClick={() => onOnly({ thing: about.path ?? thing })}
        className="grid size-control place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
      >
        <ListFilter size={16} aria-hidden />
      </button>
    </li>
  )
}
