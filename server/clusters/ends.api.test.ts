import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { ClusterDocument } from '../../contract/clusters.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import {
  clusterOf,
  lastOf,
  minutesAgo,
  runnerOf,
  runOf,
  runsOf,
  storeRun,
  waitForState,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster, type TestCluster } from '../../testing/runner-clusters.ts'
import { documents } from '../documents.ts'
import { endClusters } from './ends.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const sweep = () => endClusters(choreContext())
/** Stores a cluster that ends in this number of minutes. */
const storeEndingCluster = (minutes: number, change: Partial<ClusterDocument> = {}) =>
  storeCluster(otto, account, { expiresAt: minutesAgo(-minutes), endsAt: minutesAgo(-minutes), ...change })
const noticesOf = async ({ clusterId }: TestCluster) => {
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
const extend = (stored: TestCluster, minutes: number) =>
  api('POST', `/v1/clusters/${stored.clusterId}/extend`, { expiresAt: minutesAgo(-minutes) }, otto)
const countDestroys = async (stored: TestCluster) =>
  (await runsOf(stored)).filter(({ command }) => command === 'destroy').length

describe('an hour before its end', () => {
  test('the owner gets one notice, also from two sweeps at the same time and later sweeps', async () => {
    const stored = await storeEndingCluster(55)
    await Promise.all([sweep(), sweep()])
    await sweep()
    const notices = await noticesOf(stored)
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
    const [later, never] = await Promise.all([storeEndingCluster(65), storeCluster(otto, account)])
    await sweep()
    expect([await noticesOf(later), await noticesOf(never)]).toEqual([[], []])
  })

  test('the owner of an extended cluster gets a second notice an hour before the new end', async () => {
    const stored = await storeEndingCluster(30)
    await sweep()
    expect((await extend(stored, 120)).status).toBe(200)
    await sweep()
    expect(await noticesOf(stored)).toHaveLength(1)
    await endClusters({ ...choreContext(), now: minutesAgo(-70) })
    expect(await noticesOf(stored)).toHaveLength(2)
    expect(await countDestroys(stored)).toBe(0)
  })

  test('the owner gets a notice when the budget is nearly spent, and an extension does not change that', async () => {
    const usd = (amount: number) => ({ amount, currency: 'USD' as const })
    const stored = await storeCluster(otto, account, {
      createdAt: minutesAgo(60),
      budget: usd(150),
      cost: { hourly: usd(100), monthly: usd(73_000), source: 'A test.' },
    })
    const { body } = await extend(stored, 24 * 60)
    expect(Date.parse(body.endsAt)).toBeCloseTo(Date.parse(body.createdAt) + 90 * 60_000, -1)
    await sweep()
    expect(await noticesOf(stored)).toHaveLength(1)
  })
})

describe('at its end', () => {
  test('a cluster is destroyed once, also by sweeps at the same time', async () => {
    const stored = await storeEndingCluster(-1)
    await Promise.all([sweep(), sweep(), sweep()])
    expect(await countDestroys(stored)).toBe(1)
    expect(await clusterOf(stored)).toMatchObject({ state: 'destroying', busy: true })
    expect(await waitForState(stored, 'destroyed')).toMatchObject({ live: false, inventory: { left: [] } })
    await sweep()
    expect(await countDestroys(stored)).toBe(1)
  })

  test('a run at work ends before the destroy', async () => {
    const end = { expiresAt: minutesAgo(1), endsAt: minutesAgo(1) }
    const stored = await storeRun(otto, account, { state: 'applying', approved: true }, 0, end)
    await Promise.all([sweep(), sweep()])
    expect(await clusterOf(stored)).toMatchObject({ destroyWanted: true, runId: stored.runId })
    expect((await runnerOf(stored).report({ finished: { outcome: 'succeeded' } })).body).toEqual({
      cancel: false,
    })
    expect(await runOf(stored)).toMatchObject({ state: 'succeeded' })
    expect(await waitForState(stored, 'destroyed')).toMatchObject({ inventory: { left: [] } })
    expect(await countDestroys(stored)).toBe(1)
  })

  test('a plan that waits is discarded, also a plan that arrived after the end', async () => {
    const end = { expiresAt: minutesAgo(1), endsAt: minutesAgo(1) }
    const [waiting, planning] = await Promise.all([
      storeRun(otto, account, { state: 'awaiting-approval' }, 0, end),
      storeRun(otto, account, { state: 'planning' }, 0, end),
    ])
    await sweep()
    expect(await runOf(waiting)).toMatchObject({ state: 'discarded' })
    expect(await runOf(planning)).toMatchObject({ state: 'planning' })
    await runnerOf(planning).report({ planned: { changes: 1 } })
    await sweep()
    expect(await runOf(planning)).toMatchObject({ state: 'discarded' })
    for (const stored of [waiting, planning]) await waitForState(stored, 'destroyed')
  })

  test('a failed destroy is retried after a pause, not every minute', async () => {
    const storeFailedDestroy = (minutes: number) =>
      storeRun(
        otto,
        account,
        { command: 'destroy', state: 'failed', before: 'ready', endedAt: minutesAgo(minutes) },
        minutes,
        { state: 'failed', busy: false, expiresAt: minutesAgo(60), endsAt: minutesAgo(60) },
      )
    const [just, long] = await Promise.all([storeFailedDestroy(3), storeFailedDestroy(31)])
    await sweep()
    expect(await countDestroys(just)).toBe(1)
    expect(await countDestroys(long)).toBe(2)
    expect(await lastOf(long)).toMatchObject({ command: 'destroy', attempt: 1 })
    await waitForState(long, 'destroyed')
  })

  test('a cluster that will be destroyed is not extended', async () => {
    const stored = await storeEndingCluster(-1, { destroyWanted: true, busy: true, state: 'updating' })
    expect((await extend(stored, 120)).body).toMatchObject({ code: 'conflict' })
  })
})
