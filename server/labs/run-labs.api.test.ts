import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { clusterDocument } from '../../contract/clusters.ts'
import type { Event } from '../../contract/events.ts'
import type { Lab } from '../../contract/labs.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { waitForState } from '../../testing/clusters-runner.ts'
import { inHours, publishEvent } from '../../testing/events.ts'
import { storeLab } from '../../testing/labs.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { db, documents, toFields } from '../documents.ts'
import { buildLab } from './build-lab.ts'
import { runLab, runLabs } from './run-labs.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const labOf = async (eventId: string) => (await documents.lab(eventId).get()).data()!
const clusterOf = async (id: string) => (await documents.cluster(id).get()).data()!
const clustersOf = async (eventId: string) =>
  (await documents.clusters().where('ownerId', '==', otto.uid).get()).docs.filter(
    (snapshot) => snapshot.data().eventId === eventId,
  )
const noticesOf = async (uid: string, kind: string, eventId: string) =>
  (await documents.notifications(uid).where('kind', '==', kind).get()).docs.filter(({ id }) =>
    id.includes(eventId),
  )
const hoursLater = (hours: number) => inHours(hours)
const storeReadyLab = async (eventId: string, change: object = {}) => {
  const { clusterId } = await storeCluster(otto, account, { eventId, applied: true })
  await storeLab(eventId, account, { state: 'ready', clusterId, builds: 1, ...change })
  return clusterId
}

test('a lab is built once by its schedule, opens, and is gone after the end with a receipt', async () => {
  const event = await publishEvent(otto)
  await storeLab(event.id, account)
  await buildLab(event.id, inHours(0))
  expect(await labOf(event.id)).toMatchObject({ state: 'scheduled' })

  // Messages that come twice and at the same time create one cluster.
  const due = hoursLater(47.4)
  await Promise.all([buildLab(event.id, due), buildLab(event.id, due), buildLab(event.id, due)])
  await buildLab(event.id, due)
  const clusters = await clustersOf(event.id)
  expect(clusters).toHaveLength(1)
  const { clusterId, state } = await labOf(event.id)
  expect([state, clusterId]).toEqual(['building', clusters[0]!.id])
  const cluster = clusters[0]!.data()
  expect(cluster).toMatchObject({ approval: 'automatic', services: ['jupyterhub'] })
  expect(cluster.name).toMatch(/^lab-kubernetes-in-an-afternoon-[a-z0-9]{6}$/)
  expect(Date.parse(cluster.expiresAt!)).toBe(Date.parse(event.endsAt!) + 120 * 60_000)

  await waitForState({ clusterId: clusterId! }, 'ready')
  await Promise.all([runLab(event.id, due), runLab(event.id, due)])
  expect(await labOf(event.id)).toMatchObject({ state: 'ready' })
  expect(await noticesOf(otto.uid, 'lab-ready', event.id)).toHaveLength(1)

  const over = hoursLater(54)
  await Promise.all([runLab(event.id, over), runLab(event.id, over)])
  expect(await labOf(event.id)).toMatchObject({ state: 'ending' })
  await waitForState({ clusterId: clusterId! }, 'destroyed')
  await runLab(event.id, over)
  const { body } = await api<Lab>('GET', `/v1/events/${event.id}/lab`, undefined, otto)
  expect(body.state).toBe('ended')
  expect(body.setup!.receipt).toMatchObject({ clusterId, left: 0, cost: { amount: 0, currency: 'USD' } })
  expect((await documents.runs(clusterId!).where('command', '==', 'destroy').get()).size).toBe(1)
  expect((await labOf(event.id)).dueAt).toBeNull()
}, 180_000)

describe('an event that changes', () => {
  test('a moved event takes its lab along', async () => {
    const event = await publishEvent(otto)
    await storeLab(event.id, account, { dueAt: hoursLater(1) })
    await api<Event>(
      'PATCH',
      `/v1/events/${event.id}`,
      { startsAt: hoursLater(0.3), endsAt: hoursLater(3) },
      otto,
    )
    // The change itself made the lab due.
    expect((await labOf(event.id)).dueAt! <= inHours(0)).toBe(true)
    await buildLab(event.id, inHours(0))
    expect(await labOf(event.id)).toMatchObject({ state: 'building' })
  })

  test('a cancelled event ends its lab, also before it is built', async () => {
    const [early, late] = await Promise.all([
      publishEvent(otto),
      publishEvent(otto, { startsAt: hoursLater(1), endsAt: hoursLater(2) }),
    ])
    await storeLab(early.id, account, { dueAt: hoursLater(1) })
    const clusterId = await storeReadyLab(late.id)
    for (const { id } of [early, late]) await api('POST', `/v1/events/${id}/cancel`, undefined, otto)
    await runLabs(choreContext())
    expect([(await labOf(early.id)).state, (await labOf(late.id)).state]).toEqual(['ended', 'ending'])
    expect((await clusterOf(clusterId)).state).toMatch(/^destroy/)
  })
})

describe('a build that cannot begin', () => {
  test('fails with the reason when the operator may no longer build, and organisers learn it once', async () => {
    const former = await asPerson('Fred', { role: 'operator' })
    const theirs = await connectAccount(former, { platform: 'sandbox', credentials: { kind: 'none' } })
    const event = await publishEvent(otto, { startsAt: hoursLater(0.4) })
    await storeLab(event.id, theirs)
    await documents.access(former.uid).update({ role: 'member' })
    await Promise.all([buildLab(event.id, inHours(0)), buildLab(event.id, inHours(0))])
    expect(await labOf(event.id)).toMatchObject({
      state: 'failed',
      clusterId: null,
      failure: { reason: 'owner' },
    })
    expect(await noticesOf(otto.uid, 'lab-failed', event.id)).toHaveLength(1)
    expect((await documents.clusters().where('ownerId', '==', former.uid).get()).size).toBe(0)
  })

  test('fails with the reason when the account is disabled', async () => {
    const other = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    await documents.cloudAccount(other.id).update({ disabled: true })
    const event = await publishEvent(otto, { startsAt: hoursLater(0.4) })
    await storeLab(event.id, other)
    await buildLab(event.id, inHours(0))
    expect(await labOf(event.id)).toMatchObject({
      state: 'failed',
      failure: { reason: 'refused', detail: expect.stringContaining('disabled') },
    })
  })
})

test('a failed build is repeated after a pause, and organisers learn when it is given up', async () => {
  const event = await publishEvent(otto, { startsAt: hoursLater(1) })
  const failed = { state: 'failed', updatedAt: inHours(-0.1), eventId: event.id, applied: true } as const
  const { clusterId } = await storeCluster(otto, account, failed, { state: 'failed' })
  await storeLab(event.id, account, { state: 'building', clusterId, builds: 3 })
  const endsAt = (await api<Lab>('GET', `/v1/events/${event.id}/lab`, undefined, otto)).body.endsAt
  await runLab(event.id, inHours(0))
  expect(await clusterOf(clusterId)).toMatchObject({ expiresAt: endsAt })
  await Promise.all([runLab(event.id, inHours(0)), runLab(event.id, inHours(0))])
  expect(await labOf(event.id)).toMatchObject({ state: 'failed', failure: { reason: 'build' } })
  expect(await noticesOf(otto.uid, 'lab-failed', event.id)).toHaveLength(1)

  const second = await publishEvent(otto, { startsAt: hoursLater(1) })
  const stored = await storeCluster(otto, account, { ...failed, eventId: second.id }, { state: 'failed' })
  await storeLab(second.id, account, { state: 'building', clusterId: stored.clusterId, builds: 1 })
  const times = (await api<Lab>('GET', `/v1/events/${second.id}/lab`, undefined, otto)).body
  await documents
    .cluster(stored.clusterId)
    .update(toFields(clusterDocument, { expiresAt: times.endsAt, endsAt: times.endsAt }))
  await Promise.all([runLab(second.id, inHours(0)), runLab(second.id, inHours(0))])
  expect(await labOf(second.id)).toMatchObject({ state: 'building', builds: 2 })
  expect((await documents.runs(stored.clusterId).get()).size).toBe(2)
})

test('organisers learn once that a lab is late, and people in it are warned once for each time before the end', async () => {
  const event = await publishEvent(otto, { startsAt: hoursLater(0.2), endsAt: hoursLater(1) })
  const erik = await asPerson('Erik')
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  const { clusterId } = await storeCluster(otto, account, {
    state: 'provisioning',
    busy: true,
    eventId: event.id,
  })
  await storeLab(event.id, account, { state: 'building', clusterId, builds: 1 })
  for (let sweeps = 0; sweeps < 3; sweeps++) await runLab(event.id, inHours(0))
  expect(await noticesOf(otto.uid, 'lab-late', event.id)).toHaveLength(1)

  await documents.lab(event.id).update({ state: 'ready' })
  const endMs = Date.parse(event.endsAt!) + 120 * 60_000
  for (const minutes of [14, 13, 4, 3])
    await runLab(event.id, new Date(endMs - minutes * 60_000).toISOString())
  const notices = await noticesOf(erik.uid, 'lab-ending', event.id)
  expect(notices.map((notice) => notice.data().values?.minutes).sort()).toEqual([15, 5])
})

test('a cluster that an operator destroys on its page is not built again', async () => {
  const event = await publishEvent(otto, { startsAt: hoursLater(0.2), endsAt: hoursLater(1) })
  const clusterId = await storeReadyLab(event.id)
  expect((await api('DELETE', `/v1/clusters/${clusterId}`, undefined, otto)).status).toBe(202)
  await runLab(event.id, inHours(0))
  expect(await labOf(event.id)).toMatchObject({ state: 'ending', endWanted: true })
  await waitForState({ clusterId }, 'destroyed')
  await runLab(event.id, inHours(0))
  expect(await labOf(event.id)).toMatchObject({ state: 'ended', receipt: { clusterId, left: 0 } })
}, 60_000)
