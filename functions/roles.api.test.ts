import { beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../contract/index.ts'
import type { Operation } from '../contract/operation.ts'
import { type Role, role as roles } from '../contract/people.ts'
import { type Action, grants, isAction, type Standing } from '../domain/roles.ts'
import { send } from '../testing/api.ts'
import { requestOf } from '../testing/bad-input.ts'
import type { Call } from '../testing/calls/call.ts'
import { calls, isCalled } from '../testing/calls/index.ts'
import { asPerson, type Kind, type Person } from '../testing/people.ts'
import { makeWorld, type World } from '../testing/world.ts'

/**
 * The role matrix: each kind of caller × each endpoint and each collection's reads. The expectations come only from `operation.access` and
 * the table of domain/roles.ts. No caller owns or organises anything in the test world, so only the role decides. Refused callers come first.
 */
const everybody: [who: string, kind: Kind | null][] = [
  ['signed out', null],
  ['no profile', { profile: false }],
  ['unverified', { emailVerified: false }],
  ['suspended member', { suspended: true }],
  ['suspended admin', { role: 'admin', suspended: true }],
  ['member', {}],
  ['operator', { role: 'operator' }],
  ['admin', { role: 'admin' }],
]
type Table = Record<Action, { roles: readonly Role[]; standings?: readonly Standing[] }>
/** The role that counts. People without a profile and suspended people have none. */
const roleOf = (kind: Kind | null): Role | undefined =>
  kind && kind.profile !== false && !kind.suspended ? (kind.role ?? 'member') : undefined
const isGranted = (kind: Kind | null, action: Action, table: Table) => {
  const role = roleOf(kind)
  return role !== undefined && table[action].roles.includes(role)
}

/** The expected answer: `in`, or the possible problem codes. */
const expectedAnswer = (
  operation: Operation,
  call: Call,
  kind: Kind | null,
  table: Table = grants,
): string => {
  const { access, id } = operation
  if (access === 'public' || access === 'runner') return 'in'
  if (access !== 'recognised') {
    if (!kind) return 'unauthenticated'
    if (kind.suspended) return 'forbidden'
    if (kind.profile === false && !operation.withoutProfile) return 'profile-required'
    if (access === 'verified' && kind.emailVerified === false) return 'email-not-verified'
  }
  if (access === 'role' && isAction(id) && !isGranted(kind, id, table)) return 'forbidden'
  const action = call.action ?? id
  return !isAction(action) || isGranted(kind, action, table) ? 'in' : 'forbidden or not-found'
}
const refusals = ['unauthenticated', 'forbidden', 'profile-required', 'email-not-verified']

const tested = operations.filter(isCalled)

/** Returns a new world, and begins to make the next one. */
let coming: Promise<World> | undefined
const nextWorld = (): Promise<World> => {
  const world = coming ?? makeWorld()
  coming = world.then(makeWorld)
  // The call that awaits this world gets its error.
  coming.catch(() => {})
  return world
}

describe.each(tested)('$id', (operation) => {
  const call = calls[operation.id]
  let world: World
  beforeAll(async () => {
    world = await nextWorld()
  })
  const action = call.action ?? operation.id
  test.each(everybody.map(([who, kind]) => [who, expectedAnswer(operation, call, kind), kind] as const))(
    '%s → %s',
    async (_, expected, kind) => {
      // Each call gets a new person, because some operations create or delete a profile.
      const person = kind && (await asPerson('Pat', kind))
      const { path, init } = await requestOf(operation, call, {
        ...(person ? { token: () => person.token } : { authorization: () => undefined }),
        ...(call.otherParams && { params: call.otherParams }),
      })(world)
      const { status, text, body } = await send(path, init)
      const code = status < 400 ? 'in' : body.code
      if (expected !== 'in') return expect(expected.split(' or '), text).toContain(code)
      expect(refusals, text).not.toContain(code)
      // A permitted caller must also find the document.
      if (isAction(action)) expect(code, text).not.toBe('not-found')
    },
  )
})

type Read = {
  what: string
  /** A document, or a query of a collection. */
  get?: (world: World, me: string) => string
  list?: { in: (world: World, me: string) => string; where?: Record<string, unknown>; limit?: number }
  /** Who may read: everybody, signed-in people, nobody, or the row of this action, where the caller has the standings `to`. */
  by: 'everybody' | 'signed in' | 'nobody' | Action
  to?: Standing[]
}
const published = {
  fieldFilter: { field: { fieldPath: 'state' }, op: 'EQUAL', value: { stringValue: 'published' } },
}
const reads: Read[] = [
  { what: 'a published event', get: ({ event }) => `events/${event.id}`, by: 'everybody' },
  { what: 'published events', list: { in: () => 'events', where: published, limit: 50 }, by: 'everybody' },
  { what: 'published events without a limit', list: { in: () => 'events', where: published }, by: 'nobody' },
  { what: 'events of any state', list: { in: () => 'events', limit: 50 }, by: 'nobody' },
  { what: 'a draft', get: ({ draft }) => `events/${draft.id}`, by: 'events-read-draft' },
  {
    what: 'the link of an event',
    get: ({ event }) => `events/${event.id}/private/access`,
    by: 'events-read-url',
  },
  { what: 'the lab of an event', get: ({ event }) => `labs/${event.id}`, by: 'labs-read' },
  {
    what: "somebody's place in a lab",
    get: ({ event, erik }) => `labs/${event.id}/places/${erik.uid}`,
    by: 'lab-places-read',
  },
  {
    what: 'the caller’s place in a lab',
    get: ({ event }, me) => `labs/${event.id}/places/${me}`,
    by: 'lab-places-read',
    to: ['self'],
  },
  {
    what: 'the places of a lab',
    list: { in: ({ event }) => `labs/${event.id}/places`, limit: 500 },
    by: 'labs-read',
  },
  { what: 'labs', list: { in: () => 'labs', limit: 1 }, by: 'nobody' },
  {
    what: 'reviews',
    list: { in: ({ begun }) => `events/${begun.id}/reviews`, limit: 50 },
    by: 'everybody',
  },
  { what: 'a waiting line', get: ({ event }) => `events/${event.id}/public/line`, by: 'signed in' },
  {
    what: "somebody's registration",
    get: ({ event, erik }) => `events/${event.id}/registrations/${erik.uid}`,
    by: 'registrations-get',
  },
  {
    what: 'the caller’s registration',
    get: ({ event }, me) => `events/${event.id}/registrations/${me}`,
    by: 'registrations-get',
    to: ['self'],
  },
  {
    what: 'the registrations of an event',
    list: { in: ({ event }) => `events/${event.id}/registrations`, limit: 50 },
    by: 'registrations-list',
  },
  { what: 'a person', get: ({ sam }) => `people/${sam.uid}`, by: 'people-read' },
  { what: 'the caller’s profile', get: (_, me) => `people/${me}`, by: 'people-read', to: ['self'] },
  { what: 'people', list: { in: () => 'people', limit: 1 }, by: 'nobody' },
  { what: "somebody's role", get: ({ sam }) => `access/${sam.uid}`, by: 'access-read' },
  { what: 'the caller’s role', get: (_, me) => `access/${me}`, by: 'access-read', to: ['self'] },
  { what: 'roles', list: { in: () => 'access', limit: 1 }, by: 'nobody' },
  {
    what: "somebody's notification",
    get: ({ erik, notice }) => `people/${erik.uid}/notifications/${notice}`,
    by: 'notifications-read',
  },
  {
    what: "somebody's notifications",
    list: { in: ({ erik }) => `people/${erik.uid}/notifications`, limit: 50 },
    by: 'notifications-read',
  },
  {
    what: 'the caller’s notifications',
    list: { in: (_, me) => `people/${me}/notifications`, limit: 50 },
    by: 'notifications-read',
    to: ['self'],
  },
  {
    what: 'a cloud account',
    get: ({ account }) => `cloudAccounts/${account.id}`,
    by: 'cloud-account-manage',
  },
  {
    what: 'the secret of a cloud account',
    get: ({ account }) => `cloudAccounts/${account.id}/private/secret`,
    by: 'nobody',
  },
  { what: 'cloud accounts', list: { in: () => 'cloudAccounts', limit: 50 }, by: 'cloud-account-manage' },
  { what: 'too many cloud accounts', list: { in: () => 'cloudAccounts', limit: 51 }, by: 'nobody' },
  { what: 'a client', get: ({ client }) => `clients/${client.id}`, by: 'nobody' },
  { what: 'clients', list: { in: () => 'clients', limit: 1 }, by: 'nobody' },
  { what: 'the secret of a client', get: () => 'clients/cluster-one/private/secret', by: 'nobody' },
  { what: 'codes and tokens', list: { in: () => 'oidcArtifacts', limit: 1 }, by: 'nobody' },
  { what: 'a cluster', get: () => 'clusters/one', by: 'cluster-manage' },
  { what: 'clusters', list: { in: () => 'clusters', limit: 50 }, by: 'cluster-manage' },
  { what: 'too many clusters', list: { in: () => 'clusters', limit: 51 }, by: 'nobody' },
  { what: 'a run of a cluster', get: () => 'clusters/one/runs/one', by: 'cluster-manage' },
  {
    what: 'the runs of a cluster',
    list: { in: () => 'clusters/one/runs', limit: 50 },
    by: 'cluster-manage',
  },
  { what: 'a part of a run’s log', get: () => 'clusters/one/runs/one/log/000000', by: 'cluster-manage' },
  { what: 'the secrets of a run', get: () => 'clusters/one/runs/one/private/access', by: 'nobody' },
  { what: "somebody's check", get: ({ otto }) => `people/${otto.uid}/live/check`, by: 'nobody' },
  { what: 'the caller’s devices', list: { in: (_, me) => `people/${me}/devices`, limit: 1 }, by: 'nobody' },
  {
    what: 'what protects the caller’s account',
    get: (_, me) => `people/${me}/security/account`,
    by: 'nobody',
  },
  { what: 'the activity log', list: { in: () => 'activity', limit: 50 }, by: 'activity-list' },
  { what: 'an activity', get: () => 'activity/one', by: 'activity-list' },
  { what: 'too many activities', list: { in: () => 'activity', limit: 51 }, by: 'nobody' },
  { what: 'a username', get: ({ sam }) => `usernames/${sam.username}`, by: 'nobody' },
  { what: 'usernames', list: { in: () => 'usernames', limit: 1 }, by: 'nobody' },
  { what: 'the guard document of the admins', get: () => 'guards/admins', by: 'nobody' },
  { what: 'stored responses to idempotency keys', list: { in: () => 'idempotency', limit: 1 }, by: 'nobody' },
  { what: 'a picture', get: ({ sam }) => `avatars/${sam.uid}`, by: 'nobody' },
  { what: 'queued e-mail', list: { in: () => 'mails', limit: 1 }, by: 'nobody' },
  { what: 'stored limits', list: { in: () => 'limits', limit: 1 }, by: 'nobody' },
  { what: 'people who left', list: { in: () => 'removed', limit: 1 }, by: 'nobody' },
  { what: 'a failed message', get: ({ deadLetterId }) => `deadLetters/${deadLetterId}`, by: 'nobody' },
  { what: 'failed deliveries', list: { in: () => 'messageFailures', limit: 1 }, by: 'nobody' },
  { what: 'the last sweep', get: () => 'system/sweep', by: 'nobody' },
]

/** Suspended people, and people without a profile, read what is public, and access/{me}. */
const readable = ({ by, to = [] }: Read, kind: Kind | null, table: Table = grants): boolean => {
  if (by === 'everybody' || by === 'nobody') return by === 'everybody'
  const isRefused = !kind || ((kind.suspended || kind.profile === false) && by !== 'access-read')
  if (isRefused || by === 'signed in') return !isRefused
  return isGranted(kind, by, table) || to.some((standing) => table[by].standings?.includes(standing))
}

/** Reads over the Firestore API, as the web app does, so that the rules apply. Returns the HTTP status. */
const ask = async ({ get, list }: Read, world: World, me: string, token?: string): Promise<number> => {
  const database = `projects/${process.env.GOOGLE_CLOUD_PROJECT}/databases/(default)/documents`
  const place = get?.(world, me) ?? list!.in(world, me)
  const [collectionId, ...parents] = place.split('/').reverse() as [string, ...string[]]
  const parent = [database, ...parents.reverse()].join('/')
  const url = `http://${process.env.FIRESTORE_EMULATOR_HOST}/v1/${get ? `${database}/${place}` : `${parent}:runQuery`}`
  const { where, limit } = list ?? {}
  const structuredQuery = { from: [{ collectionId }], ...(where && { where }), ...(limit && { limit }) }
  const { status } = await fetch(url, {
    ...(list && { method: 'POST', body: JSON.stringify({ structuredQuery }) }),
    headers: { ...(token && { authorization: `Bearer ${token}` }) },
  })
  return status
}

describe('live reads:', () => {
  const people: Record<string, Person> = {}
  let world: World
  beforeAll(async () => {
    world = await nextWorld()
    for (const [who, kind] of everybody) if (kind) people[who] = await asPerson('Pat', kind)
  })
  describe.each(reads)('$what', (read) => {
    test.each(everybody.map(([who, kind]) => [who, readable(read, kind) ? 'may' : 'may not', kind] as const))(
      '%s %s',
      async (who, expected) => {
        const { uid = 'nobody', token } = people[who] ?? {}
        const status = await ask(read, world, uid, token)
        // A permitted read of a missing document is 404.
        expect(expected === 'may' ? [200, 404] : [403]).toContain(status)
      },
    )
  })
})

/** Every expectation of this file, under a table. */
const matrix = (table: Table): string =>
  everybody
    .flatMap(([, kind]) => [
      ...tested.map((operation) => expectedAnswer(operation, calls[operation.id], kind, table)),
      ...reads.map((read) => String(readable(read, kind, table))),
    ])
    .join()

/** Whether an expectation depends on this action and role. Some actions count only if the operation itself is granted. */
const isAsked = (action: Action, role: Role): boolean =>
  reads.some(({ by }) => by === action) ||
  tested.some(
    ({ id, access }) =>
      id === action ||
      (calls[id].action === action &&
        (access !== 'role' || !isAction(id) || (grants[id].roles as readonly Role[]).includes(role))),
  )

test.each(
  (Object.keys(grants) as Action[]).flatMap((action) =>
    roles.options.filter((role) => isAsked(action, role)).map((role) => [action, role] as const),
  ),
)('the matrix detects a change of the grant of %s to the role %s', (action, role) => {
  const rolesBefore: readonly Role[] = grants[action].roles
  const flipped = rolesBefore.includes(role)
    ? rolesBefore.filter((granted) => granted !== role)
    : [...rolesBefore, role]
  expect(matrix({ ...grants, [action]: { ...grants[action], roles: flipped } })).not.toBe(matrix(grants))
})
