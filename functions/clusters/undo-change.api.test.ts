import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { clusterOf, lastOf, runsOf, waitForState } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeHalfway } from '../../testing/runner-clusters.ts'

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})
const call = (clusterId: string, what: string) =>
  api<Cluster>('POST', `/v1/clusters/${clusterId}/${what}`, undefined, otto)

test('a change that was never applied is undone at once, without a run', async () => {
  const stored = await storeHalfway(otto, account, { approved: false })
  expect(await call(stored.clusterId, 'undo-change')).toMatchObject({
    status: 202,
    body: { state: 'ready', runId: stored.runId },
  })
  expect((await clusterOf(stored)).failedChange).toBe(undefined)
  expect(await runsOf(stored)).toHaveLength(1)
  expect((await call(stored.clusterId, 'undo-change')).body).toMatchObject({ code: 'nothing-to-undo' })
})

test('a change that was applied in part is undone by a plan of the earlier settings', async () => {
  const stored = await storeHalfway(otto, account)
  // The cluster's plans need no approval, so the stack's runner also applies this plan.
  await documents.cluster(stored.clusterId).update({ approval: 'automatic' })
  const clusterBefore = await clusterOf(stored)
  const { status, text } = await call(stored.clusterId, 'undo-change')
  expect(status, text).toBe(202)
  expect(await lastOf(stored)).toMatchObject({ command: 'update', change: {}, before: 'ready' })
  const { failedChange, services } = await waitForState(stored, 'ready')
  expect([failedChange, services]).toEqual([undefined, clusterBefore.services])
}, 150_000)

test('a version that the control plane has already stays', async () => {
  const stored = await storeHalfway(otto, account, {
    change: { kubernetesVersion: '1.39', services: ['mlflow'] },
    resources: [
      { address: 'aws_eks_cluster.this', stage: 'cluster', action: 'update', state: 'done' },
      { address: 'aws_eks_node_group.this', stage: 'cluster', action: 'update', state: 'failed' },
    ],
  })
  expect((await call(stored.clusterId, 'undo-change')).status).toBe(202)
  expect((await lastOf(stored)).change).toEqual({ kubernetesVersion: '1.39' })
})

test('a failed change can be tried again after drift checks, also when the cluster is ready', async () => {
  const stored = await storeHalfway(otto, account)
  const { status } = await call(stored.clusterId, 'check-drift')
  expect(status).toBe(202)
  await waitForState(stored, 'ready')
  expect((await clusterOf(stored)).failedChange).toBe(stored.runId)
  expect((await call(stored.clusterId, 'retry')).status).toBe(202)
  expect(await lastOf(stored)).toMatchObject({ command: 'update', change: { services: ['mlflow'] } })
}, 150_000)
