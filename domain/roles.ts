import type { Role } from '../contract/people.ts'

/** Who acts. `suspended` people never get as far as an action: the guard turns them away. */
export type Actor = { uid: string; role: Role }

/** What an actor is to a thing. */
export type Standing = 'self' | 'organiser' | 'owner'

type Grant = {
  /** These roles may, whatever they are to the thing. */
  readonly roles: readonly Role[]
  /** Who stands so to the thing may, whatever the role. */
  readonly standings?: readonly Standing[]
}

const everybody = ['member', 'operator', 'admin'] as const
const admins = ['admin'] as const
const operators = ['operator', 'admin'] as const
const nobody = [] as const

/** The one table of who may do what; guard, menus and the tests of the rules read it. */
export const grants = {
  'events-create': { roles: everybody },
  'events-read-draft': { roles: admins, standings: ['owner', 'organiser'] },
  'events-read-url': { roles: admins, standings: ['owner', 'organiser'] },
  'events-update': { roles: admins, standings: ['owner', 'organiser'] },
  'events-publish': { roles: admins, standings: ['owner', 'organiser'] },
  'events-cancel': { roles: admins, standings: ['owner', 'organiser'] },
  'events-delete': { roles: admins, standings: ['owner', 'organiser'] },
  'registrations-request': { roles: everybody },
  'registrations-get': { roles: admins, standings: ['self', 'owner', 'organiser'] },
  'registrations-cancel': { roles: admins, standings: ['self', 'owner', 'organiser'] },
  'registrations-list': { roles: admins, standings: ['owner', 'organiser'] },
  'reviews-create': { roles: everybody },
  'reviews-delete': { roles: admins, standings: ['self'] },
  'people-read': { roles: admins, standings: ['self'] },
  'access-read': { roles: nobody, standings: ['self'] },
  'notifications-read': { roles: nobody, standings: ['self'] },
  'users-list': { roles: admins },
  'users-set-role': { roles: admins },
  'users-suspend': { roles: admins },
  'activity-list': { roles: admins },
  'cloud-trust-get': { roles: operators },
  'cloud-accounts-create': { roles: operators },
  'cloud-accounts-list': { roles: operators },
  'cloud-accounts-get': { roles: operators },
  'cloud-accounts-update': { roles: operators },
  'cloud-accounts-verify': { roles: operators },
  'cloud-accounts-rotate': { roles: operators },
  'cloud-accounts-delete': { roles: operators },
  'cloud-accounts-buckets': { roles: operators },
  'cloud-accounts-create-bucket': { roles: operators },
  'cloud-accounts-objects': { roles: operators },
  'clusters-create': { roles: operators },
  'clusters-list': { roles: operators },
  'clusters-estimate': { roles: operators },
  'clusters-get': { roles: operators },
  'clusters-update': { roles: operators },
  'clusters-delete': { roles: operators },
  'clusters-cancel': { roles: operators },
  'clusters-retry': { roles: operators },
  'clusters-extend': { roles: operators },
  'clusters-check-drift': { roles: operators },
  'clusters-kubeconfig': { roles: operators },
  'runs-list': { roles: operators },
  'runs-get': { roles: operators },
  'runs-log': { roles: operators },
  'runs-approve': { roles: operators },
  'runs-discard': { roles: operators },
  // Beyond calling them: whose account or cluster it may be.
  'cloud-account-manage': { roles: admins, standings: ['owner'] },
  'cloud-account-use': { roles: nobody, standings: ['owner'] },
  'cluster-manage': { roles: admins, standings: ['owner'] },
} as const satisfies Record<string, Grant>

export type Action = keyof typeof grants
export const isAction = (name: string): name is Action => Object.hasOwn(grants, name)

/** What `uid` is to an event, and to a registration in it. */
export const standings = (
  uid: string,
  thing: { ownerId?: string; organiserIds?: readonly string[]; userId?: string },
): Standing[] => {
  const found: Standing[] = []
  if (thing.userId === uid) found.push('self')
  if (thing.ownerId === uid) found.push('owner')
  if (thing.organiserIds?.includes(uid)) found.push('organiser')
  return found
}

/** May `actor` do `action` to a thing it stands to in these ways? Anything not granted is refused. */
export const may = (actor: Actor | undefined, action: Action, to: readonly Standing[] = []): boolean => {
  if (!actor) return false
  const grant: Grant = grants[action]
  return grant.roles.includes(actor.role) || to.some((standing) => grant.standings?.includes(standing))
}
