import type { Role } from '../../../contract/people.ts'
import type { PlainKey } from '../locales/admin.ts'

export const roleNames: Record<Role, PlainKey> = {
  member: 'role.member',
  operator: 'role.operator',
  admin: 'role.admin',
}
export const roles = Object.keys(roleNames) as Role[]

/** Why a person cannot change their own role. */
export const ownRoleTexts = {
  last: 'own.last',
  another: 'own.another',
} satisfies Record<string, PlainKey>
