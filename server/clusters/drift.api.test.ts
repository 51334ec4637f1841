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
  runsOf,
  storeRun,
  waitForState,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster, type TestCluster } from '../../testing/runner-clusters.ts'
import { checkDrift } from './drift.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const sweep = (maxItems = 200) => checkDrift(choreContext({ maxItems }))
const due = { driftDueAt: minutesAgo(1) }
const storeDueCluster = (change: Partial<ClusterDocument> = {}, owner = account) =>
  storeCluster(otto, owner, { ...due, ...change })
const countChecks = async (stored: TestCluster) =>
  (await runsOf(stored)).filter(({ command }) => command === 'check-drift').length
/** Hours until the next check. */
const nextIn = async (stored: TestCluster) =>
  (Date.parse((await clusterOf(stored)).driftDueAt!) - Date.now()) / 3_600_000

test('a ready cluster is checked once a day, also by two sweeps at the same time, and stays ready', async () => {
  const stored = await storeDueCluster()
  await Promise.all([sweep(), sweep()])
  expect(await countChecks(stored)).toBe(1)
  expect(await waitForState(stored, 'ready')).toMatchObject({ drift: { changed: [] } })
  expect(await lastOf(stored)).toMatchObject({ command: 'check-drift', state: 'succeeded' })
  expect(await nextIn(stored)).toBeGreaterThan(23.9)
  expect(await nextIn(stored)).toBeLessThan(25.1)
  await sweep()
  expect(await countChecks(stored)).toBe(1)
})

test('resources that were changed outside Labseat are stored with the cluster', async () => {
  const stored = await storeRun(
    otto,
    account,
    { command: 'check-drift', state: 'planning', before: 'ready' },
    0,
    {
      ...due,
      state: 'ready',
    },
  )
  await runnerOf(stored).report({ finished: { outcome: 'succeeded', drift: ['terraform_data.vpc'] } })
  expect(await clusterOf(stored)).toMatchObject({
    state: 'ready',
    busy: false,
    drift: { changed: ['terraform_data.vpc'] },
  })
  expect(await nextIn(stored)).toBeGreaterThan(23.9)
})

test('a check that fails leaves the cluster ready, and the next check is a day later', async () => {
  const stored = await storeRun(
    otto,
    account,
    { command: 'check-drift', state: 'planning', before: 'ready' },
    0,
    {
      ...due,
      state: 'ready',
    },
  )
  const failure = { reason: 'terraform', detail: 'The provider did not answer.' }
  await runnerOf(stored).report({ finished: { outcome: 'failed', failure } })
  expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false })
  expect(await nextIn(stored)).toBeGreaterThan(23.9)
})

test('a cluster is due a day after it became ready', async () => {
  const stored = await storeRun(otto, account, { state: 'applying', approved: true })
  await runnerOf(stored).report({ finished: { outcome: 'succeeded' } })
  expect(await nextIn(stored)).toBeGreaterThan(23.9)
})

describe('a sweep does not check', () => {
  test('clusters that are not due, not ready, or have a run at work', async () => {
    const all = await Promise.all([
      storeDueCluster({ driftDueAt: minutesAgo(-5) }),
      storeDueCluster({ state: 'failed' }),
      storeDueCluster({ state: 'destroyed', live: false }),
      storeRun(otto, account, { state: 'awaiting-approval', command: 'update' }, 0, {
        ...due,
        state: 'updating',
      }),
      storeRun(otto, account, { state: 'planning', command: 'check-drift' }, 0, { ...due, state: 'ready' }),
    ])
    const clustersBefore = await Promise.all(all.map(clusterOf))
    await sweep()
    expect(await Promise.all(all.map(clusterOf))).toEqual(clustersBefore)
  })

  test('clusters that end within the hour or whose account is disabled; they are due the next day', async () => {
    const disabled = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    await api('PATCH', `/v1/cloud-accounts/${disabled.id}`, { disabled: true }, otto)
    const all = await Promise.all([
      storeDueCluster({ expiresAt: minutesAgo(-50), endsAt: minutesAgo(-50) }),
      storeDueCluster({}, disabled),
    ])
    await sweep()
    for (const stored of all) {
      expect(await countChecks(stored)).toBe(0)
      expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false })
      expect(await nextIn(stored)).toBeGreaterThan(23.9)
    }
  })

  test('more clusters than its limit', async () => {
    const all = await Promise.all([storeDueCluster(), storeDueCluster(), storeDueCluster()])
    const countAll = async () =>
      (await Promise.all(all.map(countChecks))).reduce((sum, count) => sum + count, 0)
    await sweep(2)
    expect(await countAll()).toBe(2)
    await sweep(2)
    expect(await countAll()).toBe(3)
    await Promise.all(all.map((stored) => waitForState(stored, 'ready')))
  })
})
