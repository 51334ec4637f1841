import type { OperationId, RoleOperationId } from '../contract/index.ts'
import type { Role } from '../contract/people.ts'

/** A person who acts. The guard rejects suspended people before any action. */
export type Actor = { uid: string; role: Role }

/** How an actor relates to a resource. */
export type Standing = 'self' | 'organiser' | 'owner'

type Grant = {
  /** These roles may act on every resource. */
  readonly roles: readonly Role[]
  /** People who relate to the resource in these ways may act on it with any role. */
  readonly standings?: readonly Standing[]
}

const everybody = ['member', 'operator', 'admin'] as const
const admins = ['admin'] as const
const operators = ['operator', 'admin'] as const
const nobody = [] as const

/** Actions that are not operations: they decide about one resource, or about a read that the Firestore rules allow. */
type OtherAction =
  | 'events-read-draft'
  | 'events-read-hidden'
  | 'events-read-url'
  | 'labs-read'
  | 'lab-places-manage'
  | 'lab-places-read'
  | 'people-read'
  | 'access-read'
  | 'notifications-read'
  | 'cloud-account-manage'
  | 'cloud-account-use'
  | 'cluster-manage'
  | 'client-manage'
/** An operation with access `role` needs an entry, and a misspelled name doesn't compile. */
type Grants = Readonly<Record<RoleOperationId, Grant> & Partial<Record<OperationId | OtherAction, Grant>>>

/** The only table of permissions. The guard, the menus and the tests of the Firestore rules read it. */
export const grants = {
  'events-create': { roles: everybody },
  'events-read-draft': { roles: admins, standings: ['owner', 'organiser'] },
  'events-read-hidden': { roles: admins },
  'events-read-url': { roles: admins, standings: ['owner', 'organiser'] },
  'events-update': { roles: admins, standings: ['owner', 'organiser'] },
  'events-publish': { roles: admins, standings: ['owner', 'organiser'] },
  'events-cancel': { roles: admins, standings: ['owner', 'organiser'] },
  'events-delete': { roles: admins, standings: ['owner', 'organiser'] },
  'events-message': { roles: admins, standings: ['owner', 'organiser'] },
  'registrations-request': { roles: everybody },
  'registrations-get': { roles: admins, standings: ['self', 'owner', 'organiser'] },
  'registrations-cancel': { roles: admins, standings: ['self', 'owner', 'organiser'] },
  'registrations-list': { roles: admins, standings: ['owner', 'organiser'] },
  'labs-remove': { roles: admins, standings: ['owner', 'organiser'] },
  'labs-extend': { roles: admins, standings: ['owner', 'organiser'] },
  'labs-update': { roles: operators },
  'labs-rehearse': { roles: admins, standings: ['owner', 'organiser'] },
  'labs-end-rehearsal': { roles: admins, standings: ['owner', 'organiser'] },
  'labs-read': { roles: admins, standings: ['owner', 'organiser'] },
  'lab-places-manage': { roles: admins, standings: ['owner', 'organiser'] },
  'lab-places-read': { roles: admins, standings: ['self', 'owner', 'organiser'] },
  'reviews-create': { roles: everybody },
  'reviews-delete': { roles: admins, standings: ['self'] },
  'people-read': { roles: admins, standings: ['self'] },
  'access-read': { roles: nobody, standings: ['self'] },
  'notifications-read': { roles: nobody, standings: ['self'] },
  'users-list': { roles: admins },
  'users-set-role': { roles: admins },
  'users-suspend': { roles: admins },
  'reports-create': { roles: everybody },
  'reports-list': { roles: admins },
  'reports-hide': { roles: admins },
  'reports-restore': { roles: admins },
  'reports-dismiss': { roles: admins },
  'activity-list': { roles: admins },
  'system-get': { roles: admins },
  'dead-letters-list': { roles: admins },
  'dead-letters-replay': { roles: admins },
  'dead-letters-discard': { roles: admins },
  'cloud-trust-get': { roles: operators },
  'cloud-accounts-create': { roles: operators },
  'cloud-accounts-list': { roles: operators },
  'cloud-accounts-get': { roles: operators },
  'cloud-accounts-update': { roles: operators },
  'cloud-accounts-verify': { roles: operators },
  'cloud-accounts-rotate': { roles: operators },
  'cloud-accounts-delete': { roles: operators },
  'cloud-accounts-buckets': { roles: operators },
  'cloud-accounts-zones': { roles: operators },
  'cloud-accounts-create-bucket': { roles: operators },
  'cloud-accounts-objects': { roles: operators },
  'cloud-accounts-offerings': { roles: operators },
  'account-offers-create': { roles: operators },
  'account-offers-list': { roles: operators },
  'account-offers-update': { roles: operators },
  'account-offers-withdraw': { roles: operators },
  'lab-costs-list': { roles: operators },
  'clusters-create': { roles: operators },
  'clusters-list': { roles: operators },
  'clusters-estimate': { roles: operators },
  'clusters-get': { roles: operators },
  'clusters-update': { roles: operators },
  'clusters-delete': { roles: operators },
  'clusters-cancel': { roles: operators },
  'clusters-retry': { roles: operators },
  'clusters-undo-change': { roles: operators },
  'clusters-unlock': { roles: operators },
  'clusters-forget': { roles: operators },
  'clusters-extend': { roles: operators },
  'clusters-check-drift': { roles: operators },
  'clusters-kubeconfig': { roles: operators },
  'runs-list': { roles: operators },
  'runs-get': { roles: operators },
  'runs-log': { roles: operators },
  'runs-approve': { roles: operators },
  'runs-discard': { roles: operators },
  'clients-create': { roles: operators },
  'clients-list': { roles: operators },
  'clients-get': { roles: operators },
  'clients-update': { roles: operators },
  'clients-rotate': { roles: operators },
  'clients-delete': { roles: operators },
  // An operator may call the operations above. These grants decide on which account, cluster or client.
  'cloud-account-manage': { roles: admins, standings: ['owner'] },
  'cloud-account-use': { roles: nobody, standings: ['owner'] },
  'cluster-manage': { roles: admins, standings: ['owner'] },
  'client-manage': { roles: admins, standings: ['owner'] },
} as const satisfies Grants

export type Action = keyof typeof grants
export const isAction = (name: string): name is Action => Object.hasOwn(grants, name)

/** How `uid` relates to an event, or to a registration in the event. */
export const standingsOf = (
  uid: string,
  thing: { ownerId?: string; organiserIds?: readonly string[]; userId?: string },
): Standing[] => {
  const relations: Standing[] = []
  if (thing.userId === uid) relations.push('self')
  if (thing.ownerId === uid) relations.push('owner')
  if (thing.organiserIds?.includes(uid)) relations.push('organiser')
  return relations
}

/** Whether `uid` owns or helps to run an event. */
export const isOrganiser = (uid: string, event: { ownerId?: string; organiserIds?: readonly string[] }) =>
  standingsOf(uid, event).length > 0

/** Whether `actor` may do `action` to a resource it relates to in these ways. Without a grant, the answer is no. */
export const may = (actor: Actor | undefined, action: Action, to: readonly Standing[] = []): boolean => {
  if (!actor) return false
  const grant: Grant = grants[action]
  return grant.roles.includes(actor.role) || to.some((standing) => grant.standings?.includes(standing))
}
