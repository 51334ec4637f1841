import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
import {
  becomes,
  clusterOf,
  keepsRun,
  lastOf,
  opens,
  runnerOf,
  runOf,
  runsOf,
} from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { keepsCluster } from '../../testing/runner-clusters.ts'
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
  const kept = await keepsCluster(otto, account)
  const answers = await Promise.all([deletes(kept.clusterId), deletes(kept.clusterId)])
  answers.push(await deletes(kept.clusterId))
  expect(answers.map(({ status, body }) => [status, body.state])).toEqual(
    Array.from({ length: 3 }, () => [202, 'destroying']),
  )
  expect(await becomes(kept, 'destroyed')).toMatchObject(gone)
  expect((await runsOf(kept)).filter(({ command }) => command === 'destroy')).toHaveLength(1)
  // Gone is gone.
  expect(await deletes(kept.clusterId)).toMatchObject({ status: 202, body: { state: 'destroyed' } })
  expect(await runsOf(kept)).toHaveLength(2)
})

test('a cluster that is deleted while it is built is canceled, then destroyed by itself', async () => {
  const asked = { name: 'hasty', region: 'local', services: ['vscode'], approval: 'automatic' }
  const { body } = await api<Cluster>('POST', '/v1/clusters', { accountId: account.id, ...asked }, otto)
  const kept = { clusterId: body.id }
  await waitUntil('it is built', async () => (await lastOf(kept)).state === 'applying', 60)
  const { status, text } = await deletes(body.id)
  expect(status, text).toBe(202)
  expect(await becomes(kept, 'destroyed')).toMatchObject(gone)
  const runs = await runsOf(kept)
  expect(runs.map(({ command }) => command)).toEqual(['create', 'destroy'])
  expect(['canceled', 'succeeded']).toContain(runs[0]!.state)
}, 150_000)

test('a cluster whose plan waits is deleted at once: the plan is discarded', async () => {
  const kept = await keepsRun(otto, account, { state: 'awaiting-approval' })
  expect((await deletes(kept.clusterId)).status).toBe(202)
  expect(await runOf(kept)).toMatchObject({ state: 'discarded' })
  expect(await becomes(kept, 'destroyed')).toMatchObject(gone)
})

test('a cluster that nobody has begun to build is deleted at once, and its runner finds nothing to do', async () => {
  const kept = await keepsRun(otto, account, { state: 'queued' })
  await opens(kept, 1)
  expect((await deletes(kept.clusterId)).status).toBe(202)
  expect((await runnerOf(kept).claim()).body).toMatchObject({ code: 'run-over' })
  expect(await becomes(kept, 'destroyed')).toMatchObject(gone)
})

describe('while a run is canceled', () => {
  test('a delete waits for it, and asked twice is one destroy', async () => {
    const kept = await keepsRun(otto, account, { state: 'applying', approved: true })
    const runner = runnerOf(kept)
    await api('POST', `/v1/clusters/${kept.clusterId}/cancel`, undefined, otto)
    await Promise.all([deletes(kept.clusterId), deletes(kept.clusterId)])
    expect(await clusterOf(kept)).toMatchObject({ destroyWanted: true, busy: true, runId: kept.runId })
    expect((await runner.says()).body).toEqual({ cancel: true })
    expect((await runner.says({ finished: { outcome: 'canceled' } })).status).toBe(200)
    expect(await becomes(kept, 'destroyed')).toMatchObject({ ...gone, destroyWanted: false })
    expect((await runsOf(kept)).map(({ command }) => command)).toEqual(['create', 'destroy'])
  })

  test('also where it is a destroy that somebody canceled, and wants again', async () => {
    const destroying = { state: 'destroying', busy: true } as const
    const run = { command: 'destroy', approved: true, approval: 'automatic', before: 'ready' } as const
    const kept = await keepsRun(otto, account, { ...run, state: 'canceling' }, 0, destroying)
    expect((await deletes(kept.clusterId)).status).toBe(202)
    expect(await clusterOf(kept)).toMatchObject({ destroyWanted: true })
    await runnerOf(kept).says({ finished: { outcome: 'canceled' } })
    expect(await becomes(kept, 'destroyed')).toMatchObject(gone)
  })
})
