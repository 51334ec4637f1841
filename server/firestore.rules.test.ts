import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing'
import {
  addDoc,
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  type Firestore,
  getCountFromServer,
  getDoc,
  getDocs,
  limit,
  orderBy,
  type Query,
  query,
  setDoc,
  setLogLevel,
  updateDoc,
  where,
} from 'firebase/firestore'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

setLogLevel('silent')

/** The callers. Their names are their uids. */
const everybody = [
  'signed out',
  'stranger',
  'without profile',
  'owner',
  'co-organiser',
  'seat holder',
  'waiting',
  'cancelled',
  'operator',
  'other operator',
  'suspended operator',
  'former operator',
  'admin',
  'suspended admin',
  'revoked admin',
  'returned admin',
] as const
type Who = (typeof everybody)[number]
const signedIn = everybody.filter((who) => who !== 'signed out')
/** A person without a profile may have left a moment ago. */
const outsiders: readonly Who[] = [
  'signed out',
  'without profile',
  'suspended operator',
  'suspended admin',
  'revoked admin',
]
const inGoodStanding = everybody.filter((who) => !outsiders.includes(who))
/** The returned admin signed in again after a revocation, and has all rights of an admin. */
const admins: Who[] = ['admin', 'returned admin']
const organisers: Who[] = ['owner', 'co-organiser', ...admins]
const nobody: Who[] = []

const event = (state: string) => ({
  state,
  organiserIds: ['owner', 'co-organiser'],
  ownerId: 'owner',
  startsAt: new Date(),
})
const registration = (userId: string, state: string, eventId = 'published') => ({
  eventId,
  userId,
  state,
  holdsSeat: state === 'confirmed',
  requestedAt: new Date(),
})
const access = (role: string, suspended = false) => ({ role, suspended })

/** One document of every kind, and one of an unknown kind. */
const stored: Record<string, object> = {
  'events/published': event('published'),
  'events/cancelled': event('cancelled'),
  'events/draft': event('draft'),
  'events/deleted': event('deleted'),
  'events/hidden': event('hidden'),
  'labs/published': { ownerId: 'operator', state: 'ready' },
  'labs/draft': { ownerId: 'operator', state: 'scheduled' },
  'labs/published/places/seat holder': { userId: 'seat holder', server: 'running' },
  // In an account that an operator offers the organisers.
  'labs/cancelled': { ownerId: 'operator', state: 'ended', offerId: 'one' },
  'labCosts/one': { ownerId: 'operator' },
  'announcements/published': {
    state: 'gathering',
    eventBefore: { location: { url: 'https://meet.labseat.test' } },
  },
  'accountOffers/one': { ownerId: 'operator', personId: 'owner' },
  'events/published/private/access': { url: 'https://meet.labseat.test' },
  'events/draft/private/access': { url: 'https://meet.labseat.test' },
  'events/published/private/notes': {},
  'events/published/public/line': { first: 1, next: 2, gone: [] },
  'events/published/public/notes': {},
  'events/published/notes/one': {},
  'events/published/registrations/seat holder': registration('seat holder', 'confirmed'),
  'events/published/registrations/waiting': registration('waiting', 'waitlisted'),
  'events/published/registrations/cancelled': registration('cancelled', 'cancelled'),
  'events/published/reviews/seat holder': {
    userId: 'seat holder',
    rating: 5,
    comment: 'We built it.',
    createdAt: new Date(),
  },
  'people/seat holder': { firstName: 'Erik' },
  'people/seat holder/notifications/one': { read: false, createdAt: new Date() },
  'people/seat holder/notes/one': {},
  'people/seat holder/live/check': { checkId: 'one', steps: [] },
  'people/seat holder/live/notes': {},
  'cloudAccounts/one': { ownerId: 'operator', createdAt: new Date() },
  'cloudAccounts/former': { ownerId: 'former operator', createdAt: new Date() },
  'cloudAccounts/suspended': { ownerId: 'suspended operator', createdAt: new Date() },
  'cloudAccounts/one/private/secret': { ciphertext: 'c2VjcmV0' },
  'cloudAccounts/one/offerings/westeurope': { region: 'westeurope' },
  'clusters/one': { ownerId: 'operator', createdAt: new Date() },
  'clusters/former': { ownerId: 'former operator', createdAt: new Date() },
  'clusters/suspended': { ownerId: 'suspended operator', createdAt: new Date() },
  'clusters/one/notes/one': {},
  'clusters/one/runs/one': { clusterId: 'one', createdAt: new Date() },
  'clusters/former/runs/one': { clusterId: 'former', createdAt: new Date() },
  'clusters/one/runs/one/log/000000': { text: 'Terraform has been initialised.' },
  'clusters/one/runs/one/private/access': { claim: 'digest' },
  'access/stranger': access('member'),
  'access/owner': access('member'),
  'access/co-organiser': access('member'),
  'access/waiting': access('member'),
  'access/cancelled': access('member'),
  'access/seat holder': access('member'),
  'access/operator': access('operator'),
  'access/other operator': access('operator'),
  'access/suspended operator': access('operator', true),
  'access/former operator': access('member'),
  'access/admin': access('admin'),
  'access/suspended admin': access('admin', true),
  'access/revoked admin': { ...access('admin'), validAfter: new Date(5_000_000) },
  'access/returned admin': { ...access('admin'), validAfter: new Date(5_000_999) },
  'usernames/erik': { uid: 'seat holder' },
  'activity/one': { actorId: 'seat holder' },
  'idempotency/one': {},
  'limits/one': { expiresAt: new Date() },
  'clients/one': { ownerId: 'operator', createdAt: new Date() },
  'clients/one/private/secret': { ciphertext: 'c2VjcmV0' },
  'oidcArtifacts/one': { personId: 'seat holder', expiresAt: new Date() },
  'avatars/seat holder': { version: 1 },
  'removed/one': {},
  'guards/admins': {},
  'mails/one': { email: 'erik@labseat.test' },
  'notes/one': {},
  'notes/one/registrations/stranger': { userId: 'stranger' },
}

let environment: RulesTestEnvironment
let firestores: Record<Who, Firestore>
beforeAll(async () => {
  const [host, port] = process.env.FIRESTORE_EMULATOR_HOST!.split(':')
  environment = await initializeTestEnvironment({
    // A separate project, so that the rules and documents of other tests stay the same.
    projectId: 'demo-labseat-rules',
    firestore: {
      host: host!,
      port: Number(port),
      rules: readFileSync(join(import.meta.dirname, '../firestore.rules'), 'utf8'),
    },
  })
  await environment.clearFirestore()
  await environment.withSecurityRulesDisabled(async (context) => {
    const db = context.firestore() as unknown as Firestore
    await Promise.all(Object.entries(stored).map(([path, data]) => setDoc(doc(db, path), data)))
  })
  firestores = Object.fromEntries(
    everybody.map((who) => {
      // Role claims in a token change nothing.
      const claims = { role: 'admin', admin: true, email_verified: true }
      const context =
        who === 'signed out'
          ? environment.unauthenticatedContext()
          : environment.authenticatedContext(who, {
              ...(who === 'stranger' && claims),
              // Tokens count in whole seconds. A sign-in in the same second as `validAfter` is valid.
              auth_time: who === 'revoked admin' ? 4_999 : 5_000,
            })
      return [who, context.firestore() as unknown as Firestore]
    }),
  ) as Record<Who, Firestore>
})
afterAll(() => environment.cleanup())

const assertAllowed = (may: boolean, attempt: Promise<unknown>) =>
  may ? assertSucceeds(attempt) : assertFails(attempt)

describe('a read of', () => {
  const may: Record<string, readonly Who[]> = {
    'events/published': everybody,
    'events/cancelled': everybody,
    'events/draft': organisers,
    'events/deleted': nobody,
    'events/hidden': admins,
    'events/nowhere': nobody,
    'events/published/private/access': [...organisers, 'seat holder'],
    // Neither a seat nor the account that pays gives the document.
    'labs/published': organisers,
    'labs/draft': organisers,
    'labs/cancelled': admins,
    'labCosts/one': nobody,
    'announcements/published': nobody,
    'accountOffers/one': nobody,
    // An admin reads that there is none.
    'labs/nowhere': admins,
    'labs/published/places/seat holder': [...organisers, 'seat holder'],
    // The document does not exist yet, but the web app listens before the first opening.
    'labs/published/places/stranger': [...organisers, 'stranger'],
    'events/draft/private/access': organisers,
    'events/published/private/notes': nobody,
    'events/published/public/line': inGoodStanding,
    'events/published/public/notes': nobody,
    'events/published/notes/one': nobody,
    'events/published/registrations/seat holder': [...organisers, 'seat holder'],
    'events/published/registrations/waiting': [...organisers, 'waiting'],
    'events/published/registrations/cancelled': [...organisers, 'cancelled'],
    // The document does not exist yet, but the web app listens before the first request.
    'events/published/registrations/stranger': [...organisers, 'stranger'],
    'events/published/reviews/seat holder': everybody,
    // The document does not exist yet, but the web app listens before the first review.
    'events/published/reviews/stranger': everybody,
    'people/seat holder': ['seat holder', ...admins],
    'people/nobody': admins,
    'people/seat holder/notifications/one': ['seat holder'],
    'people/seat holder/notes/one': nobody,
    'people/seat holder/live/check': ['seat holder'],
    'people/seat holder/live/notes': nobody,
    'cloudAccounts/one': ['operator', ...admins],
    'cloudAccounts/former': admins,
    'cloudAccounts/suspended': admins,
    'cloudAccounts/one/private/secret': nobody,
    'cloudAccounts/one/offerings/westeurope': nobody,
    'clusters/one': ['operator', ...admins],
    'clusters/former': admins,
    'clusters/suspended': admins,
    'clusters/one/notes/one': nobody,
    'clusters/one/runs/one': ['operator', ...admins],
    'clusters/former/runs/one': admins,
    'clusters/one/runs/one/log/000000': ['operator', ...admins],
    'clusters/one/runs/one/private/access': nobody,
    'access/stranger': ['stranger'],
    'access/owner': ['owner'],
    'access/co-organiser': ['co-organiser'],
    'access/waiting': ['waiting'],
    'access/cancelled': ['cancelled'],
    'access/seat holder': ['seat holder'],
    'access/operator': ['operator'],
    'access/other operator': ['other operator'],
    'access/suspended operator': ['suspended operator'],
    'access/former operator': ['former operator'],
    'access/admin': ['admin'],
    'access/suspended admin': ['suspended admin'],
    'access/revoked admin': ['revoked admin'],
    'access/returned admin': ['returned admin'],
    'usernames/erik': nobody,
    'activity/one': admins,
    'idempotency/one': nobody,
    'limits/one': nobody,
    'clients/one': nobody,
    'clients/one/private/secret': nobody,
    'oidcArtifacts/one': nobody,
    'avatars/seat holder': nobody,
    'removed/one': nobody,
    'guards/admins': nobody,
    'mails/one': nobody,
    'deadLetters/one': nobody,
    'reports/one': nobody,
    'postponedSuspensions/one': nobody,
    'reports/one/people/one': nobody,
    'messageFailures/one': nobody,
    'system/sweep': nobody,
    'notes/one': nobody,
    'notes/one/registrations/stranger': nobody,
  }
  test('every kind of document is tested', () =>
    expect(Object.keys(may)).toEqual(expect.arrayContaining(Object.keys(stored))))

  describe.each(Object.entries(may))('%s', (path, readers) => {
    test.each(everybody)('by %s', (who) =>
      assertAllowed(readers.includes(who), getDoc(doc(firestores[who], path))).then(() => undefined),
    )
  })
})

describe('a list of', () => {
  const events = (db: Firestore) => collection(db, 'events')
  const publishedEvents = (db: Firestore) => query(events(db), where('state', '==', 'published'))
  const registrations = (db: Firestore) => collection(db, 'events/published/registrations')
  const every = (db: Firestore) => collectionGroup(db, 'registrations')
  const reviews = (db: Firestore) => collection(db, 'events/published/reviews')
  const activity = (db: Firestore) => collection(db, 'activity')
  const notifications = (db: Firestore) => collection(db, 'people/seat holder/notifications')
  const first = (count: number) => (listed: Query) => query(listed, limit(count))

  const may: [what: string, list: (db: Firestore, me: string) => Query, readers: readonly Who[]][] = [
    ['50 published events', (db) => first(50)(publishedEvents(db)), everybody],
    [
      'the next published events',
      (db) => query(publishedEvents(db), orderBy('startsAt'), limit(20)),
      everybody,
    ],
    ['51 published events', (db) => first(51)(publishedEvents(db)), nobody],
    ['published events without a limit', publishedEvents, nobody],
    ['events of any state', (db) => first(50)(events(db)), nobody],
    ['drafts', (db) => query(events(db), where('state', '==', 'draft'), limit(50)), nobody],
    ['deleted events', (db) => query(events(db), where('state', '==', 'deleted'), limit(50)), nobody],
    ['hidden events', (db) => query(events(db), where('state', '==', 'hidden'), limit(50)), nobody],
    [
      'the caller’s events',
      (db, me) => query(events(db), where('organiserIds', 'array-contains', me), limit(50)),
      inGoodStanding,
    ],
    [
      'the caller’s events without a limit',
      (db, me) => query(events(db), where('organiserIds', 'array-contains', me)),
      nobody,
    ],
    [
      'events that the owner organises',
      (db) => query(events(db), where('organiserIds', 'array-contains', 'owner'), limit(50)),
      ['owner'],
    ],
    ['500 places of a lab', (db) => first(500)(collection(db, 'labs/published/places')), organisers],
    ['501 places of a lab', (db) => first(501)(collection(db, 'labs/published/places')), nobody],
    ['50 registrations of an event', (db) => first(50)(registrations(db)), organisers],
    [
      'the waiting list',
      (db) => query(registrations(db), where('state', '==', 'waitlisted'), limit(50)),
      organisers,
    ],
    ['51 registrations of an event', (db) => first(51)(registrations(db)), nobody],
    ['registrations of an event without a limit', registrations, nobody],
    [
      'the caller’s registrations in all events',
      (db, me) => query(every(db), where('userId', '==', me), limit(50)),
      inGoodStanding,
    ],
    [
      '51 of the caller’s registrations',
      (db, me) => query(every(db), where('userId', '==', me), limit(51)),
      nobody,
    ],
    [
      'the caller’s registrations without a limit',
      (db, me) => query(every(db), where('userId', '==', me)),
      nobody,
    ],
    [
      'somebody’s registrations in all events',
      (db) => query(every(db), where('userId', '==', 'seat holder'), limit(50)),
      ['seat holder'],
    ],
    ['everybody’s registrations', (db) => first(50)(every(db)), nobody],
    ['50 reviews of an event', (db) => first(50)(reviews(db)), everybody],
    ['the newest reviews', (db) => query(reviews(db), orderBy('createdAt', 'desc'), limit(10)), everybody],
    ['51 reviews of an event', (db) => first(51)(reviews(db)), nobody],
    ['reviews of an event without a limit', reviews, nobody],
    ['everybody’s reviews', (db) => first(50)(collectionGroup(db, 'reviews')), nobody],
    ['50 notifications', (db) => first(50)(notifications(db)), ['seat holder']],
    ['51 notifications', (db) => first(51)(notifications(db)), nobody],
    ['notifications without a limit', notifications, nobody],
    ['50 activities', (db) => first(50)(activity(db)), admins],
    ['the newest activities', (db) => query(activity(db), orderBy('at', 'desc'), limit(30)), admins],
    [
      'the activities of one person',
      (db) => query(activity(db), where('actorId', '==', 'seat holder'), limit(50)),
      admins,
    ],
    [
      '50 of the caller’s cloud accounts',
      (db, me) => query(collection(db, 'cloudAccounts'), where('ownerId', '==', me), limit(50)),
      ['operator', 'other operator', ...admins],
    ],
    [
      'the operator’s cloud accounts, newest first',
      (db) =>
        query(
          collection(db, 'cloudAccounts'),
          where('ownerId', '==', 'operator'),
          orderBy('createdAt', 'desc'),
          limit(50),
        ),
      ['operator', ...admins],
    ],
    ['everybody’s cloud accounts', (db) => first(50)(collection(db, 'cloudAccounts')), admins],
    [
      '51 of the caller’s cloud accounts',
      (db, me) => query(collection(db, 'cloudAccounts'), where('ownerId', '==', me), limit(51)),
      nobody,
    ],
    [
      '50 of the caller’s clusters',
      (db, me) => query(collection(db, 'clusters'), where('ownerId', '==', me), limit(50)),
      ['operator', 'other operator', ...admins],
    ],
    [
      'the operator’s clusters, newest first',
      (db) =>
        query(
          collection(db, 'clusters'),
          where('ownerId', '==', 'operator'),
          orderBy('createdAt', 'desc'),
          limit(50),
        ),
      ['operator', ...admins],
    ],
    ['everybody’s clusters', (db) => first(50)(collection(db, 'clusters')), admins],
    [
      '51 of the caller’s clusters',
      (db, me) => query(collection(db, 'clusters'), where('ownerId', '==', me), limit(51)),
      nobody,
    ],
    [
      'the runs of the operator’s cluster, newest first',
      (db) => query(collection(db, 'clusters/one/runs'), orderBy('createdAt', 'desc'), limit(50)),
      ['operator', ...admins],
    ],
    ['51 runs of a cluster', (db) => first(51)(collection(db, 'clusters/one/runs')), nobody],
    ['runs of all clusters', (db) => first(50)(collectionGroup(db, 'runs')), nobody],
    [
      '50 parts of the log of the operator’s run',
      (db) => first(50)(collection(db, 'clusters/one/runs/one/log')),
      ['operator', ...admins],
    ],
    ['51 parts of a log', (db) => first(51)(collection(db, 'clusters/one/runs/one/log')), nobody],
    ['51 activities', (db) => first(51)(activity(db)), nobody],
    ['activities without a limit', activity, nobody],
    ['everybody’s notifications', (db) => first(50)(collectionGroup(db, 'notifications')), nobody],
    ...[
      'people',
      'access',
      'usernames',
      'idempotency',
      'limits',
      'clients',
      'clients/one/private',
      'oidcArtifacts',
      'guards',
      'mails',
      'notes',
      'events/published/private',
      'events/published/public',
      'people/seat holder/notes',
      'people/seat holder/live',
      'cloudAccounts/one/private',
      'clusters/one/notes',
      'clusters/one/runs/one/private',
    ].map((path): [string, (db: Firestore) => Query, Who[]] => [
      path,
      (db) => first(1)(collection(db, path)),
      nobody,
    ]),
  ]
  describe.each(may)('%s', (_, list, readers) => {
    test.each(everybody)('by %s', (who) =>
      assertAllowed(readers.includes(who), getDocs(list(firestores[who], who))).then(() => undefined),
    )
  })

  test('a count of registrations is refused like a list without a limit', async () => {
    for (const who of everybody) await assertFails(getCountFromServer(registrations(firestores[who])))
  })
})

describe('a write', () => {
  const paths = [...Object.keys(stored), 'people/stranger', 'access/without profile', 'usernames/stranger']
  const ways: Record<string, (db: Firestore, path: string) => Promise<unknown>> = {
    set: (db, path) => setDoc(doc(db, path), { role: 'admin', holdsSeat: true }),
    merge: (db, path) => setDoc(doc(db, path), { read: true }, { merge: true }),
    update: (db, path) => updateDoc(doc(db, path), { state: 'published' }),
    delete: (db, path) => deleteDoc(doc(db, path)),
    'create in the same collection': (db, path) =>
      addDoc(collection(db, path.split('/').slice(0, -1).join('/')), {}),
  }
  describe.each(Object.entries(ways))('%s', (_, way) => {
    test.each(paths)('of %s is refused for everybody', async (path) => {
      await Promise.all(everybody.map((who) => assertFails(way(firestores[who], path))))
    })
  })

  test('of the caller’s registration is refused', async () => {
    for (const who of signedIn) {
      const mine = doc(firestores[who], `events/published/registrations/${who}`)
      await assertFails(setDoc(mine, registration(who, 'confirmed')))
      await assertFails(deleteDoc(mine))
    }
  })

  test('that is refused changes nothing', () =>
    environment.withSecurityRulesDisabled(async (context) => {
      const db = context.firestore() as unknown as Firestore
      for (const [path, data] of Object.entries(stored))
        expect(Object.keys((await getDoc(doc(db, path))).data() ?? {})).toEqual(
          expect.arrayContaining(Object.keys(data)),
        )
      for (const name of ['people', 'access', 'usernames', 'activity', 'guards', 'events', 'notes'])
        expect((await getDocs(collection(db, name))).size).toBe(
          Object.keys(stored).filter((path) => path.split('/').length === 2 && path.startsWith(`${name}/`))
            .length,
        )
    }))
})
