import { Ban } from 'lucide-react'
import { Link } from 'react-router'
import type { Role } from '../../../contract/people.ts'
import type { User } from '../../../contract/users.ts'
import { fullName } from '../../../domain/full-name.ts'
import { t } from '../locales/admin.ts'
import { Button } from '../ui/button.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { formatAgo, formatDay, formatExact, ownZone } from '../ui/time.ts'
import { ownRoleTexts, roleNames, roles } from './words.ts'

const cell = 'py-2 pr-4 align-middle max-md:block max-md:p-0'

/** A person: a row of the table, and on a phone a block. */
export function UserRow({
  user,
  own,
  isBusy,
  onRole,
  onSuspend,
}: {
  user: User
  /** The viewer's own row. `last`: the viewer is the only admin. */
  own: false | 'another' | 'last'
  isBusy: boolean
  onRole: (role: Role) => void
  onSuspend: (suspended: boolean) => void
}) {
  const name = fullName(user)
  const zone = ownZone()
  return (
    <tr className="max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:py-3">
      <th scope="row" className={`${cell} text-left font-normal max-md:min-w-0`}>
        <span className="block truncate font-medium">
          <bdi>{name}</bdi>
          {own && (
            <span className="ml-2 rounded bg-sunken px-1.5 py-0.5 font-normal text-soft text-sm">
              {t('row.you')}
            </span>
          )}
        </span>
        <span className="block truncate text-soft text-sm">@{user.username}</span>
        {user.suspended && (
          <StateMark tone="bad" Icon={Ban}>
            {t('row.suspended')}
          </StateMark>
        )}
      </th>
      <td className={`${cell} break-all text-sm max-md:col-start-1 max-md:row-start-2`}>
        {user.email ?? <span className="text-soft">{t('row.noEmail')}</span>}
      </td>
      <td className={`${cell} ${own ? 'max-md:col-span-2' : 'max-md:col-start-2 max-md:row-start-1'}`}>
        {own ? (
          <OwnRole role={user.role} own={own} />
        ) : (
          <RoleSelect user={user} isBusy={isBusy} onRole={onRole} />
        )}
      </td>
      <td className={`${cell} text-soft text-sm max-md:col-start-1 max-md:row-start-3`}>
        <LastSignIn at={user.lastSignInAt} />
      </td>
      <td className={`${cell} text-soft text-sm max-md:hidden`}>
        <time dateTime={user.createdAt} title={formatExact(user.createdAt, zone)}>
          {formatDay(user.createdAt, zone)}
        </time>
      </td>
      <td className={`${cell} max-md:col-span-2`}>
        <span className="inline-flex items-center gap-1 max-md:-ml-4">
          <Link
            to={`/admin/activity?actor=${user.uid}`}
            aria-label={t('row.activityName', { name })}
            className="inline-flex h-control items-center rounded-lg px-4 text-sm hover:bg-sunken"
          >
            {t('row.activity')}
          </Link>
          {!own && (
            <Button
              look="plain"
              className="text-sm md:w-28"
              busy={isBusy && t('row.saving')}
              aria-label={user.suspended ? t('row.letInName', { name }) : t('row.suspendName', { name })}
              onClick={() => onSuspend(!user.suspended)}
            >
              {user.suspended ? t('row.letIn') : t('row.suspend')}
            </Button>
          )}
        </span>
      </td>
    </tr>
  )
}

function OwnRole({ role, own }: { role: Role; own: keyof typeof ownRoleTexts }) {
  return (
    <>
      <span className="block">{t(roleNames[role])}</span>
      <span className="block text-soft text-sm md:max-w-44">{t(ownRoleTexts[own])}</span>
    </>
  )
}

function RoleSelect({ user, isBusy, onRole }: { user: User; isBusy: boolean; onRole: (role: Role) => void }) {
  return (
    <select
      aria-label={t('row.roleOf', { name: fullName(user) })}
      aria-busy={isBusy}
      disabled={isBusy}
      value={user.role}
      onChange={(change) => onRole(change.target.value as Role)}
      className="h-control rounded-lg border border-edge bg-surface px-2 disabled:text-soft"
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {t(roleNames[role])}
        </option>
      ))}
    </select>
  )
}

function LastSignIn({ at }: { at: string | null | undefined }) {
  if (!at)
    return (
      <>
        <span className="md:hidden">{t('row.neverSignedIn')}</span>
        <span className="max-md:hidden">{t('row.never')}</span>
      </>
    )
  return (
    <time dateTime={at} title={formatExact(at, ownZone())}>
      <span className="md:hidden">{t('row.signedIn', { when: formatAgo(at) })}</span>
      <span className="max-md:hidden">{formatAgo(at)}</span>
    </time>
  )
}
