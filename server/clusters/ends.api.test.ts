import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { ClusterDocument } from '../../contract/clusters.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import {
  becomes,
  clusterOf,
  keepsRun,
  lastOf,
  minutesAgo,
  runnerOf,
  runOf,
  runsOf,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { type KeptCluster, keepsCluster } from '../../testing/runner-clusters.ts'
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
  keepsCluster(otto, account, { expiresAt: minutesAgo(-minutes), endsAt: minutesAgo(-minutes), ...change })
const toldOf = async ({ clusterId }: KeptCluster) => {
  const all = await documents.notifications(otto.uid).where('kind', '==', 'cluster-expiring').get()
  return all.docs
    .filter((one) => one.id.startsWith(`cluster-expiring_${clusterId}_`))
    .map((one) => one.data())
}
const mailsOf = async ({ clusterId }: KeptCluster) => {
  const all = (await documents.mails().get()).docs.map((one) => one.data())
  const notices = all.flatMap((mail) => (mail.kind === 'notices' ? mail.items : []))
  return notices.filter((one) => one?.notificationId.startsWith(`cluster-expiring_${clusterId}_`))
}
const prolongs = (kept: KeptCluster, minutes: number) =>
  api('POST', `/v1/clusters/${kept.clusterId}/extend`, { expiresAt: minutesAgo(-minutes) }, otto)
const destroys = async (kept: KeptCluster) =>
  (await runsOf(kept)).filter(({ command }) => command === 'destroy').length

describe('an hour before its end', () => {
  test('the owner is told once, by two sweeps at once and by those after them', async () => {
    const kept = await ending(55)
    await Promise.all([sweeps(), sweeps()])
    await sweeps()
    const told = await toldOf(kept)
    const cluster = await clusterOf(kept)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ link: `/clusters/${kept.clusterId}`, values: { at: cluster.endsAt } })
    expect(await mailsOf(kept)).toHaveLength(1)
    expect(cluster).toMatchObject({ state: 'ready', busy: false, endTold: true })
  })

  test('nobody is told before, or of a cluster that never ends', async () => {
    const [later, never] = await Promise.all([ending(65), keepsCluster(otto, account)])
    await sweeps()
    expect([await toldOf(later), await toldOf(never)]).toEqual([[], []])
  })

  test('of a cluster that was extended it is told again, an hour before the new end', async () => {
    const kept = await ending(30)
    await sweeps()
    expect((await prolongs(kept, 120)).status).toBe(200)
    await sweeps()
    expect(await toldOf(kept)).toHaveLength(1)
    expect((await prolongs(kept, 50)).status).toBe(200)
    await sweeps()
    expect(await toldOf(kept)).toHaveLength(2)
    expect(await destroys(kept)).toBe(0)
  })

  test('and so it is of a budget that will be spent then, which extending does not change', async () => {
    const usd = (amount: number) => ({ amount, currency: 'USD' as const })
    const kept = await keepsCluster(otto, account, {
      createdAt: minutesAgo(60),
      budget: usd(150),
      cost: { hourly: usd(100), monthly: usd(73_000), source: 'A test.' },
    })
    const { body } = await prolongs(kept, 24 * 60)
    expect(Date.parse(body.endsAt)).toBeCloseTo(Date.parse(body.createdAt) + 90 * 60_000, -1)
    await sweeps()
    expect(await toldOf(kept)).toHaveLength(1)
  })
})

describe('at its end', () => {
  test('it is destroyed, by two sweeps at once as by one', async () => {
    const kept = await ending(-1)
    await Promise.all([sweeps(), sweeps(), sweeps()])
    expect(await destroys(kept)).toBe(1)
    expect(await clusterOf(kept)).toMatchObject({ state: 'destroying', busy: true })
    expect(await becomes(kept, 'destroyed')).toMatchObject({ live: false, inventory: { left: [] } })
    await sweeps()
    expect(await destroys(kept)).toBe(1)
  })

  test('a run that is at work comes to its own end first', async () => {
    const end = { expiresAt: minutesAgo(1), endsAt: minutesAgo(1) }
    const kept = await keepsRun(otto, account, { state: 'applying', approved: true }, 0, end)
    await Promise.all([sweeps(), sweeps()])
    expect(await clusterOf(kept)).toMatchObject({ destroyWanted: true, runId: kept.runId })
    expect((await runnerOf(kept).says({ finished: { outcome: 'succeeded' } })).body).toEqual({
      cancel: false,
    })
    expect(await runOf(kept)).toMatchObject({ state: 'succeeded' })
    expect(await becomes(kept, 'destroyed')).toMatchObject({ inventory: { left: [] } })
    expect(await destroys(kept)).toBe(1)
  })

  test('a plan that waits is discarded, also one that came after the end', async () => {
    const end = { expiresAt: minutesAgo(1), endsAt: minutesAgo(1) }
    const [waiting, planning] = await Promise.all([
      keepsRun(otto, account, { state: 'awaiting-approval' }, 0, end),
      keepsRun(otto, account, { state: 'planning' }, 0, end),
    ])
    await sweeps()
    expect(await runOf(waiting)).toMatchObject({ state: 'discarded' })
    expect(await runOf(planning)).toMatchObject({ state: 'planning' })
    await runnerOf(planning).says({ planned: { changes: 1 } })
    await sweeps()
    expect(await runOf(planning)).toMatchObject({ state: 'discarded' })
    for (const kept of [waiting, planning]) await becomes(kept, 'destroyed')
  })

  test('a destroy that failed is begun again after a while, and not each minute', async () => {
    const destroyed = (minutes: number) =>
      keepsRun(
        otto,
        account,
        { command: 'destroy', state: 'failed', before: 'ready', endedAt: minutesAgo(minutes) },
        minutes,
        { state: 'failed', busy: false, expiresAt: minutesAgo(60), endsAt: minutesAgo(60) },
      )
    const [just, long] = await Promise.all([destroyed(3), destroyed(31)])
    await sweeps()
    expect(await destroys(just)).toBe(1)
    expect(await destroys(long)).toBe(2)
    expect(await lastOf(long)).toMatchObject({ command: 'destroy', attempt: 1 })
    await becomes(long, 'destroyed')
  })

  test('what can no more be kept is not extended', async () => {
    const kept = await ending(-1, { destroyWanted: true, busy: true, state: 'updating' })
    expect((await prolongs(kept, 120)).body).toMatchObject({ code: 'conflict' })
  })
})
