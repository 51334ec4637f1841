import { beforeEach, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { RefusedWrite } from '../../server/check-writes.ts'
import { endClusters } from '../../server/clusters/ends.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { inherited } from '../../testing/nonsense/clusters.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { poison } from '../../testing/poison.ts'
import { storeCluster, type TestCluster } from '../../testing/runner-clusters.ts'

const nan = {
  mapValue: { fields: { amount: { doubleValue: 'NaN' as const }, currency: { stringValue: 'USD' } } },
}
const costOfNaN = {
  cost: { mapValue: { fields: { hourly: nan, monthly: nan, source: { stringValue: 'x' } } } },
}

let otto: Person
let adam: Person
let account: CloudAccount
let broken: TestCluster
let whole: TestCluster
beforeEach(async () => {
  ;[otto, adam] = await Promise.all([
    asPerson('Otto', { role: 'operator' }),
    asPerson('Adam', { role: 'admin' }),
  ])
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  ;[broken, whole] = await Promise.all([storeCluster(otto, account), storeCluster(otto, account)])
})
const listOf = async (person: Person) => {
  const { status, body, text } = await api<{ items: Cluster[] }>(
    'GET',
    '/v1/clusters?limit=100',
    undefined,
    person,
  )
  expect(status, text).toBe(200)
  return body.items.map(({ id }) => id)
}

describe.each([
  ['a cost that is no number', costOfNaN],
  ['a state that does not exist', { state: { stringValue: 'exploded' } }],
  ['no nodes', { nodes: { nullValue: null } }],
])('a cluster with %s', (_, fields) => {
  beforeEach(() => poison(`clusters/${broken.clusterId}`, fields))

  test('is missing from its owner’s list and from the admins’ list', async () => {
    expect(await listOf(otto)).toEqual([whole.clusterId])
    const all = await listOf(adam)
    expect(all).toContain(whole.clusterId)
    expect(all).not.toContain(broken.clusterId)
  })

  test('does not take down its account, other clusters and new ones', async () => {
    for (const [method, path, body] of [
      ['GET', `/v1/cloud-accounts/${account.id}`, undefined],
      ['PATCH', `/v1/cloud-accounts/${account.id}`, { name: 'Renamed' }],
      ['GET', `/v1/clusters/${whole.clusterId}`, undefined],
      ['POST', `/v1/clusters/${whole.clusterId}/extend`, { expiresAt: null }],
    ] as const) {
      const { status, text } = await api(method, path, body, otto)
      expect(status, `${method} ${path}: ${text}`).toBe(200)
    }
    const input = { accountId: account.id, name: 'another', region: 'local', services: ['vscode'] }
    const created = await api<Cluster>('POST', '/v1/clusters', input, otto)
    expect(created.status, created.text).toBe(202)
    await api('POST', `/v1/clusters/${created.body.id}/cancel`, undefined, otto)
  })

  test('does not keep other clusters from ending', async () => {
    const ago = new Date(Date.now() - 60_000).toISOString()
    const { clusterId } = await storeCluster(otto, account, { expiresAt: ago, endsAt: ago })
    await endClusters(choreContext())
    expect((await documents.cluster(clusterId).get()).data()).toMatchObject({ state: 'destroying' })
  })
})

test('a cluster whose cost is no number cannot be committed', async () => {
  const cluster = (await documents.cluster(whole.clusterId).get()).data()!
  const cost = { ...cluster.cost, hourly: { amount: Number.NaN, currency: 'USD' as const } }
  const ref = documents.clusters().doc()
  expect(() => db.batch().create(ref, { ...cluster, cost })).toThrow(RefusedWrite)
  expect(() => db.batch().update(documents.cluster(whole.clusterId), { cost })).toThrow(RefusedWrite)
  expect((await ref.get()).exists).toBe(false)
})

test.each(inherited)('a machine type named %s has no estimate and no cluster', async (type) => {
  const nodes = { type, min: 1, max: 1 }
  const at = { platform: 'aws', region: 'us-east-1' }
  expect((await api('POST', '/v1/clusters/estimate', { ...at, nodes }, otto)).status).toBe(400)
  const input = { accountId: account.id, name: 'odd', region: 'local', services: ['vscode'], nodes }
  expect((await api('POST', '/v1/clusters', input, otto)).status).toBe(400)
  expect(await listOf(otto)).toHaveLength(2)
})
