import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import { becomes, clusterOf, lastOf, runnerOf, runOf, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster, type TestCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const asks = (stored: TestCluster, what: string, body?: object) =>
  api<Cluster>(
    what === 'update' ? 'PATCH' : 'POST',
    `/v1/clusters/${stored.clusterId}${what === 'update' ? '' : `/${what}`}`,
    body,
    otto,
  )
const cancels = (stored: TestCluster) => asks(stored, 'cancel')
const ready = { command: 'update', before: 'ready' } as const
const updating = { state: 'updating', busy: true } as const
const keepsUpdate = (run: Partial<RunDocument>) => storeRun(otto, account, { ...ready, ...run }, 0, updating)

describe('canceling', () => {
  test.each<[RunDocument['state'], RunDocument['state'], Cluster['state'], boolean]>([
    ['queued', 'canceled', 'failed', false],
    ['planning', 'canceling', 'provisioning', true],
    ['awaiting-approval', 'discarded', 'failed', false],
    ['applying', 'canceling', 'provisioning', true],
  ])('a create that is %s makes the run %s and the cluster %s', async (state, run, cluster, busy) => {
    const stored = await storeRun(otto, account, { state })
    const { status, body, text } = await cancels(stored)
    expect(status, text).toBe(202)
    expect(body).toMatchObject({ state: cluster, busy })
    expect((await runOf(stored)).state).toBe(run)
    expect((await cancels(stored)).body).toMatchObject({ code: 'nothing-to-cancel' })
    expect((await runOf(stored)).state).toBe(run)
  })

  test.each<[RunDocument['state'], boolean]>([
    ['queued', false],
    ['awaiting-approval', false],
    ['planning', true],
  ])('an update that is %s leaves the cluster ready, as it was', async (state, hears) => {
    const stored = await keepsUpdate({ state, change: { services: ['mlflow'] } })
    expect((await cancels(stored)).status).toBe(202)
    if (hears) await runnerOf(stored).says({ finished: { outcome: 'canceled' } })
    expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false, services: ['vscode'] })
  })

  test('twice at once is canceling once', async () => {
    const stored = await storeRun(otto, account, { state: 'applying' })
    const answers = await Promise.all([cancels(stored), cancels(stored), cancels(stored)])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
  })

  test('is refused where nothing is at work', async () => {
    const stored = await storeCluster(otto, account)
    expect((await cancels(stored)).body).toMatchObject({ code: 'nothing-to-cancel' })
  })

  test('is heard by the runner with its next word; one that was through already has succeeded', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', approved: true })
    const runner = runnerOf(stored)
    expect((await runner.says({ lines: ['At work.'] })).body).toEqual({ cancel: false })
    await cancels(stored)
    expect((await runner.says()).body).toEqual({ cancel: true })
    await runner.says({ finished: { outcome: 'succeeded' } })
    expect((await runOf(stored)).state).toBe('succeeded')
    expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false })
  })

  test('in the middle of an apply leaves the cluster failed, with a retry that goes on from there', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', approved: true })
    await cancels(stored)
    await runnerOf(stored).says({ finished: { outcome: 'canceled' } })
    expect(await clusterOf(stored)).toMatchObject({ state: 'failed', busy: false })
    const retried = await asks(stored, 'retry')
    expect(retried.status, retried.text).toBe(202)
    expect((await lastOf(stored)).command).toBe('create')
    await cancels(stored)
  })

  test('a plan that comes all the same is no plan any more, and nothing is left canceling', async () => {
    const stored = await storeRun(otto, account, { state: 'planning' })
    await cancels(stored)
    const { status } = await runnerOf(stored).says({ planned: { changes: 3 } })
    expect(status).toBe(200)
    expect((await runOf(stored)).state).toBe('canceled')
    expect(await clusterOf(stored)).toMatchObject({ state: 'failed', busy: false })
  })

  test('where nobody has to approve the runner hears it from its plan, and goes no further', async () => {
    const stored = await storeRun(otto, account, { state: 'planning', approval: 'automatic' })
    const runner = runnerOf(stored)
    await cancels(stored)
    expect((await runner.says({ planned: { changes: 3 } })).body).toEqual({ cancel: true })
    expect(await runOf(stored)).toMatchObject({ state: 'canceling', approved: false })
    await runner.says({ finished: { outcome: 'canceled' } })
    expect((await runOf(stored)).state).toBe('canceled')
  })

  test('a run that finds its plan stale at the same time is not planned again', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', approved: true })
    await cancels(stored)
    expect((await runnerOf(stored).says({ stale: true })).status).toBe(200)
    expect(await runOf(stored)).toMatchObject({ state: 'canceled', attempt: 1 })
  })

  test('what somebody wanted gone is destroyed at once', async () => {
    const stored = await storeRun(otto, account, { state: 'queued' }, 0, { destroyWanted: true })
    expect((await cancels(stored)).status).toBe(202)
    expect(await becomes(stored, 'destroyed')).toMatchObject({ inventory: { left: [] } })
  })
})

describe('while a run is at work', () => {
  test.each<[string, object | undefined]>([
    ['update', { services: ['mlflow'] }],
    ['check-drift', undefined],
    ['retry', undefined],
  ])('%s is refused, and changes nothing', async (what, body) => {
    for (const state of ['queued', 'planning', 'awaiting-approval', 'applying', 'canceling'] as const) {
      const stored = await keepsUpdate({ state })
      const clusterBefore = await clusterOf(stored)
      expect((await asks(stored, what, body)).body, state).toMatchObject({ code: 'cluster-busy' })
      expect(await clusterOf(stored)).toEqual(clusterBefore)
    }
  })

  test('of two commands at once one is begun', async () => {
    const stored = await storeCluster(otto, account)
    const answers = await Promise.all([
      asks(stored, 'check-drift'),
      asks(stored, 'update', { services: ['mlflow'] }),
      asks(stored, 'check-drift'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
    await cancels(stored)
  })
})

test('a retry repeats the command that failed, even after a drift check', async () => {
  const stored = await storeRun(otto, account, { state: 'failed' }, 5, { state: 'failed', busy: false })
  expect((await asks(stored, 'check-drift')).status).toBe(202)
  await cancels(stored)
  await becomes(stored, 'failed')
  expect((await asks(stored, 'retry')).status).toBe(202)
  expect((await lastOf(stored)).command).toBe('create')
  await cancels(stored)
})

test('with an account that is disabled nothing is begun but its destruction', async () => {
  const mine = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const [ready, failed] = await Promise.all([
    storeCluster(otto, mine),
    storeCluster(otto, mine, { state: 'failed' }, { state: 'failed' }),
  ])
  await api('PATCH', `/v1/cloud-accounts/${mine.id}`, { disabled: true }, otto)
  const answers = [
    await asks(ready, 'update', { services: ['mlflow'] }),
    await asks(ready, 'check-drift'),
    await asks(failed, 'retry'),
  ]
  for (const { body } of answers) expect(body).toMatchObject({ code: 'account-not-usable' })
  expect(await clusterOf(ready)).toMatchObject({ state: 'ready', busy: false })
})
