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
  runsOf,
  storeRun,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster, type TestCluster } from '../../testing/runner-clusters.ts'
import { createLogger } from '../log.ts'
import { checkDrift } from './drift.ts'

const log = createLogger()
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const sweeps = (maxClusters?: number) => checkDrift(new Date().toISOString(), log, maxClusters)
const due = { driftDueAt: minutesAgo(1) }
const keeps = (change: Partial<ClusterDocument> = {}, of = account) =>
  storeCluster(otto, of, { ...due, ...change })
const looks = async (stored: TestCluster) =>
  (await runsOf(stored)).filter(({ command }) => command === 'check-drift').length
/** Hours until the next check. */
const nextIn = async (stored: TestCluster) =>
  (Date.parse((await clusterOf(stored)).driftDueAt!) - Date.now()) / 3_600_000

test('a ready cluster is checked once a day, also by two sweeps at once, and stays as it was', async () => {
  const stored = await keeps()
  await Promise.all([sweeps(), sweeps()])
  expect(await looks(stored)).toBe(1)
  expect(await becomes(stored, 'ready')).toMatchObject({ drift: { changed: [] } })
  expect(await lastOf(stored)).toMatchObject({ command: 'check-drift', state: 'succeeded' })
  expect(await nextIn(stored)).toBeGreaterThan(23.9)
  expect(await nextIn(stored)).toBeLessThan(25.1)
  await sweeps()
  expect(await looks(stored)).toBe(1)
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
  await runnerOf(stored).says({ finished: { outcome: 'succeeded', drift: ['terraform_data.vpc'] } })
  expect(await clusterOf(stored)).toMatchObject({
    state: 'ready',
    busy: false,
    drift: { changed: ['terraform_data.vpc'] },
  })
  expect(await nextIn(stored)).toBeGreaterThan(23.9)
})

test('a look that fails leaves the cluster ready, and is tried again the next day', async () => {
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
  await runnerOf(stored).says({ finished: { outcome: 'failed', failure } })
  expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false })
  expect(await nextIn(stored)).toBeGreaterThan(23.9)
})

test('a cluster is due a day after it became ready', async () => {
  const stored = await storeRun(otto, account, { state: 'applying', approved: true })
  await runnerOf(stored).says({ finished: { outcome: 'succeeded' } })
  expect(await nextIn(stored)).toBeGreaterThan(23.9)
})

describe('is not looked at', () => {
  test('a cluster that is not due, that is not ready, or that has a run at work', async () => {
    const all = await Promise.all([
      keeps({ driftDueAt: minutesAgo(-5) }),
      keeps({ state: 'failed' }),
      keeps({ state: 'destroyed', live: false }),
      storeRun(otto, account, { state: 'awaiting-approval', command: 'update' }, 0, {
        ...due,
        state: 'updating',
      }),
      storeRun(otto, account, { state: 'planning', command: 'check-drift' }, 0, { ...due, state: 'ready' }),
    ])
    const clustersBefore = await Promise.all(all.map(clusterOf))
    await sweeps()
    expect(await Promise.all(all.map(clusterOf))).toEqual(clustersBefore)
  })

  test('one that ends within the hour, or whose account is disabled: that one is due again tomorrow', async () => {
    const disabled = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    await api('PATCH', `/v1/cloud-accounts/${disabled.id}`, { disabled: true }, otto)
    const all = await Promise.all([
      keeps({ expiresAt: minutesAgo(-50), endsAt: minutesAgo(-50) }),
      keeps({}, disabled),
    ])
    await sweeps()
    for (const stored of all) {
      expect(await looks(stored)).toBe(0)
      expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false })
      expect(await nextIn(stored)).toBeGreaterThan(23.9)
    }
  })

  test('more than a portion at once', async () => {
    const all = await Promise.all([keeps(), keeps(), keeps()])
    const begun = async () => (await Promise.all(all.map(looks))).reduce((sum, count) => sum + count, 0)
    await sweeps(2)
    expect(await begun()).toBe(2)
    await sweeps(2)
    expect(await begun()).toBe(3)
    await Promise.all(all.map((stored) => becomes(stored, 'ready')))
  })
})
