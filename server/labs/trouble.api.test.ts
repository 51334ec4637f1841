import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { StoredCluster } from '../../contract/clusters.ts'
import type { Event } from '../../contract/events.ts'
import type { Lab, StoredLab } from '../../contract/labs.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { inHours, publishEvent } from '../../testing/events.ts'
import { storeLab } from '../../testing/labs.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { documents } from '../documents.ts'
import { buildLab } from './build-lab.ts'
import { runLab } from './run-labs.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const labOf = async (eventId: string) => (await documents.lab(eventId).get()).data()!
const clusterOf = async (id: string) => (await documents.cluster(id).get()).data()!
const noticesOf = async (uid: string, kind: string, eventId: string) =>
  (await documents.notifications(uid).where('kind', '==', kind).get()).docs.filter(({ id }) =>
    id.includes(eventId),
  ).length
const destroysOf = async (clusterId: string) =>
  (await documents.runs(clusterId).where('command', '==', 'destroy').get()).size

/** An event that began, with a lab whose cluster is as given. No runner works on it. */
const store = async (
  cluster: Partial<StoredCluster> = {},
  lab: Partial<StoredLab> = {},
  run: Partial<RunDocument> = {},
) => {
  const event = await publishEvent(otto, { startsAt: inHours(0.2), endsAt: inHours(3) })
  const { clusterId, runId } = await storeCluster(
    otto,
    account,
    { eventId: event.id, applied: true, ...cluster },
    run,
  )
  await storeLab(event.id, account, { state: 'ready', clusterId, builds: 1, ...lab })
  return { event, eventId: event.id, clusterId, runId }
}
const busy = (state: 'provisioning' | 'updating') => ({ state, busy: true }) as const

describe('an event that moves while its lab is built', () => {
  test('within the day takes the end of the lab along, and the build goes on', async () => {
    const building = { state: 'building' } as const
    const { eventId, clusterId } = await store(busy('provisioning'), building, { state: 'applying' })
    const moved = { startsAt: inHours(1), endsAt: inHours(4) }
    await api<Event>('PATCH', `/v1/events/${eventId}`, moved, otto)
    await runLab(eventId, inHours(0))
    const { endsAt } = (await api<Lab>('GET', `/v1/events/${eventId}/lab`, undefined, otto)).body
    expect(await clusterOf(clusterId)).toMatchObject({ expiresAt: endsAt, destroyWanted: false })
    expect(await labOf(eventId)).toMatchObject({ state: 'building', clusterId })
  })

  test('by a week cancels the build, and the lab is scheduled for the new day', async () => {
    const building = { state: 'building' } as const
    const { eventId, clusterId } = await store(busy('provisioning'), building, { state: 'applying' })
    const moved = { startsAt: inHours(7 * 24), endsAt: inHours(7 * 24 + 3) }
    await api<Event>('PATCH', `/v1/events/${eventId}`, moved, otto)
    await runLab(eventId, inHours(0))
    expect(await clusterOf(clusterId)).toMatchObject({ destroyWanted: true })
    expect(await labOf(eventId)).toMatchObject({ state: 'ending' })
    // The run ends, and the destroy that follows it.
    await documents.cluster(clusterId).update({ ...gone, updatedAt: (await clusterOf(clusterId)).updatedAt })
    await runLab(eventId, inHours(0))
    expect(await labOf(eventId)).toMatchObject({ state: 'scheduled', clusterId: null })
  })
})

const gone = { state: 'destroyed', live: false, busy: false, destroyWanted: false } as const

describe('credentials that are revoked', () => {
  test('before the build fail the lab, and organisers learn why', async () => {
    const other = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    const event = await publishEvent(otto, { startsAt: inHours(0.4), endsAt: inHours(3) })
    await storeLab(event.id, other)
    await documents.cloudAccount(other.id).update({ works: false })
    await buildLab(event.id, inHours(0))
    expect(await labOf(event.id)).toMatchObject({ state: 'failed', failure: { reason: 'refused' } })
    expect(await noticesOf(otto.uid, 'lab-failed', event.id)).toBe(1)
  })

  test('after it do not stop the end: the destroy begins, and stays wanted until the cloud answers', async () => {
    const other = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    const { eventId, clusterId } = await store({ accountId: other.id }, { accountId: other.id })
    await documents.cloudAccount(other.id).update({ works: false })
    const over = inHours(6)
    await Promise.all([runLab(eventId, over), runLab(eventId, over)])
    expect(await labOf(eventId)).toMatchObject({ state: 'ending', clusterId })
    expect(await destroysOf(clusterId)).toBe(1)
    // The destroy failed. The lab keeps its cluster, so nothing is forgotten.
    await documents.cluster(clusterId).update({ state: 'failed', busy: false })
    await runLab(eventId, over)
    expect(await labOf(eventId)).toMatchObject({ state: 'ending', clusterId })
    expect((await clusterOf(clusterId)).endsAt! <= over).toBe(true)
  })
})

test('Extend and Remove at the same time: the lab ends once, and no extension outlives it', async () => {
  const { eventId, clusterId } = await store()
  const at = `/v1/events/${eventId}/lab`
  const [extended, removed] = await Promise.all([
    api('POST', `${at}/extend`, { endsAt: inHours(8) }, otto),
    api<Lab>('DELETE', at, undefined, otto),
  ])
  expect([200, 409]).toContain(extended.status)
  expect(removed.status).toBe(202)
  await runLab(eventId, inHours(0))
  expect(await labOf(eventId)).toMatchObject({ state: 'ending', endWanted: true })
  expect(await destroysOf(clusterId)).toBe(1)
})

test('a cluster that failed on the morning fails the lab once, and its repair opens the lab', async () => {
  const { eventId, clusterId } = await store({ state: 'failed' }, {}, { state: 'failed' })
  const sweep = () => Promise.all([runLab(eventId, inHours(0)), runLab(eventId, inHours(0))])
  await sweep()
  await sweep()
  expect(await labOf(eventId)).toMatchObject({ state: 'failed', clusterId, failure: { reason: 'build' } })
  expect(await noticesOf(otto.uid, 'lab-failed', eventId)).toBe(1)
  // An operator repaired it on its page.
  await documents.cluster(clusterId).update({ state: 'ready' })
  await sweep()
  expect(await labOf(eventId)).toMatchObject({ state: 'ready', clusterId })
})

test('the end while a change is running cancels the change, and the destroy follows it', async () => {
  const run = { command: 'update', state: 'applying', approved: true } as const
  const { eventId, clusterId, runId } = await store(busy('updating'), {}, run)
  const over = inHours(6)
  await Promise.all([runLab(eventId, over), runLab(eventId, over)])
  expect(await labOf(eventId)).toMatchObject({ state: 'ending' })
  expect(await clusterOf(clusterId)).toMatchObject({ destroyWanted: true })
  expect((await documents.run(clusterId, runId).get()).data()).toMatchObject({ state: 'canceling' })
})
