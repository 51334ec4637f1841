import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import {
  clusterOf,
  lastOf,
  runnerOf,
  runOf,
  runsOf,
  storeClaim,
  storeRun,
  waitForState,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntil } from '../../testing/wait-until.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const deleteCluster = (clusterId: string) =>
  api<Cluster>('DELETE', `/v1/clusters/${clusterId}`, undefined, otto)
const gone = { state: 'destroyed', live: false, inventory: { left: [], regions: ['local'] } }

test('repeated deletes, also at the same time, start one destroy', async () => {
  const stored = await storeCluster(otto, account)
  const answers = await Promise.all([deleteCluster(stored.clusterId), deleteCluster(stored.clusterId)])
  answers.push(await deleteCluster(stored.clusterId))
  expect(answers.map(({ status, body }) => [status, body.state])).toEqual(
    Array.from({ length: 3 }, () => [202, 'destroying']),
  )
  expect(await waitForState(stored, 'destroyed')).toMatchObject(gone)
  expect((await runsOf(stored)).filter(({ command }) => command === 'destroy')).toHaveLength(1)
  // A destroyed cluster stays destroyed.
  expect(await deleteCluster(stored.clusterId)).toMatchObject({ status: 202, body: { state: 'destroyed' } })
  expect(await runsOf(stored)).toHaveLength(2)
})

test('a cluster that is deleted while it is built is canceled and then destroyed', async () => {
  const input = { name: 'hasty', region: 'local', services: ['vscode'], approval: 'automatic' }
  const { body } = await api<Cluster>('POST', '/v1/clusters', { accountId: account.id, ...input }, otto)
  const stored = { clusterId: body.id }
  await waitUntil('it is built', async () => (await lastOf(stored)).state === 'applying', 60)
  const { status, text } = await deleteCluster(body.id)
  expect(status, text).toBe(202)
  expect(await waitForState(stored, 'destroyed')).toMatchObject(gone)
  const runs = await runsOf(stored)
  expect(runs.map(({ command }) => command)).toEqual(['create', 'destroy'])
  expect(['canceled', 'succeeded']).toContain(runs[0]!.state)
}, 150_000)

test('a delete discards a plan that waits for approval', async () => {
  const stored = await storeRun(otto, account, { state: 'awaiting-approval' })
  expect((await deleteCluster(stored.clusterId)).status).toBe(202)
  expect(await runOf(stored)).toMatchObject({ state: 'discarded' })
  expect(await waitForState(stored, 'destroyed')).toMatchObject(gone)
})

test('a delete before a runner has claimed the run rejects its claim', async () => {
  const stored = await storeRun(otto, account, { state: 'queued' })
  await storeClaim(stored, 1)
  expect((await deleteCluster(stored.clusterId)).status).toBe(202)
  expect((await runnerOf(stored).claim()).body).toMatchObject({ code: 'run-over' })
  expect(await waitForState(stored, 'destroyed')).toMatchObject(gone)
})

describe('while a run is canceled', () => {
  test('repeated deletes wait for it and start one destroy', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', approved: true })
    const runner = runnerOf(stored)
    await api('POST', `/v1/clusters/${stored.clusterId}/cancel`, undefined, otto)
    await Promise.all([deleteCluster(stored.clusterId), deleteCluster(stored.clusterId)])
    expect(await clusterOf(stored)).toMatchObject({ destroyWanted: true, busy: true, runId: stored.runId })
    expect((await runner.report()).body).toEqual({ cancel: true })
    expect((await runner.report({ finished: { outcome: 'canceled' } })).status).toBe(200)
    expect(await waitForState(stored, 'destroyed')).toMatchObject({ ...gone, destroyWanted: false })
    expect((await runsOf(stored)).map(({ command }) => command)).toEqual(['create', 'destroy'])
  })

  test('a delete also follows a canceled destroy', async () => {
    const destroying = { state: 'destroying', busy: true } as const
    const run = { command: 'destroy', approved: true, approval: 'automatic', before: 'ready' } as const
    const stored = await storeRun(otto, account, { ...run, state: 'canceling' }, 0, destroying)
    expect((await deleteCluster(stored.clusterId)).status).toBe(202)
    expect(await clusterOf(stored)).toMatchObject({ destroyWanted: true })
    await runnerOf(stored).report({ finished: { outcome: 'canceled' } })
    expect(await waitForState(stored, 'destroyed')).toMatchObject(gone)
  })
})
