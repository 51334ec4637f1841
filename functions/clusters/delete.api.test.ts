import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import {
  becomes,
  clusterOf,
  lastOf,
  opens,
  runnerOf,
  runOf,
  runsOf,
  storeRun,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntil } from '../../testing/wait-until.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const deletes = (clusterId: string) => api<Cluster>('DELETE', `/v1/clusters/${clusterId}`, undefined, otto)
const gone = { state: 'destroyed', live: false, inventory: { left: [], regions: ['local'] } }

test('two deletes at once are one destroy, and so is a third', async () => {
  const stored = await storeCluster(otto, account)
  const answers = await Promise.all([deletes(stored.clusterId), deletes(stored.clusterId)])
  answers.push(await deletes(stored.clusterId))
  expect(answers.map(({ status, body }) => [status, body.state])).toEqual(
    Array.from({ length: 3 }, () => [202, 'destroying']),
  )
  expect(await becomes(stored, 'destroyed')).toMatchObject(gone)
  expect((await runsOf(stored)).filter(({ command }) => command === 'destroy')).toHaveLength(1)
  // Gone is gone.
  expect(await deletes(stored.clusterId)).toMatchObject({ status: 202, body: { state: 'destroyed' } })
  expect(await runsOf(stored)).toHaveLength(2)
})

test('a cluster that is deleted while it is built is canceled, then destroyed by itself', async () => {
  const input = { name: 'hasty', region: 'local', services: ['vscode'], approval: 'automatic' }
  const { body } = await api<Cluster>('POST', '/v1/clusters', { accountId: account.id, ...input }, otto)
  const stored = { clusterId: body.id }
  await waitUntil('it is built', async () => (await lastOf(stored)).state === 'applying', 60)
  const { status, text } = await deletes(body.id)
  expect(status, text).toBe(202)
  expect(await becomes(stored, 'destroyed')).toMatchObject(gone)
  const runs = await runsOf(stored)
  expect(runs.map(({ command }) => command)).toEqual(['create', 'destroy'])
  expect(['canceled', 'succeeded']).toContain(runs[0]!.state)
}, 150_000)

test('a cluster whose plan waits is deleted at once: the plan is discarded', async () => {
  const stored = await storeRun(otto, account, { state: 'awaiting-approval' })
  expect((await deletes(stored.clusterId)).status).toBe(202)
  expect(await runOf(stored)).toMatchObject({ state: 'discarded' })
  expect(await becomes(stored, 'destroyed')).toMatchObject(gone)
})

test('a cluster that nobody has begun to build is deleted at once, and its runner finds nothing to do', async () => {
  const stored = await storeRun(otto, account, { state: 'queued' })
  await opens(stored, 1)
  expect((await deletes(stored.clusterId)).status).toBe(202)
  expect((await runnerOf(stored).claim()).body).toMatchObject({ code: 'run-over' })
  expect(await becomes(stored, 'destroyed')).toMatchObject(gone)
})

describe('while a run is canceled', () => {
  test('a delete waits for it, and asked twice is one destroy', async () => {
    const stored = await storeRun(otto, account, { state: 'applying', approved: true })
    const runner = runnerOf(stored)
    await api('POST', `/v1/clusters/${stored.clusterId}/cancel`, undefined, otto)
    await Promise.all([deletes(stored.clusterId), deletes(stored.clusterId)])
    expect(await clusterOf(stored)).toMatchObject({ destroyWanted: true, busy: true, runId: stored.runId })
    expect((await runner.says()).body).toEqual({ cancel: true })
    expect((await runner.says({ finished: { outcome: 'canceled' } })).status).toBe(200)
    expect(await becomes(stored, 'destroyed')).toMatchObject({ ...gone, destroyWanted: false })
    expect((await runsOf(stored)).map(({ command }) => command)).toEqual(['create', 'destroy'])
  })

  test('also where it is a destroy that somebody canceled, and wants again', async () => {
    const destroying = { state: 'destroying', busy: true } as const
    const run = { command: 'destroy', approved: true, approval: 'automatic', before: 'ready' } as const
    const stored = await storeRun(otto, account, { ...run, state: 'canceling' }, 0, destroying)
    expect((await deletes(stored.clusterId)).status).toBe(202)
    expect(await clusterOf(stored)).toMatchObject({ destroyWanted: true })
    await runnerOf(stored).says({ finished: { outcome: 'canceled' } })
    expect(await becomes(stored, 'destroyed')).toMatchObject(gone)
  })
})
