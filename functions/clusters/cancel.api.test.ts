import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { clusterOf, lastOf, runnerOf, runOf, storeRun, waitForState } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster, type TestCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const requestAction = (stored: TestCluster, action: string, body?: object) =>
  api<Cluster>(
    action === 'update' ? 'PATCH' : 'POST',
    `/v1/clusters/${stored.clusterId}${action === 'update' ? '' : `/${action}`}`,
    body,
    otto,
  )
const cancel = (stored: TestCluster) => requestAction(stored, 'cancel')
const ready = { command: 'update', before: 'ready' } as const
const updating = { state: 'updating', busy: true } as const
const storeUpdate = (run: Partial<RunDocument>) => storeRun(otto, account, { ...ready, ...run }, 0, updating)

describe('canceling', () => {
  test.each<[RunDocument['state'], RunDocument['state'], Cluster['state'], boolean]>([
    ['queued', 'canceled', 'failed', false],
    ['planning', 'canceling', 'provisioning', true],
    ['awaiting-approval', 'discarded', 'failed', false],
    ['applying', 'canceling', 'provisioning', true],
  ])('a create that is %s makes the run %s and the cluster %s', async (state, run, cluster, busy) => {
    const stored = await storeRun(otto, account, { state })
    const { status, body, text } = await cancel(stored)
    expect(status, text).toBe(202)
    expect(body).toMatchObject({ state: cluster, busy })
    expect((await runOf(stored)).state).toBe(run)
    expect((await cancel(stored)).body).toMatchObject({ code: 'nothing-to-cancel' })
    expect((await runOf(stored)).state).toBe(run)
  })

  test.each<[RunDocument['state'], boolean]>([
    ['queued', false],
    ['awaiting-approval', false],
    ['planning', true],
  ])('an update that is %s leaves the cluster ready, as it was', async (state, hasRunner) => {
    const stored = await storeUpdate({ state, change: { services: ['mlflow'] } })
    expect((await cancel(stored)).status).toBe(202)
    if (hasRunner) await runnerOf(stored).report({ finished: { outcome: 'canceled' } })
    expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false, services: ['vscode'] })
  })

  test('three times at once is accepted once', async () => {
    const stored = await storeRun(otto, account, { state: 'applying' })
    const answers = await Promise.all([cancel(stored), cancel(stored), cancel(stored)])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
  })

  test('is rejected without a run at work', async () => {
    const stored = await storeCluster(otto, account)
    expect((await cancel(stored)).body).toMatchObject({ code: 'nothing-to-cancel' })
  })

  test('reaches the runner in its next reply, and a runner that has finished already has succeeded', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', approved: true })
    const runner = runnerOf(stored)
    expect((await runner.report({ lines: ['At work.'] })).body).toEqual({ cancel: false })
    await cancel(stored)
    expect((await runner.report()).body).toEqual({ cancel: true })
    await runner.report({ finished: { outcome: 'succeeded' } })
    expect((await runOf(stored)).state).toBe('succeeded')
    expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false })
  })

  test('during an apply leaves the cluster failed, and a retry continues', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', approved: true })
    await cancel(stored)
    await runnerOf(stored).report({ finished: { outcome: 'canceled' } })
    expect(await clusterOf(stored)).toMatchObject({ state: 'failed', busy: false })
    const retried = await requestAction(stored, 'retry')
    expect(retried.status, retried.text).toBe(202)
    expect((await lastOf(stored)).command).toBe('create')
    await cancel(stored)
  })

  test('ends the run when its plan arrives later', async () => {
    const stored = await storeRun(otto, account, { state: 'planning' })
    await cancel(stored)
    const { status } = await runnerOf(stored).report({ planned: { changes: 3 } })
    expect(status).toBe(200)
    expect((await runOf(stored)).state).toBe('canceled')
    expect(await clusterOf(stored)).toMatchObject({ state: 'failed', busy: false })
  })

  test('of an automatic run reaches the runner in the reply to its plan, which is not applied', async () => {
    const stored = await storeRun(otto, account, { state: 'planning', approval: 'automatic' })
    const runner = runnerOf(stored)
    await cancel(stored)
    expect((await runner.report({ planned: { changes: 3 } })).body).toEqual({ cancel: true })
    expect(await runOf(stored)).toMatchObject({ state: 'canceling', approved: false })
    await runner.report({ finished: { outcome: 'canceled' } })
    expect((await runOf(stored)).state).toBe('canceled')
  })

  test('ends a run whose plan is stale, without a new plan', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', approved: true })
    await cancel(stored)
    expect((await runnerOf(stored).report({ stale: true })).status).toBe(200)
    expect(await runOf(stored)).toMatchObject({ state: 'canceled', attempt: 1 })
  })

  test('starts a destroy that was requested for the end of the run', async () => {
    const stored = await storeRun(otto, account, { state: 'queued' }, 0, { destroyWanted: true })
    expect((await cancel(stored)).status).toBe(202)
    expect(await waitForState(stored, 'destroyed')).toMatchObject({ inventory: { left: [] } })
  })
})

describe('while a run is at work', () => {
  test.each<[string, object | undefined]>([
    ['update', { services: ['mlflow'] }],
    ['check-drift', undefined],
    ['retry', undefined],
  ])('%s is rejected and changes nothing', async (action, body) => {
    for (const state of ['queued', 'planning', 'awaiting-approval', 'applying', 'canceling'] as const) {
      const stored = await storeUpdate({ state })
      const clusterBefore = await clusterOf(stored)
      expect((await requestAction(stored, action, body)).body, state).toMatchObject({ code: 'cluster-busy' })
      expect(await clusterOf(stored)).toEqual(clusterBefore)
    }
  })

  test('only one of three commands at the same time begins', async () => {
    const stored = await storeCluster(otto, account)
    const answers = await Promise.all([
      requestAction(stored, 'check-drift'),
      requestAction(stored, 'update', { services: ['mlflow'] }),
      requestAction(stored, 'check-drift'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
    await cancel(stored)
  })
})

test('a retry repeats the command that failed, even after a drift check', async () => {
  const stored = await storeRun(otto, account, { state: 'failed' }, 5, { state: 'failed', busy: false })
  expect((await requestAction(stored, 'check-drift')).status).toBe(202)
  await cancel(stored)
  await waitForState(stored, 'failed')
  expect((await requestAction(stored, 'retry')).status).toBe(202)
  expect((await lastOf(stored)).command).toBe('create')
  await cancel(stored)
})

test('a disabled account allows no update, no drift check and no retry', async () => {
  const mine = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const [ready, failed] = await Promise.all([
    storeCluster(otto, mine),
    storeCluster(otto, mine, { state: 'failed' }, { state: 'failed' }),
  ])
  await api('PATCH', `/v1/cloud-accounts/${mine.id}`, { disabled: true }, otto)
  const answers = [
    await requestAction(ready, 'update', { services: ['mlflow'] }),
    await requestAction(ready, 'check-drift'),
    await requestAction(failed, 'retry'),
  ]
  for (const { body } of answers) expect(body).toMatchObject({ code: 'account-not-usable' })
  expect(await clusterOf(ready)).toMatchObject({ state: 'ready', busy: false })
})
