import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { clusterOf, runsOf, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { type NamedCluster, storeCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let adam: Person
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  adam = await asPerson('Adam', { role: 'admin' })
})
const connect = () => connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
const forget = ({ clusterId, name }: NamedCluster, by = otto) =>
  api<Cluster>('POST', `/v1/clusters/${clusterId}/forget`, { name }, by)
const failedDestroy = (account: CloudAccount) =>
  storeCluster(
    otto,
    account,
    { state: 'failed' },
    {
      command: 'destroy',
      state: 'failed',
      failure: { reason: 'credentials', detail: 'The key is gone.' },
      resources: [{ address: 'aws_vpc.this', stage: 'cluster', action: 'delete', state: 'failed' }],
    },
  )
const storeBuilt = (clusterId: string) =>
  documents
    .runs(clusterId)
    .doc()
    .create({
      clusterId,
      command: 'create',
      state: 'succeeded',
      attempt: 1,
      approval: 'manual',
      approved: true,
      before: 'provisioning',
      sequence: 1,
      stages: [],
      resources: [{ address: 'aws_vpc.this', stage: 'cluster', action: 'create', state: 'done' }],
      total: 1,
      done: 1,
      tail: [],
      parts: 0,
      requestedBy: otto.uid,
      heardAt: null,
      startedAt: null,
      endedAt: null,
      createdAt: '2026-11-01T10:00:00.000Z',
    })

test.each([
  ['the owner', () => otto],
  ['an admin', () => adam],
])('after a failed destroy %s can forget a cluster, and then its account can be deleted', async (_, by) => {
  const account = await connect()
  const stored = await failedDestroy(account)
  await storeBuilt(stored.clusterId)
  const deleteAccount = () => api('DELETE', `/v1/cloud-accounts/${account.id}`, undefined, by())
  expect((await deleteAccount()).body).toMatchObject({ code: 'has-clusters' })
  const { status, body, text } = await forget(stored, by())
  expect(status, text).toBe(200)
  const left = [{ id: 'aws_vpc.this', kind: 'aws_vpc', region: 'local' }]
  expect(body).toMatchObject({ state: 'destroyed', live: false, closed: { reason: 'forgotten', left } })
  expect((await deleteAccount()).status).toBe(204)
})

test('a cluster that Labseat may still destroy is not forgotten', async () => {
  const account = await connect()
  const ready = await storeCluster(otto, account)
  const unbuilt = await storeCluster(otto, account, { state: 'failed' }, { state: 'failed' })
  for (const stored of [ready, unbuilt]) {
    expect((await forget(stored)).body).toMatchObject({ code: 'nothing-to-forget' })
    expect((await clusterOf(stored)).live).toBe(true)
  }
})

test.each([
  ['whose plan was discarded', { state: 'discarded' }, { busy: false, state: 'failed' }],
  ['whose plan waits for approval', { state: 'awaiting-approval' }, {}],
  ['that no runner has begun', { state: 'queued' }, {}],
] as const)('a cluster %s is destroyed without the cloud', async (_, run, cluster) => {
  const stored = await storeRun(otto, await connect(), run, 0, { applied: false, ...cluster })
  const { status, body, text } = await api<Cluster>(
    'DELETE',
    `/v1/clusters/${stored.clusterId}`,
    undefined,
    otto,
  )
  expect(status, text).toBe(202)
  expect(body).toMatchObject({
    state: 'destroyed',
    live: false,
    closed: { reason: 'never-applied', left: [] },
  })
  expect(await runsOf(stored)).toHaveLength(1)
})
