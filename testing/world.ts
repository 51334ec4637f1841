import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { Event } from '../contract/events.ts'
import { db, documents } from '../server/documents.ts'
import { api } from './api.ts'
import { azureSecret, connects } from './cloud-accounts.ts'
import { publishes, workshop } from './events.ts'
import { asPerson, type Person, password, unique, withAccount } from './people.ts'
import { begins } from './reviews.ts'
import { storeCluster, type TestCluster } from './runner-clusters.ts'
import { waitUntilSettled } from './seats.ts'

/** A small world: Olga's workshop with Erik in it, and people who are not part of it. */
export type World = {
  /** Has an account at Firebase too. */
  olga: Person
  /** Organises with Olga. */
  cora: Person
  /** Has a seat. */
  erik: Person
  sam: Person
  /** An admin. */
  adam: Person
  /** An operator. */
  otto: Person
  /** Otto's sandbox. */
  account: CloudAccount
  /** Otto's account at Azure. */
  storage: CloudAccount
  /** Otto's clusters. `planned` waits for approval, and no runner has claimed `queued`. */
  clusters: Record<'ready' | 'planned' | 'failed' | 'working' | 'queued' | 'reachable', TestCluster>
  event: Event
  draft: Event
  /** Began two hours ago; Erik had a seat and wrote a review. */
  begun: Event
  /** Erik's notification. */
  notice: string
  /** A person without an account. */
  newcomer: ReturnType<typeof newcomer>
}

/** The form of a new person who signs up. */
export const newcomer = () => {
  const username = `nina-${unique()}`
  return { email: `${username}@labseat.test`, password, username, firstName: 'Nina', lastName: 'New' }
}

export const makeWorld = async (): Promise<World> => {
  const [olga, cora, erik, sam, adam, otto] = (await Promise.all([
    ...['Olga', 'Cora', 'Erik', 'Sam'].map((name) => asPerson(name)),
    asPerson('Adam', { role: 'admin' }),
    asPerson('Otto', { role: 'operator' }),
  ])) as [Person, Person, Person, Person, Person, Person]
  const [event, begun, draft, account, storage] = await Promise.all([
    publishes(olga),
    publishes(olga),
    api<Event>('POST', '/v1/events', workshop({ state: 'draft' }), olga).then(({ body }) => body),
    connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } }),
    connects(otto, { platform: 'azure', credentials: azureSecret() }),
    withAccount(olga),
  ])
  const busy = { state: 'provisioning', busy: true } as const
  const [ready, planned, failed, working, queued, reachable] = (await Promise.all([
    storeCluster(otto, account),
    storeCluster(otto, account, busy, { state: 'awaiting-approval' }),
    storeCluster(otto, account, { state: 'failed' }, { state: 'failed' }),
    storeCluster(otto, account, busy, { state: 'planning' }),
    storeCluster(otto, account, busy, { state: 'queued' }),
    storeCluster(otto, account, { platform: 'aws', endpoint: 'https://eks.labseat.test' }),
  ])) as [TestCluster, TestCluster, TestCluster, TestCluster, TestCluster, TestCluster]
  const clusters = { ready, planned, failed, working, queued, reachable }
  for (const { id } of [event, begun, draft])
    await documents.event(id).update({ organiserIds: [olga.uid, cora.uid] })
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  await begins(begun.id, [erik])
  const review = { rating: 4, comment: 'We built it.' }
  await api('POST', `/v1/events/${begun.id}/reviews`, review, erik)
  return {
    olga,
    cora,
    erik,
    sam,
    adam,
    otto,
    account,
    storage,
    clusters,
    event,
    draft,
    begun,
    notice: `seat-confirmed_${event.id}_1`,
    newcomer: newcomer(),
  }
}

/** The Firebase accounts with this address. */
const accounts = async (email: string): Promise<unknown> => {
  const project = process.env.GOOGLE_CLOUD_PROJECT
  const response = await fetch(
    `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com/v1/projects/${project}/accounts:lookup`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({ email: [email] }),
    },
  )
  return ((await response.json()) as { users?: unknown }).users ?? 'none'
}

/**
 * The last write of each document of the world, also of documents that a request could create. Two equal fingerprints mean that
 * nothing was written in between.
 */
export const fingerprint = async (world: World): Promise<Record<string, unknown>> => {
  const { event, draft, begun, account, storage, newcomer } = world
  const people = [world.olga, world.cora, world.erik, world.sam, world.adam, world.otto]
  const uids = people.map(({ uid }) => uid)
  const events = [event, draft, begun].map(({ id }) => documents.event(id))
  const [singles, held, ...lists] = await Promise.all([
    db.getAll(
      ...uids.flatMap((uid) => [documents.person(uid), documents.access(uid), documents.avatar(uid)]),
      ...[account, storage].flatMap(({ id }) => [documents.cloudAccount(id), documents.cloudSecret(id)]),
      ...events.flatMap(({ id }) => [documents.eventAccess(id), documents.line(id)]),
      documents.username(newcomer.username),
    ),
    accounts(newcomer.email),
    documents.events().where('ownerId', 'in', uids).get(),
    documents.cloudAccounts().where('ownerId', 'in', uids).get(),
    documents.clusters().where('ownerId', 'in', uids).get(),
    ...Object.values(world.clusters).map(({ clusterId }) => documents.runs(clusterId).get()),
    db.collection('usernames').where('uid', 'in', uids).get(),
    db.collection('activity').where('actorId', 'in', uids).get(),
    db
      .collection('activity')
      .where(
        'thing',
        'in',
        events.map(({ path }) => path),
      )
      .get(),
    ...events.map(({ id }) => documents.registrations(id).get()),
    ...events.map(({ id }) => documents.reviews(id).get()),
    ...uids.map((uid) => documents.notifications(uid).get()),
  ])
  const all = [...singles, ...lists.flatMap(({ docs }) => docs)]
  return {
    [newcomer.email]: held,
    ...Object.fromEntries(
      all
        .map((snapshot) => [snapshot.ref.path, snapshot.updateTime?.toDate().toISOString() ?? 'not there'])
        .sort(),
    ),
  }
}
