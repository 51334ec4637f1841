import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { Event } from '../contract/events.ts'
import { db, documents } from '../server/documents.ts'
import { api } from './api.ts'
import { foreignLock } from './calls/shared.ts'
import { azureSecret, connectAccount } from './cloud-accounts.ts'
import { addDeadLetter } from './dead-letters.ts'
import { publishEvent, workshop } from './events.ts'
import { storeClusterClient, storeLab, storePlace } from './labs.ts'
import { asPerson, type Person, password, unique, withAccount } from './people.ts'
import { beginEvent } from './reviews.ts'
import { type NamedCluster, storeCluster, storeHalfway } from './runner-clusters.ts'
import { waitUntilSettled } from './seats.ts'
import { beginSignIn, registerClient, type TestClient } from './sign-ins.ts'

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
  clusters: Record<
    | 'ready'
    | 'planned'
    | 'failed'
    | 'working'
    | 'queued'
    | 'reachable'
    | 'locked'
    | 'halfway'
    | 'undestroyed',
    NamedCluster
  >
  /** Otto’s program, which lets everybody sign in. */
  client: TestClient
  /** A sign-in that Otto’s program began. */
  signInId: string
  /** Otto offers his sandbox to Olga. */
  offerId: string
  /** Has a lab in Otto’s sandbox, which is not built yet. */
  event: Event
  draft: Event
  /** Began two hours ago; Erik had a seat and wrote a review. */
  /** Its lab is open. */
  begun: Event
  /** Otto's event, which his clusters are for. */
  course: Event
  /** Erik's notification. */
  notice: string
  /** A message that failed in every delivery. */
  deadLetterId: string
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
  const [event, begun, course, draft, account, storage, client, deadLetterId] = await Promise.all([
    publishEvent(olga),
    publishEvent(olga),
    publishEvent(otto),
    api<Event>('POST', '/v1/events', workshop({ state: 'draft' }), olga).then(({ body }) => body),
    connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } }),
    connectAccount(otto, { platform: 'azure', credentials: azureSecret() }),
    registerClient(otto),
    addDeadLetter(),
    withAccount(olga),
  ])
  const busy = { state: 'provisioning', busy: true } as const
  const [ready, planned, failed, working, queued, reachable, locked, halfway, undestroyed] =
    (await Promise.all([
      storeCluster(otto, account),
      storeCluster(otto, account, busy, { state: 'awaiting-approval' }),
      storeCluster(otto, account, { state: 'failed' }, { state: 'failed' }),
      storeCluster(otto, account, busy, { state: 'planning' }),
      storeCluster(otto, account, busy, { state: 'queued' }),
      storeCluster(otto, account, { platform: 'aws', endpoint: 'https://eks.labseat.test' }),
      storeCluster(
        otto,
        account,
        { state: 'failed' },
        { state: 'failed', failure: { reason: 'state-locked', detail: 'It is locked.', lock: foreignLock } },
      ),
      storeHalfway(otto, account),
      storeCluster(otto, account, { state: 'failed' }, { command: 'destroy', state: 'failed' }),
    ])) as [
      NamedCluster,
      NamedCluster,
      NamedCluster,
      NamedCluster,
      NamedCluster,
      NamedCluster,
      NamedCluster,
      NamedCluster,
      NamedCluster,
    ]
  const offer = await api(
    'POST',
    `/v1/cloud-accounts/${account.id}/offers`,
    {
      username: olga.username,
      label: 'Sandbox of Otto',
      region: 'local',
      budget: { amount: 10_000, currency: 'USD' },
    },
    otto,
  )
  const clusters = { ready, planned, failed, working, queued, reachable, locked, halfway, undestroyed }
  for (const { id } of [event, begun, draft])
    await documents.event(id).update({ organiserIds: [olga.uid, cora.uid] })
  await storeLab(event.id, account)
  // Olga has asked Erik to let her into his lab.
  const request = {
    state: 'asked',
    askedBy: olga.uid,
    askedByName: 'Olga Labseat',
    at: event.createdAt,
  } as const
  await storePlace(event.id, erik, { server: 'running', help: request })
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  await beginEvent(begun.id, [erik])
  await openLab(begun, { otto, erik, account })
  const review = { rating: 4, comment: 'We built it.' }
  await api('POST', `/v1/events/${begun.id}/reviews`, review, erik)
  await documents.report(event.id).set({
    state: 'open',
    count: 1,
    statements: [{ reason: 'spam', comment: 'It is an advertisement.', at: event.createdAt }],
    firstAt: event.createdAt,
    lastAt: event.createdAt,
  })
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
    client,
    signInId: await beginSignIn(client),
    offerId: offer.body.id,
    event,
    draft,
    begun,
    course,
    deadLetterId,
    notice: `seat-confirmed_${event.id}_1`,
    newcomer: newcomer(),
  }
}

/** Opens a lab for an event, and Erik’s place in it. */
const openLab = async (
  { id }: Event,
  { otto, erik, account }: Pick<World, 'otto' | 'erik' | 'account'>,
): Promise<void> => {
  const links = [{ service: 'jupyterhub' as const, url: 'http://127.0.0.1:1/lab/' }]
  const { clusterId } = await storeCluster(otto, account, { links })
  await storeClusterClient(clusterId, otto.uid)
  await storeLab(id, account, { state: 'ready', clusterId, builds: 1, endMinutes: 1440 })
  await storePlace(id, erik, { server: 'running' })
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
  const { event, draft, begun, account, storage, newcomer, deadLetterId } = world
  const people = [world.olga, world.cora, world.erik, world.sam, world.adam, world.otto]
  const uids = people.map(({ uid }) => uid)
  const events = [event, draft, begun].map(({ id }) => documents.event(id))
  const [singles, held, ...lists] = await Promise.all([
    db.getAll(
      ...uids.flatMap((uid) => [documents.person(uid), documents.access(uid), documents.avatar(uid)]),
      ...[account, storage].flatMap(({ id }) => [documents.cloudAccount(id), documents.cloudSecret(id)]),
      ...events.flatMap(({ id }) => [documents.eventAccess(id), documents.line(id)]),
      documents.username(newcomer.username),
      documents.deadLetter(deadLetterId),
      documents.report(event.id),
      ...[event, world.course].map(({ id }) => documents.lab(id)),
      ...uids.map((uid) => documents.labPlace(event.id, uid)),
      ...uids.map((uid) => documents.labPlace(begun.id, uid)),
    ),
    accounts(newcomer.email),
    documents.events().where('ownerId', 'in', uids).get(),
    documents.cloudAccounts().where('ownerId', 'in', uids).get(),
    documents.clusters().where('ownerId', 'in', uids).get(),
    documents.clients().where('ownerId', 'in', uids).get(),
    documents.accountOffers().where('ownerId', 'in', uids).get(),
    documents.oidcArtifacts().where('personId', 'in', uids).get(),
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
