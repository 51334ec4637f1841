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
 * The role matrix: everybody × each endpoint and × each collection's reads. What is expected comes from `operation.access` and the table of
 * domain/roles.ts alone. Nobody here is anything to the things of the world, so that only the role decides. Who is refused comes first.
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
/** The role that counts: none for who is nobody to Labseat, or suspended. */
const roleOf = (kind: Kind | null): Role | undefined =>
  kind && kind.profile !== false && !kind.suspended ? (kind.role ?? 'member') : undefined
const isGranted = (kind: Kind | null, action: Action, table: Table) => {
  const role = roleOf(kind)
  return role !== undefined && table[action].roles.includes(role)
}

/** What each may be answered: `in`, or the codes of which it is one. */
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

/** A new world; the one after it is made meanwhile. */
let coming: Promise<World> | undefined
const nextWorld = (): Promise<World> => {
  const world = coming ?? makeWorld()
  coming = world.then(makeWorld)
  // Whoever is given it hears of it.
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
      // Somebody new each time: some operations make a profile, or end one.
      const person = kind && (await asPerson('Pat', kind))
      const { path, init } = await requestOf(operation, call, {
        ...(person ? { token: () => person.token } : { authorization: () => undefined }),
        ...(call.others && { params: call.others }),
      })(world)
      const { status, text, body } = await send(path, init)
      const code = status < 400 ? 'in' : body.code
      if (expected !== 'in') return expect(expected.split(' or '), text).toContain(code)
      expect(refusals, text).not.toContain(code)
      // To whom a thing is granted it is there.
      if (isAction(action)) expect(code, text).not.toBe('not-found')
    },
  )
})

type Read = {
  what: string
  /** A document, or a query of a collection. */
  get?: (world: World, me: string) => string
  list?: { in: (world: World, me: string) => string; where?: Record<string, unknown>; limit?: number }
  /** Who may: everybody, signed in, nobody, or as a row of the table says for who is `to` it. */
  by: 'everybody' | 'signed in' | 'nobody' | Action
  to?: Standing[]
}
const published = {
  fieldFilter: { field: { fieldPath: 'state' }, op: 'EQUAL', value: { stringValue: 'published' } },
}
const reads: Read[] = [
  { what: 'a published event', get: ({ event }) => `events/${event.id}`, by: 'everybody' },
  { what: 'published events', list: { in: () => 'events', where: published, limit: 50 }, by: 'everybody' },
  { what: 'published events without end', list: { in: () => 'events', where: published }, by: 'nobody' },
  { what: 'events of any state', list: { in: () => 'events', limit: 50 }, by: 'nobody' },
  { what: 'a draft', get: ({ draft }) => `events/${draft.id}`, by: 'events-read-draft' },
  {
    what: 'the link of an event',
    get: ({ event }) => `events/${event.id}/private/access`,
    by: 'events-read-url',
  },
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
    what: 'one’s own registration',
    get: ({ event }, me) => `events/${event.id}/registrations/${me}`,
    by: 'registrations-get',
    to: ['self'],
  },
  {
    what: 'who registered',
    list: { in: ({ event }) => `events/${event.id}/registrations`, limit: 50 },
    by: 'registrations-list',
  },
  { what: 'a person', get: ({ sam }) => `people/${sam.uid}`, by: 'people-read' },
  { what: 'oneself', get: (_, me) => `people/${me}`, by: 'people-read', to: ['self'] },
  { what: 'people', list: { in: () => 'people', limit: 1 }, by: 'nobody' },
  { what: "somebody's role", get: ({ sam }) => `access/${sam.uid}`, by: 'access-read' },
  { what: 'one’s own role', get: (_, me) => `access/${me}`, by: 'access-read', to: ['self'] },
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
    what: 'one’s own notifications',
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
  { what: 'more cloud accounts', list: { in: () => 'cloudAccounts', limit: 51 }, by: 'nobody' },
  { what: 'a cluster', get: () => 'clusters/one', by: 'cluster-manage' },
  { what: 'clusters', list: { in: () => 'clusters', limit: 50 }, by: 'cluster-manage' },
  { what: 'more clusters', list: { in: () => 'clusters', limit: 51 }, by: 'nobody' },
  { what: 'a run of a cluster', get: () => 'clusters/one/runs/one', by: 'cluster-manage' },
  {
    what: 'the runs of a cluster',
    list: { in: () => 'clusters/one/runs', limit: 50 },
    by: 'cluster-manage',
  },
  { what: 'a part of its log', get: () => 'clusters/one/runs/one/log/000000', by: 'cluster-manage' },
  { what: 'what opens a run', get: () => 'clusters/one/runs/one/private/access', by: 'nobody' },
  { what: "somebody's check", get: ({ otto }) => `people/${otto.uid}/live/check`, by: 'nobody' },
  { what: 'what happened', list: { in: () => 'activity', limit: 50 }, by: 'activity-list' },
  { what: 'one thing that happened', get: () => 'activity/one', by: 'activity-list' },
  { what: 'more of what happened', list: { in: () => 'activity', limit: 51 }, by: 'nobody' },
  { what: 'a username', get: ({ sam }) => `usernames/${sam.username}`, by: 'nobody' },
  { what: 'usernames', list: { in: () => 'usernames', limit: 1 }, by: 'nobody' },
  { what: 'the guard of the admins', get: () => 'guards/admins', by: 'nobody' },
  { what: 'what was answered under a key', list: { in: () => 'idempotency', limit: 1 }, by: 'nobody' },
  { what: 'a picture, but by its address', get: ({ sam }) => `avatars/${sam.uid}`, by: 'nobody' },
  { what: 'e-mail to be sent', list: { in: () => 'mails', limit: 1 }, by: 'nobody' },
  { what: 'how often somebody asked', list: { in: () => 'limits', limit: 1 }, by: 'nobody' },
  { what: 'who has left', list: { in: () => 'removed', limit: 1 }, by: 'nobody' },
]

/** Rules ask who a document is about before they ask for a role, so the suspended go on reading what is theirs. */
const readable = ({ by, to = [] }: Read, kind: Kind | null, table: Table = grants): boolean => {
  if (by === 'everybody' || by === 'nobody') return by === 'everybody'
  if (!kind || by === 'signed in') return kind !== null
  return isGranted(kind, by, table) || to.some((standing) => table[by].standings?.includes(standing))
}

/** As the web app asks, with the token that the rules judge by. */
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
        // What may be read and is not there is 404.
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

/** Whether anything asks the table for this action of somebody with this role: some is asked only once the operation itself is granted. */
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
)('the matrix tells whether %s is granted to who is %s', (action, role) => {
  const rolesBefore: readonly Role[] = grants[action].roles
  const flipped = rolesBefore.includes(role)
    ? rolesBefore.filter((granted) => granted !== role)
    : [...rolesBefore, role]
  expect(matrix({ ...grants, [action]: { ...grants[action], roles: flipped } })).not.toBe(matrix(grants))
})
