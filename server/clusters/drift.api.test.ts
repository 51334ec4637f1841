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
  runsOf,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { type KeptCluster, keepsCluster } from '../../testing/runner-clusters.ts'
import { createLogger } from '../log.ts'
import { checkDrift } from './drift.ts'

const log = createLogger()
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const sweeps = (most?: number) => checkDrift(new Date().toISOString(), log, most)
const due = { driftDueAt: minutesAgo(1) }
const keeps = (change: Partial<ClusterDocument> = {}, of = account) =>
  keepsCluster(otto, of, { ...due, ...change })
const looks = async (kept: KeptCluster) =>
  (await runsOf(kept)).filter(({ command }) => command === 'check-drift').length
/** Hours until it is looked at next. */
const nextIn = async (kept: KeptCluster) =>
  (Date.parse((await clusterOf(kept)).driftDueAt!) - Date.now()) / 3_600_000

test('a cluster that is ready is looked at once a day, by two sweeps as by one, and is what it was', async () => {
  const kept = await keeps()
  await Promise.all([sweeps(), sweeps()])
  expect(await looks(kept)).toBe(1)
  expect(await becomes(kept, 'ready')).toMatchObject({ drift: { changed: [] } })
  expect(await lastOf(kept)).toMatchObject({ command: 'check-drift', state: 'succeeded' })
  expect(await nextIn(kept)).toBeGreaterThan(23.9)
  expect(await nextIn(kept)).toBeLessThan(25.1)
  await sweeps()
  expect(await looks(kept)).toBe(1)
})

test('what others changed is kept with the cluster', async () => {
  const kept = await keepsRun(
    otto,
    account,
    { command: 'check-drift', state: 'planning', before: 'ready' },
    0,
    {
      ...due,
      state: 'ready',
    },
  )
  await runnerOf(kept).says({ finished: { outcome: 'succeeded', drift: ['terraform_data.vpc'] } })
  expect(await clusterOf(kept)).toMatchObject({
    state: 'ready',
    busy: false,
    drift: { changed: ['terraform_data.vpc'] },
  })
  expect(await nextIn(kept)).toBeGreaterThan(23.9)
})

test('a look that fails leaves the cluster ready, and is tried again the next day', async () => {
  const kept = await keepsRun(
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
  await runnerOf(kept).says({ finished: { outcome: 'failed', failure } })
  expect(await clusterOf(kept)).toMatchObject({ state: 'ready', busy: false })
  expect(await nextIn(kept)).toBeGreaterThan(23.9)
})

test('a cluster is due a day after it became ready', async () => {
  const kept = await keepsRun(otto, account, { state: 'applying', approved: true })
  await runnerOf(kept).says({ finished: { outcome: 'succeeded' } })
  expect(await nextIn(kept)).toBeGreaterThan(23.9)
})

describe('is not looked at', () => {
  test('a cluster that is not due, that is not ready, or that has a run at work', async () => {
    const all = await Promise.all([
      keeps({ driftDueAt: minutesAgo(-5) }),
      keeps({ state: 'failed' }),
      keeps({ state: 'destroyed', live: false }),
      keepsRun(otto, account, { state: 'awaiting-approval', command: 'update' }, 0, {
        ...due,
        state: 'updating',
      }),
      keepsRun(otto, account, { state: 'planning', command: 'check-drift' }, 0, { ...due, state: 'ready' }),
    ])
    const before = await Promise.all(all.map(clusterOf))
    await sweeps()
    expect(await Promise.all(all.map(clusterOf))).toEqual(before)
  })

  test('one that ends within the hour, or whose account is disabled: that one is due again tomorrow', async () => {
    const disabled = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    await api('PATCH', `/v1/cloud-accounts/${disabled.id}`, { disabled: true }, otto)
    const all = await Promise.all([
      keeps({ expiresAt: minutesAgo(-50), endsAt: minutesAgo(-50) }),
      keeps({}, disabled),
    ])
    await sweeps()
    for (const kept of all) {
      expect(await looks(kept)).toBe(0)
      expect(await clusterOf(kept)).toMatchObject({ state: 'ready', busy: false })
      expect(await nextIn(kept)).toBeGreaterThan(23.9)
    }
  })

  test('more than a portion at once', async () => {
    const all = await Promise.all([keeps(), keeps(), keeps()])
    const begun = async () => (await Promise.all(all.map(looks))).reduce((sum, one) => sum + one, 0)
    await sweeps(2)
    expect(await begun()).toBe(2)
    await sweeps(2)
    expect(await begun()).toBe(3)
    await Promise.all(all.map((kept) => becomes(kept, 'ready')))
  })
})
