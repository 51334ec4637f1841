import * as accountOffers from './account-offers.ts'
import * as activity from './activity.ts'
import * as avatars from './avatars.ts'
import * as calendars from './calendars.ts'
import * as clients from './clients.ts'
import * as cloudAccounts from './cloud-accounts.ts'
import * as cloudTrust from './cloud-trust.ts'
import * as clusters from './clusters.ts'
import * as cockpit from './cockpit.ts'
import * as deadLetters from './dead-letters.ts'
import * as events from './events.ts'
import * as health from './health.ts'
import * as labCosts from './lab-costs.ts'
import * as labs from './labs.ts'
import * as mails from './mails.ts'
import * as notifications from './notifications.ts'
import { declarationOrder, type Operation } from './operation.ts'
import * as people from './people.ts'
import * as registrations from './registrations.ts'
import * as reports from './reports.ts'
import * as reviews from './reviews.ts'
import * as runner from './runner.ts'
import * as runs from './runs.ts'
import * as signIn from './sign-in.ts'
import * as signIns from './sign-ins.ts'
import * as status from './status.ts'
import * as system from './system.ts'
import * as usernames from './usernames.ts'
import * as users from './users.ts'

/** In the order of the documentation. Each operation that a module exports is an endpoint. */
const resources = [
  health,
  status,
  people,
  usernames,
  signIn,
  avatars,
  events,
  registrations,
  calendars,
  labs,
  cockpit,
  labCosts,
  reports,
  reviews,
  notifications,
  users,
  activity,
  mails,
  system,
  deadLetters,
  cloudTrust,
  cloudAccounts,
  accountOffers,
  clusters,
  runs,
  runner,
  clients,
  signIns,
] as const

type OperationIn<Resource> = Resource extends object ? Extract<Resource[keyof Resource], Operation> : never
type Declared = OperationIn<(typeof resources)[number]>

/** The name of every HTTP endpoint, as a literal type. */
export type OperationId = Declared['id']
/** The endpoints that domain/roles.ts grants to roles. */
export type RoleOperationId = Extract<Declared, { readonly access: 'role' }>['id']

const isOperation = (value: unknown): value is Operation & { id: OperationId } =>
  declarationOrder.has(value as Operation)

/** Every HTTP endpoint. A module object lists its exports by name, so their order comes from `declarationOrder`. */
export const operations: readonly (Operation & { readonly id: OperationId })[] = resources.flatMap(
  (resource) =>
    Object.values(resource)
      .filter(isOperation)
      .sort((a, b) => declarationOrder.get(a)! - declarationOrder.get(b)!),
)
