import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { ClusterDocument } from '../../contract/clusters.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import {
  becomes,
  clusterOf,
  lastOf,
  minutesAgo,
  runnerOf,
  runOf,
  runsOf,
  storeRun,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster, type TestCluster } from '../../testing/runner-clusters.ts'
import { documents } from '../documents.ts'
import { createLogger } from '../log.ts'
import { endClusters } from './ends.ts'

const log = createLogger()
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const sweeps = () => endClusters(new Date().toISOString(), log, 200)
/** A cluster that ends in so many minutes. */
const ending = (minutes: number, change: Partial<ClusterDocument> = {}) =>
  storeCluster(otto, account, { expiresAt: minutesAgo(-minutes), endsAt: minutesAgo(-minutes), ...change })
const toldOf = async ({ clusterId }: TestCluster) => {
  const all = await documents.notifications(otto.uid).where('kind', '==', 'cluster-expiring').get()
  return all.docs
    .filter((item) => item.id.startsWith(`cluster-expiring_${clusterId}_`))
    .map((item) => item.data())
}
const mailsOf = async ({ clusterId }: TestCluster) => {
  const all = (await documents.mails().get()).docs.map((item) => item.data())
  const notices = all.flatMap((mail) => (mail.kind === 'notices' ? mail.items : []))
  return notices.filter((item) => item?.notificationId.startsWith(`cluster-expiring_${clusterId}_`))
}
const prolongs = (stored: TestCluster, minutes: number) =>
  api('POST', `/v1/clusters/${stored.clusterId}/extend`, { expiresAt: minutesAgo(-minutes) }, otto)
const destroys = async (stored: TestCluster) =>
  (await runsOf(stored)).filter(({ command }) => command === 'destroy').length

describe('an hour before its end', () => {
  test('the owner gets one notice, also from two sweeps at once and later sweeps', async () => {
    const stored = await ending(55)
    await Promise.all([sweeps(), sweeps()])
    await sweeps()
    const notices = await toldOf(stored)
    const cluster = await clusterOf(stored)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      link: `/clusters/${stored.clusterId}`,
      values: { at: cluster.endsAt },
    })
    expect(await mailsOf(stored)).toHaveLength(1)
    expect(cluster).toMatchObject({ state: 'ready', busy: false, endTold: true })
  })

  test('the owner gets no notice earlier, and none about a cluster without an end', async () => {
    const [later, never] = await Promise.all([ending(65), storeCluster(otto, account)])
    await sweeps()
    expect([await toldOf(later), await toldOf(never)]).toEqual([[], []])
  })

  test('the owner of an extended cluster gets a second notice an hour before the new end', async () => {
    const stored = await ending(30)
    await sweeps()
    expect((await prolongs(stored, 120)).status).toBe(200)
    await sweeps()
    expect(await toldOf(stored)).toHaveLength(1)
    expect((await prolongs(stored, 50)).status).toBe(200)
    await sweeps()
    expect(await toldOf(stored)).toHaveLength(2)
    expect(await destroys(stored)).toBe(0)
  })

  test('and so it is of a budget that will be spent then, which extending does not change', async () => {
    const usd = (amount: number) => ({ amount, currency: 'USD' as const })
    const stored = await storeCluster(otto, account, {
      createdAt: minutesAgo(60),
      budget: usd(150),
      cost: { hourly: usd(100), monthly: usd(73_000), source: 'A test.' },
    })
    const { body } = await prolongs(stored, 24 * 60)
    expect(Date.parse(body.endsAt)).toBeCloseTo(Date.parse(body.createdAt) + 90 * 60_000, -1)
    await sweeps()
    expect(await toldOf(stored)).toHaveLength(1)
  })
})

describe('at its end', () => {
  test('it is destroyed, by two sweeps at once as by one', async () => {
    const stored = await ending(-1)
    await Promise.all([sweeps(), sweeps(), sweeps()])
    expect(await destroys(stored)).toBe(1)
    expect(await clusterOf(stored)).toMatchObject({ state: 'destroying', busy: true })
    expect(await becomes(stored, 'destroyed')).toMatchObject({ live: false, inventory: { left: [] } })
    await sweeps()
    expect(await destroys(stored)).toBe(1)
  })

  test('a run that is at work comes to its own end first', async () => {
    const end = { expiresAt: minutesAgo(1), endsAt: minutesAgo(1) }
    const stored = await storeRun(otto, account, { state: 'applying', approved: true }, 0, end)
    await Promise.all([sweeps(), sweeps()])
    expect(await clusterOf(stored)).toMatchObject({ destroyWanted: true, runId: stored.runId })
    expect((await runnerOf(stored).says({ finished: { outcome: 'succeeded' } })).body).toEqual({
      cancel: false,
    })
    expect(await runOf(stored)).toMatchObject({ state: 'succeeded' })
    expect(await becomes(stored, 'destroyed')).toMatchObject({ inventory: { left: [] } })
    expect(await destroys(stored)).toBe(1)
  })

  test('a plan that waits is discarded, also one that came after the end', async () => {
    const end = { expiresAt: minutesAgo(1), endsAt: minutesAgo(1) }
    const [waiting, planning] = await Promise.all([
      storeRun(otto, account, { state: 'awaiting-approval' }, 0, end),
      storeRun(otto, account, { state: 'planning' }, 0, end),
    ])
    await sweeps()
    expect(await runOf(waiting)).toMatchObject({ state: 'discarded' })
    expect(await runOf(planning)).toMatchObject({ state: 'planning' })
    await runnerOf(planning).says({ planned: { changes: 1 } })
    await sweeps()
    expect(await runOf(planning)).toMatchObject({ state: 'discarded' })
    for (const stored of [waiting, planning]) await becomes(stored, 'destroyed')
  })

  test('a destroy that failed is begun again after a while, and not each minute', async () => {
    const storeFailedDestroy = (minutes: number) =>
      storeRun(
        otto,
        account,
        { command: 'destroy', state: 'failed', before: 'ready', endedAt: minutesAgo(minutes) },
        minutes,
        { state: 'failed', busy: false, expiresAt: minutesAgo(60), endsAt: minutesAgo(60) },
      )
    const [just, long] = await Promise.all([storeFailedDestroy(3), storeFailedDestroy(31)])
    await sweeps()
    expect(await destroys(just)).toBe(1)
    expect(await destroys(long)).toBe(2)
    expect(await lastOf(long)).toMatchObject({ command: 'destroy', attempt: 1 })
    await becomes(long, 'destroyed')
  })

  test('a cluster that will be destroyed is not extended', async () => {
    const stored = await ending(-1, { destroyWanted: true, busy: true, state: 'updating' })
    expect((await prolongs(stored, 120)).body).toMatchObject({ code: 'conflict' })
  })
})
