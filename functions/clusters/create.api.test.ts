import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { maxClusters } from '../../domain/clusters.ts'
import { awsKeys, stateBucket } from '../../scripts/stack/aws-demo.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let sandbox: CloudAccount
let cloud: CloudAccount
let region: string
let other: string
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  ;[sandbox, cloud] = await Promise.all([
    connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } }),
    connectAccount(otto, { platform: 'aws', credentials: { kind: 'access-key', ...awsKeys.demo } }),
  ])
  ;[region, other] = cloud.regions as [string, string]
})
/** Ranges of a network 10.N.0.0/16, as AWS takes them. */
const network = (n: number) => ({
  vpcCidr: `10.${n}.0.0/16`,
  publicSubnets: [`10.${n}.0.0/20`, `10.${n}.16.0/20`],
  privateSubnets: [`10.${n}.128.0/20`, `10.${n}.144.0/20`],
})
const onAws = (change: object = {}) => ({
  accountId: cloud.id,
  name: 'checked',
  region,
  stateBucket,
  services: ['vscode'],
  ...network(40),
  ...change,
})
const inSandbox = (change: object = {}) => ({
  accountId: sandbox.id,
  name: 'checked',
  region: 'local',
  services: ['vscode'],
  ...change,
})
const create = (body: object, headers = {}) => api<Cluster>('POST', '/v1/clusters', body, otto, headers)
/** The tests need only the stored cluster, not a built one. */
const cancel = ({ id }: Cluster) => api('POST', `/v1/clusters/${id}/cancel`, undefined, otto)
const clustersOf = async ({ id }: CloudAccount) =>
  (await documents.clusters().where('accountId', '==', id).count().get()).data().count
const rejectionAt = (path: string) => ({
  status: 400,
  body: { code: 'invalid-input', fields: [expect.objectContaining({ path })] },
})
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

describe('nothing is created for', () => {
  test.each<[string, () => object, ReturnType<typeof rejectionAt>]>([
    ['a region that the account does not have', () => ({ region: 'atlantis-1' }), rejectionAt('region')],
    [
      'a bucket that is not the account’s',
      () => ({ stateBucket: 'labseat-of-nobody' }),
      rejectionAt('stateBucket'),
    ],
    ['no bucket', () => ({ stateBucket: undefined }), rejectionAt('stateBucket')],
    ['a single subnet', () => ({ publicSubnets: ['10.40.0.0/20'] }), rejectionAt('publicSubnets')],
  ])('%s', async (_case, change, rejection) => {
    const clustersBefore = await clustersOf(cloud)
    expect(await create(onAws(change()))).toMatchObject(rejection)
    expect(await clustersOf(cloud)).toBe(clustersBefore)
  })

  test('a range that overlaps with another live cluster of the account in the region', async () => {
    const stored = { platform: 'aws', region, ...network(50) } as const
    await storeCluster(otto, cloud, { ...stored, state: 'failed' })
    const wider = {
      ...network(50),
      vpcCidr: '10.50.0.0/17',
      privateSubnets: ['10.50.64.0/20', '10.50.80.0/20'],
    }
    for (const range of [network(50), wider]) {
      const answer = await create(onAws(range))
      expect(answer).toMatchObject(rejectionAt('vpcCidr'))
      expect(answer.text).toContain('10.50.0.0/16')
    }
    await storeCluster(otto, cloud, { ...stored, ...network(51), state: 'destroyed', live: false })
    await storeCluster(otto, cloud, { ...stored, ...network(51), region: other })
    const accepted = await create(onAws(network(51)))
    expect(accepted.status, accepted.text).toBe(202)
    await cancel(accepted.body)
  })

  test('a cluster that would cost more than its budget', async () => {
    const clustersBefore = await clustersOf(cloud)
    const input = onAws({ ...network(52), budget: { amount: 100, currency: 'USD' }, expiresAt: inHours(48) })
    const { status, body, text } = await create(input)
    expect({ status, body }, text).toMatchObject({ status: 409, body: { code: 'over-budget' } })
    expect(text).toContain('$1.00')
    expect(await clustersOf(cloud)).toBe(clustersBefore)
  })

  test('one cluster more than an account may have', async () => {
    const full = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    const all = Array.from({ length: maxClusters - 1 }, () => storeCluster(otto, full))
    all.push(storeCluster(otto, full, { state: 'destroyed', live: false }))
    await Promise.all(all)
    const two = await Promise.all([1, 2].map(() => create(inSandbox({ accountId: full.id }))))
    expect(two.map(({ status }) => status).sort()).toEqual([202, 409])
    expect(two.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'too-many-clusters' })
    await cancel(two.find(({ status }) => status === 202)!.body)
  })

  test('a disabled account', async () => {
    const disabled = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    await api('PATCH', `/v1/cloud-accounts/${disabled.id}`, { disabled: true }, otto)
    expect((await create(inSandbox({ accountId: disabled.id }))).body).toMatchObject({
      code: 'account-not-usable',
    })
  })
})

test('three requests at the same time with one range in one account create one cluster', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => create(onAws(network(60)))))
  const accepted = answers.filter(({ status }) => status === 202)
  expect(accepted, answers.map(({ text }) => text).join('\n')).toHaveLength(1)
  for (const answer of answers)
    if (answer !== accepted[0]) expect(answer).toMatchObject(rejectionAt('vpcCidr'))
  await cancel(accepted[0]!.body)
})

test('repeated requests with one Idempotency-Key create one cluster, and another request is rejected', async () => {
  const clustersBefore = await clustersOf(sandbox)
  const key = { 'idempotency-key': crypto.randomUUID() }
  const answers = await Promise.all([create(inSandbox(), key), create(inSandbox(), key)])
  answers.push(await create(inSandbox(), key))
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
  expect(new Set(answers.map(({ body }) => `${body.id} ${body.name}`)).size).toBe(1)
  expect((await create(inSandbox({ name: 'another' }), key)).body).toMatchObject({
    code: 'idempotency-mismatch',
  })
  expect(await clustersOf(sandbox)).toBe(clustersBefore + 1)
  await cancel(answers[0]!.body)
})

test('a cluster keeps the ranges and the boundary that its modules get, and a change takes other ranges', async () => {
  const access = {
    apiRanges: ['203.0.113.0/24', '198.51.100.7/32'],
    permissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
  }
  const { status, text, body } = await create(onAws({ ...network(70), ...access }))
  expect(status, text).toBe(202)
  expect(body).toMatchObject(access)
  await cancel(body)
  const stored = await storeCluster(otto, sandbox, access)
  const apiRanges = ['0.0.0.0/0']
  const changed = await api('PATCH', `/v1/clusters/${stored.clusterId}`, { apiRanges }, otto)
  expect(changed.status, changed.text).toBe(202)
  const run = (await documents.run(stored.clusterId, changed.body.runId).get()).data()
  expect(run?.change).toEqual({ apiRanges })
  expect((await documents.cluster(stored.clusterId).get()).data()).toMatchObject(access)
  await cancel(changed.body)
})

test('a cluster and the deletion of its account at the same time: one of them is rejected', async () => {
  for (let round = 0; round < 3; round++) {
    const mine = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    const [created, deleted] = await Promise.all([
      create(inSandbox({ accountId: mine.id })),
      api('DELETE', `/v1/cloud-accounts/${mine.id}`, undefined, otto),
    ])
    const outcome = [created.status, deleted.status]
    expect([
      [202, 409],
      [404, 204],
    ]).toContainEqual(outcome)
    if (created.status === 202) await cancel(created.body)
  }
})
