import type { Role } from '../../../contract/people.ts'
import type { User } from '../../../contract/users.ts'
import { type PlainKey, t } from '../locales/admin.ts'
import { UserRow } from './user-row.tsx'

const columns = [
  'column.person',
  'column.email',
  'column.role',
  'column.signedIn',
  'column.joined',
] as const satisfies PlainKey[]

/** The people as a table, and on a phone one block below the other. */
export function UsersTable({
  users,
  labelledBy,
  isRefreshing,
  ownUid,
  isOnlyAdmin,
  busyUid,
  onRole,
  onSuspend,
}: {
  users: User[]
  labelledBy: string
  isRefreshing: boolean
  ownUid: string | undefined
  /** Whether the viewer is the only admin. */
  isOnlyAdmin: boolean
  /** The person whose change is being saved. */
  busyUid: string | null
  onRole: (user: User, role: Role) => void
  onSuspend: (user: User, suspended: boolean) => void
}) {
  return (
    <table aria-labelledby={labelledBy} className={`w-full max-md:block ${isRefreshing ? 'opacity-60' : ''}`}>
      <thead className="max-md:hidden">
        <tr className="border-line border-b text-left text-soft text-sm">
          {columns.map((column) => (
            <th key={column} scope="col" className="py-2 pr-4 font-normal">
              {t(column)}
            </th>
          ))}
          <th scope="col" className="py-2 font-normal">
            <span className="sr-only">{t('column.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line max-md:block">
        {users.map((user) => (
          <UserRow
            key={user.uid}
            user={user}
            own={user.uid === ownUid && (isOnlyAdmin ? 'last' : 'another')}
            isBusy={busyUid === user.uid}
            onRole={(role) => onRole(user, role)}
            onSuspend={(suspended) => onSuspend(user, suspended)}
          />
        ))}
      </tbody>
    </table>
  )
}
