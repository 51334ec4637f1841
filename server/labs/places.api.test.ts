import { type DocumentReference, Firestore } from '@google-cloud/firestore'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { LabPlaceDocument } from '../../contract/lab-places.ts'
import { labTimes } from '../../domain/labs.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { waitForState } from '../../testing/clusters-runner.ts'
import { publishEvent } from '../../testing/events.ts'
import { type HubDouble, startHubDouble } from '../../testing/hub-double.ts'
import { storeLab, storePlace } from '../../testing/labs.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { serveFunction } from '../../testing/serve-function.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { db, documents } from '../documents.ts'
import { createLogger } from '../log.ts'
import { registerHub } from '../oidc/cluster-client.ts'
import { clusterUserOf } from '../oidc/cluster-user.ts'
import { readLabFacts } from './lab.ts'
import { lookAtPlaces } from './look-at-places.ts'
import { runLab } from './run-labs.ts'
import { servePlace } from './serve-place.ts'

const log = createLogger()
let hub: HubDouble
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  hub = await startHubDouble()
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
afterAll(() => hub.stop())
beforeEach(() => hub.reset())

/** An event with an open lab, and a person with a seat. */
const openLab = async (change: object = {}) => {
  const [event, person] = await Promise.all([publishEvent(otto), asPerson('Zoe')])
  await documents.person(person.uid).update({ firstName: "Zoë O'Brien / Ада" })
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
  await waitUntilSettled(db, event.id)
  const links = [{ service: 'jupyterhub' as const, url: hub.url }]
  const { clusterId } = await storeCluster(otto, account, { eventId: event.id, applied: true, links })
  const now = new Date().toISOString()
  await registerHub({ clusterId, name: 'lab', ownerId: otto.uid, eventId: event.id }, hub.url, now)
  await storeLab(event.id, account, { state: 'ready', clusterId, builds: 1, ...change })
  const read = async () => (await documents.labPlace(event.id, person.uid).get()).data()
  const waitFor = (server: LabPlaceDocument['server']) =>
    waitUntil(`the place is ${server}`, async () => (await read())?.server === server, 60)
  return {
    eventId: event.id,
    person,
    name: (await clusterUserOf(clusterId, person.uid))!,
    at: `/v1/events/${event.id}/lab`,
    read,
    waitFor,
    open: () => api('POST', `/v1/events/${event.id}/lab/open`, undefined, person),
    look: () => lookAtPlaces(event.id, new Date().toISOString(), log),
  }
}

test('twenty clicks at once start one server under a pseudonym, and the place tells how far it is', async () => {
  const lab = await openLab()
  const seen: string[] = []
  const close = documents.labPlace(lab.eventId, lab.person.uid).onSnapshot((snapshot) => {
    const server = snapshot.data()?.server
    if (server) seen.push(server)
  })
  const answers = await Promise.all(Array.from({ length: 20 }, lab.open))
  const url = `${hub.url}hub/labseat/enter/${lab.name}`
  for (const { status, body } of answers) {
    expect(status).toBe(200)
    expect(body).toEqual({ state: expect.stringMatching(/^(starting|open)$/), url })
  }
  await lab.waitFor('running')
  expect(hub.starts()).toBe(1)
  expect([...hub.users.keys()]).toEqual([lab.name])
  expect(lab.name).toMatch(/^[0-9a-f]{32}$/)
  expect((await lab.open()).body).toEqual({ state: 'open', url })
  await waitUntil('the listener has the last state', () => seen.at(-1) === 'running')
  close()
  // A start of a moment costs two writes.
  expect(seen).toEqual(['starting', 'running'])
})

/** The kinds of documents that this process reads during some work, in the order of the alphabet. */
const readsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const getAll = vi.spyOn(Firestore.prototype, 'getAll')
  try {
    await work()
    const refs = getAll.mock.calls.flat() as DocumentReference[]
    return refs
      .map(({ parent }) =>
        parent.path
          .split('/')
          .filter((_, index) => index % 2 === 0)
          .join('/'),
      )
      .sort()
  } finally {
    getAll.mockRestore()
  }
}

test('the first click of a person reads four documents, and their server five', async () => {
  const lab = await openLab()
  const another = await asPerson('Yan')
  await api('POST', `/v1/events/${lab.eventId}/registrations`, undefined, another)
  await waitUntilSettled(db, lab.eventId)
  await using open = await serveFunction('labs-open')
  const click = async ({ token }: Person) => {
    const headers = { authorization: `Bearer ${token}` }
    const { status } = await fetch(`${open.url}/v1/events/${lab.eventId}/lab/open`, {
      method: 'POST',
      headers,
    })
    expect(status).toBe(200)
  }
  const perPerson = ['access', 'events', 'events/registrations', 'labs']
  // An instance reads the cluster once, and its client: openLab has asked for a pseudonym already.
  expect(await readsOf(() => click(lab.person))).toEqual([...perPerson, 'clusters'].sort())
  expect(await readsOf(() => click(another))).toEqual(perPerson)
  // A person who comes back has a place.
  expect(await readsOf(() => click(another))).toEqual([...perPerson, 'labs/places'])

  await lab.waitFor('running')
  await storePlace(lab.eventId, lab.person, { server: 'starting', work: 'start' })
  const serve = () => servePlace(lab.eventId, lab.person.uid, new Date().toISOString(), log)
  expect(await readsOf(serve)).toEqual([
    'clients/private',
    'events',
    'events/registrations',
    'labs',
    'labs/places',
  ])
  expect(await lab.read()).toMatchObject({ server: 'running', work: null })
})

test('a server that takes long says what it waits for, and missing materials say why', async () => {
  const lab = await openLab({ materials: 'https://example.org/course.git' })
  Object.assign(hub.trouble, { holds: true, materialsProblem: 'The repository has no branch x.\n\nMore' })
  await lab.open()
  await waitUntil(
    'the message of the hub',
    async () => (await lab.read())?.message === 'Cloning the materials',
    30,
  )
  expect(await lab.read()).toMatchObject({ server: 'starting', percent: 50 })
  hub.trouble.holds = false
  await lab.waitFor('running')
  expect(await lab.read()).toMatchObject({
    message: null,
    materialsProblem: 'The repository has no branch x.',
  })
})

test.each([
  ['is down', { down: true }, /do not answer right now/],
  ['has an older version', { version: '2.3.1' }, /Ask the organisers to repair/],
  ['cannot start the server', { fails: 'Spawn failed: no memory' }, /no memory/],
] as const)(
  'a hub that %s gives a sentence, and the next click tries once more',
  async (_what, trouble, message) => {
    const lab = await openLab()
    Object.assign(hub.trouble, trouble)
    expect((await lab.open()).status).toBe(200)
    await lab.waitFor('failed')
    expect(await lab.read()).toMatchObject({ message: expect.stringMatching(message), work: null })
    for (const key of Object.keys(hub.trouble)) delete hub.trouble[key as keyof typeof hub.trouble]
    expect((await lab.open()).body.state).toBe('starting')
    await lab.waitFor('running')
  },
)

test('a full hub is asked until it has room', async () => {
  const lab = await openLab()
  hub.trouble.full = true
  await lab.open()
  await waitUntil(
    'the person reads why',
    async () => (await lab.read())?.message?.includes('next') ?? false,
    30,
  )
  hub.trouble.full = false
  await lab.waitFor('running')
})

test('a restart stops the server and starts it, a reset numbers itself, and a stop ends it', async () => {
  const lab = await openLab()
  await lab.open()
  await lab.waitFor('running')
  const change = (what: string, person = lab.person, who = 'me') =>
    api('POST', `${lab.at}/places/${who}/${what}`, undefined, person)
  expect((await change('restart')).status).toBe(204)
  await waitUntil('the second start', () => hub.starts() === 2, 30)
  await lab.waitFor('running')
  expect((await change('reset', otto, lab.person.uid)).status).toBe(204)
  await waitUntil('the third start', () => hub.starts() === 3, 30)
  await lab.waitFor('running')
  expect(hub.bodies).toEqual([undefined, undefined, { resetId: expect.stringMatching(/^\d+$/) }])
  expect((await change('stop')).status).toBe(204)
  await lab.waitFor('none')
  expect(hub.users.get(lab.name)).toBeNull()
})

test('work that was stored before the seat was lost starts nothing', async () => {
  const lab = await openLab()
  await storePlace(lab.eventId, lab.person, { server: 'starting', work: 'start' })
  await api('DELETE', `/v1/events/${lab.eventId}/registrations/me`, undefined, lab.person)
  await servePlace(lab.eventId, lab.person.uid, new Date().toISOString(), log)
  expect(hub.calls).toEqual([])
  expect(await lab.read()).toMatchObject({ server: 'none', work: null })
})

test('a look each minute follows the hub, repeats lost work, and ends the places of people without a seat', async () => {
  const lab = await openLab()
  const at = new Date().toISOString()
  const server = { ready: true, pending: null, started: at, last_activity: at }
  hub.users.set(lab.name, server)
  await lab.look()
  expect(await lab.read()).toMatchObject({ server: 'running', name: expect.stringContaining("O'Brien") })
  expect(hub.calls).toContain('POST /lab/hub/labseat/end')

  hub.users.set(lab.name, { ...server, last_activity: new Date(Date.now() - 3_600_000).toISOString() })
  await lab.look()
  expect(await lab.read()).toMatchObject({ server: 'idle' })
  hub.users.set(lab.name, null)
  await lab.look()
  expect(await lab.read()).toMatchObject({ server: 'none' })

  const since = new Date(Date.now() - 120_000).toISOString()
  await storePlace(lab.eventId, lab.person, { server: 'starting', work: 'start', since })
  await lab.look()
  await lab.waitFor('running')

  await api('DELETE', `/v1/events/${lab.eventId}/registrations/me`, undefined, lab.person)
  await waitUntilSettled(db, lab.eventId)
  await lab.look()
  expect(hub.users.has(lab.name)).toBe(false)
  expect(await lab.read()).toMatchObject({ server: 'none' })
  expect((await lab.open()).body.code).toBe('no-seat')
  // The work stays, and its address needs neither a seat nor a session.
  const { status, body } = await api('GET', `${lab.at}/work`, undefined, lab.person)
  expect(status).toBe(200)
  expect(body.url).toMatch(
    new RegExp(`^${hub.url}hub/labseat/work/${lab.name}\\?expires=\\d+&signature=[0-9a-f]{64}$`),
  )
})

test('the places of a lab whose cluster was destroyed end with it, also when nobody looked at them', async () => {
  const lab = await openLab()
  await storePlace(lab.eventId, lab.person, { server: 'running' })
  const { clusterId } = (await documents.lab(lab.eventId).get()).data()!
  await documents.cluster(clusterId!).update({ state: 'destroyed', live: false, destroyWanted: false })
  await runLab(lab.eventId, new Date().toISOString())
  expect((await documents.lab(lab.eventId).get()).data()).toMatchObject({ state: 'failed', clusterId: null })
  expect(await lab.read()).toMatchObject({ server: 'none' })
})

test('without budget no server starts or restarts, and one that runs can be used and stopped', async () => {
  const lab = await openLab({ overBudgetAt: new Date().toISOString() })
  const change = (what: string) => api('POST', `${lab.at}/places/me/${what}`, undefined, lab.person)
  const refused = { code: 'lab-not-open', detail: expect.stringContaining('budget') }
  const refusals = [await lab.open(), await change('restart'), await change('reset')]
  expect(refusals.map(({ body }) => body)).toMatchObject([refused, refused, refused])
  expect([hub.starts(), await lab.read()]).toEqual([0, undefined])

  await storePlace(lab.eventId, lab.person, { server: 'running' })
  expect((await lab.open()).body).toMatchObject({ state: 'open' })
  expect((await change('stop')).status).toBe(204)
  await lab.waitFor('none')
  expect((await lab.open()).body).toMatchObject(refused)
})

test('at the end of a lab with a notebook that runs, the person is warned, and then nothing opens', async () => {
  const lab = await openLab()
  await lab.open()
  await lab.waitFor('running')
  const { clusterId } = (await documents.lab(lab.eventId).get()).data()!
  const read = (await readLabFacts(lab.eventId))!
  const endMs = Date.parse(labTimes(read.event!, read.lab).endsAt)
  // Nothing is in a cloud, so the destroy takes no runner.
  await documents.cluster(clusterId!).update({ applied: false })
  await runLab(lab.eventId, new Date(endMs - 14 * 60_000).toISOString())
  const warnings = await documents.notifications(lab.person.uid).where('kind', '==', 'lab-ending').get()
  expect(warnings.size).toBe(1)

  const over = new Date(endMs + 1_000).toISOString()
  await Promise.all([runLab(lab.eventId, over), runLab(lab.eventId, over)])
  expect((await lab.open()).body).toMatchObject({
    code: 'lab-not-open',
    detail: expect.stringContaining('ended'),
  })
  await lab.waitFor('none')
  await waitForState({ clusterId: clusterId! }, 'destroyed')
  await runLab(lab.eventId, over)
  expect((await documents.lab(lab.eventId).get()).data()).toMatchObject({ state: 'ended' })
  // A message that comes late starts nothing.
  const starts = hub.starts()
  await storePlace(lab.eventId, lab.person, { server: 'starting', work: 'start' })
  await servePlace(lab.eventId, lab.person.uid, over, log)
  expect([hub.starts(), (await lab.read())!.server]).toEqual([starts, 'none'])
})

test('no place of a lab that ends has a server', async () => {
  const lab = await openLab()
  await lab.open()
  await lab.waitFor('running')
  await documents.lab(lab.eventId).update({ state: 'ending' })
  await lab.look()
  expect(await lab.read()).toMatchObject({ server: 'none' })
})
