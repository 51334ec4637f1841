import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing'
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  type Firestore,
  limit,
  onSnapshot,
  type Query,
  query,
  setDoc,
  setLogLevel,
  where,
} from 'firebase/firestore'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accessOf,
  belongingsOf,
  callFirestore,
  countByRest,
  getByRest,
  type List,
  listByRest,
  readCollections,
  rulesProject,
  type Somebody,
  shared,
  signedInAt,
  somebodies,
} from '../testing/rules-world.ts'
import { waitUntil } from '../testing/wait-until.ts'

setLogLevel('silent')

let environment: RulesTestEnvironment
/** Stores documents; undefined deletes. */
const store = (documents: Record<string, object | undefined>) =>
  environment.withSecurityRulesDisabled(async (context) => {
    const db = context.firestore() as unknown as Firestore
    await Promise.all(
      Object.entries(documents).map(([path, data]) =>
        data ? setDoc(doc(db, path), data) : deleteDoc(doc(db, path)),
      ),
    )
  })

/** The same documents with another content. */
const touch = (documents: Record<string, object>) =>
  Object.fromEntries(Object.entries(documents).map(([path, data]) => [path, { ...data, touched: true }]))

beforeAll(async () => {
  const [host, port] = process.env.FIRESTORE_EMULATOR_HOST!.split(':')
  environment = await initializeTestEnvironment({
    projectId: rulesProject,
    firestore: {
      host: host!,
      port: Number(port),
      rules: readFileSync(join(import.meta.dirname, '../firestore.rules'), 'utf8'),
    },
  })
  await environment.clearFirestore()
  await store(shared)
  for (const somebody of somebodies)
    await store({ ...belongingsOf(somebody.uid), [`access/${somebody.uid}`]: accessOf(somebody) })
})
afterAll(() => environment.cleanup())

type Caller = Somebody | undefined
/** undefined is nobody: a request without a token. */
const callers: Caller[] = [undefined, ...somebodies]
const nameOf = (caller: Caller) => caller?.uid ?? 'nobody'

type May = (caller: Caller) => boolean
const anybody: May = () => true
const nobody: May = () => false
const person: May = (caller) => caller !== undefined
const member: May = (caller) => caller?.standing === 'good'
const operator: May = (caller) => member(caller) && caller?.role !== 'member'
const admin: May = (caller) => member(caller) && caller?.role === 'admin'

const ofMine = (collection: string, me: string): List => ({ collection, where: ['ownerId', 'EQUAL', me] })

type Row = {
  gets: [path: (me: string) => string, may: May][]
  lists?: [list: (me: string) => List, may: May][]
  /** @default 50 */
  maxDocuments?: number
}
const unreadable = (path: string): Row => ({
  gets: [[() => path, nobody]],
  lists: [[() => ({ collection: path.split('/').slice(0, -1).join('/') }), nobody]],
})

/** Every collection of server/documents.ts, and who may read what in it. */
const matrix: Record<string, Row> = {
  people: {
    gets: [
      [(me) => `people/${me}`, member],
      [() => 'people/somebody', admin],
    ],
    lists: [[() => ({ collection: 'people' }), nobody]],
  },
  'people/{}/notifications': {
    gets: [
      [(me) => `people/${me}/notifications/one`, member],
      [() => 'people/somebody/notifications/one', nobody],
    ],
    lists: [
      [(me) => ({ collection: `people/${me}/notifications` }), member],
      [() => ({ collection: 'people/somebody/notifications' }), nobody],
      [() => ({ collection: 'notifications', everywhere: true }), nobody],
    ],
  },
  'people/{}/live': {
    gets: [[(me) => `people/${me}/live/check`, member]],
    lists: [[(me) => ({ collection: `people/${me}/live` }), nobody]],
  },
  'people/{}/devices': unreadable('people/good-member/devices/one'),
  'people/{}/security': unreadable('people/good-member/security/account'),
  access: {
    // The only document that a person reads in any standing.
    gets: [
      [(me) => `access/${me}`, person],
      [() => 'access/somebody', nobody],
    ],
    lists: [[() => ({ collection: 'access' }), nobody]],
  },
  events: {
    gets: [
      [(me) => `events/${me}`, anybody],
      [(me) => `events/draft-${me}`, member],
      [(me) => `events/hidden-${me}`, admin],
    ],
    lists: [
      [() => ({ collection: 'events', where: ['state', 'EQUAL', 'published'] }), anybody],
      [(me) => ({ collection: 'events', where: ['organiserIds', 'ARRAY_CONTAINS', me] }), member],
      [() => ({ collection: 'events', where: ['state', 'EQUAL', 'hidden'] }), nobody],
      [() => ({ collection: 'events', everywhere: true }), nobody],
    ],
  },
  'events/{}/private': {
    gets: [
      [(me) => `events/${me}/private/access`, member],
      // With a seat.
      [() => 'events/by-somebody/private/access', member],
    ],
    lists: [[(me) => ({ collection: `events/${me}/private` }), nobody]],
  },
  'events/{}/public': {
    gets: [[(me) => `events/${me}/public/line`, member]],
    lists: [[(me) => ({ collection: `events/${me}/public` }), nobody]],
  },
  'events/{}/registrations': {
    gets: [
      [(me) => `events/by-somebody/registrations/${me}`, member],
      [(me) => `events/${me}/registrations/guest`, member],
      [() => 'events/by-somebody/registrations/guest', admin],
    ],
    lists: [
      [(me) => ({ collection: `events/${me}/registrations` }), member],
      [() => ({ collection: 'events/by-somebody/registrations' }), admin],
    ],
  },
  registrations: {
    gets: [],
    lists: [
      [(me) => ({ collection: 'registrations', everywhere: true, where: ['userId', 'EQUAL', me] }), member],
      [() => ({ collection: 'registrations', everywhere: true }), nobody],
    ],
  },
  'events/{}/reviews': {
    gets: [[(me) => `events/${me}/reviews/guest`, anybody]],
    lists: [[(me) => ({ collection: `events/${me}/reviews` }), anybody]],
  },
  reviews: { gets: [], lists: [[() => ({ collection: 'reviews', everywhere: true }), nobody]] },
  // Organisers only: a person with a seat at `by-somebody` gets their part of its lab from the API.
  labs: {
    gets: [
      [(me) => `labs/${me}`, member],
      [() => 'labs/by-somebody', admin],
    ],
    lists: [[() => ({ collection: 'labs' }), nobody]],
  },
  // The cockpit follows the places of a whole event.
  'labs/{}/places': {
    gets: [
      [(me) => `labs/by-somebody/places/${me}`, member],
      [(me) => `labs/${me}/places/guest`, member],
      [() => 'labs/by-somebody/places/guest', admin],
    ],
    lists: [
      [(me) => ({ collection: `labs/${me}/places` }), member],
      [() => ({ collection: 'labs/by-somebody/places' }), admin],
    ],
    maxDocuments: 500,
  },
  places: { gets: [], lists: [[() => ({ collection: 'places', everywhere: true }), nobody]] },
  cloudAccounts: {
    gets: [
      [(me) => `cloudAccounts/${me}`, operator],
      [() => 'cloudAccounts/somebody', admin],
    ],
    lists: [
      [(me) => ofMine('cloudAccounts', me), operator],
      [() => ({ collection: 'cloudAccounts' }), admin],
    ],
  },
  'cloudAccounts/{}/private': unreadable('cloudAccounts/good-admin/private/secret'),
  clusters: {
    gets: [
      [(me) => `clusters/${me}`, operator],
      [() => 'clusters/somebody', admin],
    ],
    lists: [
      [(me) => ofMine('clusters', me), operator],
      [() => ({ collection: 'clusters' }), admin],
    ],
  },
  'clusters/{}/runs': {
    gets: [
      [(me) => `clusters/${me}/runs/one`, operator],
      [() => 'clusters/somebody/runs/one', admin],
    ],
    lists: [
      [(me) => ({ collection: `clusters/${me}/runs` }), operator],
      [() => ({ collection: 'clusters/somebody/runs' }), admin],
    ],
  },
  runs: { gets: [], lists: [[() => ({ collection: 'runs', everywhere: true }), nobody]] },
  'clusters/{}/runs/{}/log': {
    gets: [
      [(me) => `clusters/${me}/runs/one/log/000000`, operator],
      [() => 'clusters/somebody/runs/one/log/000000', admin],
    ],
    lists: [
      [(me) => ({ collection: `clusters/${me}/runs/one/log` }), operator],
      [() => ({ collection: 'clusters/somebody/runs/one/log' }), admin],
    ],
  },
  'clusters/{}/runs/{}/private': unreadable('clusters/good-admin/runs/one/private/access'),
  activity: { gets: [[() => 'activity/one', admin]], lists: [[() => ({ collection: 'activity' }), admin]] },
  usernames: unreadable('usernames/somebody'),
  avatars: unreadable('avatars/somebody'),
  guards: unreadable('guards/admins'),
  mails: unreadable('mails/one'),
  messageFailures: unreadable('messageFailures/one'),
  deadLetters: unreadable('deadLetters/one'),
  reports: unreadable('reports/one'),
  postponedSuspensions: unreadable('postponedSuspensions/one'),
  'reports/{}/people': unreadable('reports/one/people/one'),
  system: unreadable('system/sweep'),
  removed: unreadable('removed/one'),
  idempotency: unreadable('idempotency/one'),
  limits: unreadable('limits/one'),
  clients: unreadable('clients/one'),
  'clients/{}/private': unreadable('clients/one/private/secret'),
  'cloudAccounts/{}/offerings': unreadable('cloudAccounts/by-somebody/offerings/eu-central-1'),
  oidcArtifacts: unreadable('oidcArtifacts/one'),
  accountOffers: unreadable('accountOffers/one'),
  labCosts: unreadable('labCosts/one'),
  announcements: unreadable('announcements/one'),
  // A collection that the rules do not name.
  notes: unreadable('notes/one'),
}

test('every collection has its row', () =>
  expect(Object.keys(matrix)).toEqual(expect.arrayContaining(readCollections())))

/** The names of the callers to whom a request is answered. */
const readersOf = async (
  request: (me: string | undefined, uid: string) => Promise<number>,
  among: readonly Caller[] = callers,
) => {
  const statuses = await Promise.all(
    among.map((caller) => request(caller?.uid, caller?.uid ?? 'good-member')),
  )
  // The document of a removed person is missing. Another status would be a mistake in the request.
  for (const status of statuses) expect([200, 403, 404]).toContain(status)
  return among.filter((_, index) => statuses[index] !== 403).map(nameOf)
}
const namesOf = (may: May) => callers.filter(may).map(nameOf)

describe.each(Object.entries(matrix))('%s:', (_, { gets, lists = [], maxDocuments = 50 }) => {
  test('a document is for those who may read it, in good standing', async () => {
    for (const [path, may] of gets)
      expect(await readersOf((token, me) => getByRest(token, path(me))), path('me')).toEqual(namesOf(may))
  })

  test.each([
    ['list', listByRest],
    ['count', countByRest],
  ])('a %s is for those who may read it, in good standing', async (_kind, read) => {
    for (const [list, may] of lists)
      expect(
        await readersOf((token, me) => read(token, list(me), { limit: 50 })),
        JSON.stringify(list('me')),
      ).toEqual(namesOf(may))
  })

  test.each([
    ['list', listByRest],
    ['count', countByRest],
  ])('a %s without a limit, over its maximum or with an offset is for nobody', async (_kind, read) => {
    for (const [list] of lists)
      for (const bounds of [
        {},
        { limit: maxDocuments + 1 },
        { limit: 1, offset: 1 },
        { limit: 1, offset: 100_000 },
      ])
        expect(
          await readersOf((token, me) => read(token, list(me), bounds)),
          JSON.stringify([list('me'), bounds]),
        ).toEqual([])
  })

  test('a write is for nobody', async () => {
    const fields = { role: { stringValue: 'admin' }, suspended: { booleanValue: false } }
    for (const [path] of gets)
      for (const write of [
        (token: string | undefined, me: string) => callFirestore(token, 'PATCH', `/${path(me)}`, { fields }),
        (token: string | undefined, me: string) => callFirestore(token, 'DELETE', `/${path(me)}`),
        (token: string | undefined, me: string) =>
          callFirestore(token, 'POST', `/${path(me).split('/').slice(0, -1).join('/')}`, { fields }),
      ])
        expect(await readersOf(write), path('me')).toEqual([])
  })
})

test('an offset of zero is no offset', async () =>
  expect(await listByRest('good-admin', { collection: 'activity' }, { limit: 1, offset: 0 })).toBe(200))

describe('listeners of a person', () => {
  const isPrivate = ([, may]: readonly [unknown, May]) => may !== anybody && may !== nobody && may !== person

  /** Opens a listener for everything that an admin in good standing may read and the public may not. */
  const openAll = (uid: string) => {
    const db = environment
      .authenticatedContext(uid, { auth_time: signedInAt })
      .firestore() as unknown as Firestore
    const toQuery = ({ collection: path, everywhere, where: filter }: List): Query => {
      const source = everywhere ? collectionGroup(db, path) : collection(db, path)
      const op = filter?.[1] === 'ARRAY_CONTAINS' ? 'array-contains' : '=='
      return query(source, ...(filter ? [where(filter[0], op, filter[2])] : []), limit(50))
    }
    const withData = new Set<string>()
    const refusals = new Map<string, string>()
    const rows = Object.values(matrix)
    const documents = rows.flatMap(({ gets }) => gets.filter(isPrivate).map(([path]) => path(uid)))
    const lists = rows.flatMap(({ lists = [] }) => lists.filter(isPrivate).map(([list]) => list(uid)))
    const closes = [
      ...documents.map((path) =>
        onSnapshot(
          doc(db, path),
          () => withData.add(path),
          ({ code }) => refusals.set(path, code),
        ),
      ),
      ...lists.map((list) =>
        onSnapshot(
          toQuery(list),
          () => withData.add(JSON.stringify(list)),
          ({ code }) => refusals.set(JSON.stringify(list), code),
        ),
      ),
    ]
    const closeAll = () => {
      for (const close of closes) close()
    }
    return { db, withData, refusals, count: closes.length, closeAll }
  }

  test.each([
    ['is suspended', 'suspended'],
    ['has ended all sessions', 'revoked'],
    ['deletes the account', 'leaving'],
    ['is removed', 'removed'],
  ] as const)(
    'who %s: no listener opens, the open ones give nothing more, and the one of access/{me} tells at once',
    async (_, standing) => {
      const uid = `listener-${standing}`
      await store({
        ...belongingsOf(uid),
        [`access/${uid}`]: accessOf({ standing: 'good', role: 'admin' }),
      })
      const earlyView = openAll(uid)
      const seen: unknown[] = []
      const closeAccess = onSnapshot(
        doc(earlyView.db, `access/${uid}`),
        (snapshot) => seen.push(snapshot.data()),
        ({ code }) => seen.push(code),
      )
      await waitUntil(
        'every listener has data',
        () => earlyView.withData.size === earlyView.count && seen.length > 0,
      )

      await store({ [`access/${uid}`]: accessOf({ standing, role: 'admin' }) })
      // The web app closes its listeners then. Firestore ends them itself, but its emulator does not.
      await waitUntil('the change of access/{me}', () => seen.length > 1)
      expect(seen.at(-1)).not.toBe('permission-denied')
      const laterView = openAll(uid)
      await waitUntil('every new listener is refused', () => laterView.refusals.size === laterView.count)
      expect(laterView.withData.size).toBe(0)
      expect(new Set(laterView.refusals.values())).toEqual(new Set(['permission-denied']))

      // An open one gives nothing more. Firestore ends it when access/{me} changes, its emulator when the result changes.
      earlyView.withData.clear()
      await store(touch({ ...shared, ...belongingsOf(uid) }))
      await waitUntil('every open listener has ended', () => earlyView.refusals.size === earlyView.count)
      expect(earlyView.withData.size).toBe(0)
      earlyView.closeAll()
      laterView.closeAll()
      closeAccess()
    },
  )
})
