import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Run } from '../../contract/runs.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { clusterOf, runnerOf, runOf, storeClaim, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import type { TestCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const answer = (type: 'approve' | 'discard', { clusterId, runId }: TestCluster) =>
  api<Run>('POST', `/v1/clusters/${clusterId}/runs/${runId}/${type}`, undefined, otto)
/** A plan that waits for approval. The test claims the next attempt. */
const storePlannedRun = async (owner = account, run: object = {}, cluster: object = {}) => {
  const stored = await storeRun(otto, owner, { state: 'awaiting-approval', ...run }, 0, cluster)
  await storeClaim(stored, 2)
  return stored
}

test('approvals at the same time start one attempt, which applies the plan', async () => {
  const stored = await storePlannedRun()
  const all = await Promise.all([1, 2, 3].map(() => answer('approve', stored)))
  expect(all.map(({ status }) => status).sort()).toEqual([202, 409, 409])
  expect(await runOf(stored)).toMatchObject({ state: 'queued', attempt: 2, approved: true })
  const second = runnerOf(stored, 2)
  expect((await second.claim()).body).toMatchObject({ inputs: { mode: 'apply' } })
  // Reports of the first attempt are rejected.
  expect((await runnerOf(stored).report({ lines: ['Late.'] })).body).toMatchObject({ code: 'run-over' })
  expect((await second.report({ finished: { outcome: 'succeeded' } })).status).toBe(200)
  expect(await clusterOf(stored)).toMatchObject({ state: 'ready', busy: false })
})

test('of an approval and a discard at the same time one is accepted and the other is rejected', async () => {
  for (let round = 0; round < 4; round++) {
    const stored = await storePlannedRun()
    const [approved, discarded] = await Promise.all([answer('approve', stored), answer('discard', stored)])
    const run = await runOf(stored)
    const cluster = await clusterOf(stored)
    if (approved.status === 202) {
      expect(discarded.body).toMatchObject({ code: 'nothing-to-approve' })
      expect(run).toMatchObject({ state: 'queued', attempt: 2, approved: true })
      expect(cluster).toMatchObject({ busy: true })
    } else {
      expect(approved.body).toMatchObject({ code: 'nothing-to-approve' })
      expect(discarded.status).toBe(200)
      expect(run).toMatchObject({ state: 'discarded', attempt: 1, approved: false })
      expect(cluster).toMatchObject({ busy: false, state: 'failed' })
    }
  }
})

test('a plan in a disabled account can be discarded but not approved', async () => {
  const mine = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const stored = await storePlannedRun(mine)
  await api('PATCH', `/v1/cloud-accounts/${mine.id}`, { disabled: true }, otto)
  expect((await answer('approve', stored)).body).toMatchObject({ code: 'account-not-usable' })
  expect(await runOf(stored)).toMatchObject({ state: 'awaiting-approval', attempt: 1 })
  expect((await answer('discard', stored)).status).toBe(200)
  expect(await runOf(stored)).toMatchObject({ state: 'discarded' })
})

test('a discarded update leaves the cluster unchanged', async () => {
  const change = { services: ['mlflow'], kubernetesVersion: '1.32' }
  const update = { command: 'update', before: 'ready', change }
  const stored = await storePlannedRun(account, update, { state: 'updating' })
  const clusterBefore = await clusterOf(stored)
  expect((await answer('discard', stored)).status).toBe(200)
  const { services, kubernetesVersion, nodes } = clusterBefore
  expect(await clusterOf(stored)).toMatchObject({
    state: 'ready',
    busy: false,
    services,
    kubernetesVersion,
    nodes,
  })
})
