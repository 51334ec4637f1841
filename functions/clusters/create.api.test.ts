import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { maxClusters } from '../../domain/clusters.ts'
import { awsKeys, stateBucket } from '../../scripts/stack/aws-demo.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connects } from '../../testing/cloud-accounts.ts'
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
    connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } }),
    connects(otto, { platform: 'aws', credentials: { kind: 'access-key', ...awsKeys.demo } }),
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
const creates = (body: object, headers = {}) => api<Cluster>('POST', '/v1/clusters', body, otto, headers)
/** Nothing more than its record is wanted of it. */
const cancels = ({ id }: Cluster) => api('POST', `/v1/clusters/${id}/cancel`, undefined, otto)
const clustersOf = async ({ id }: CloudAccount) =>
  (await documents.clusters().where('accountId', '==', id).count().get()).data().count
const refusedAt = (path: string) => ({
  status: 400,
  body: { code: 'invalid-input', fields: [expect.objectContaining({ path })] },
})
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

describe('is refused before anything is made', () => {
  test.each<[string, () => object, ReturnType<typeof refusedAt>]>([
    ['a region that the account has not', () => ({ region: 'atlantis-1' }), refusedAt('region')],
    [
      'a bucket that is not the account’s',
      () => ({ stateBucket: 'labseat-of-nobody' }),
      refusedAt('stateBucket'),
    ],
    ['no bucket', () => ({ stateBucket: undefined }), refusedAt('stateBucket')],
    ['one subnet alone', () => ({ publicSubnets: ['10.40.0.0/20'] }), refusedAt('publicSubnets')],
  ])('%s', async (_what, change, refused) => {
    const clustersBefore = await clustersOf(cloud)
    expect(await creates(onAws(change()))).toMatchObject(refused)
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
      const answer = await creates(onAws(range))
      expect(answer).toMatchObject(refusedAt('vpcCidr'))
      expect(answer.text).toContain('10.50.0.0/16')
    }
    await storeCluster(otto, cloud, { ...stored, ...network(51), state: 'destroyed', live: false })
    await storeCluster(otto, cloud, { ...stored, ...network(51), region: other })
    // Over the budget, and so past that check.
    const past = { budget: { amount: 1, currency: 'USD' }, expiresAt: inHours(10) }
    expect((await creates(onAws({ ...network(51), ...past }))).body).toMatchObject({ code: 'over-budget' })
  })

  test('what would cost more than its budget', async () => {
    const clustersBefore = await clustersOf(cloud)
    const input = onAws({ ...network(52), budget: { amount: 100, currency: 'USD' }, expiresAt: inHours(48) })
    const { status, body, text } = await creates(input)
    expect({ status, body }, text).toMatchObject({ status: 409, body: { code: 'over-budget' } })
    expect(text).toContain('$1.00')
    expect(await clustersOf(cloud)).toBe(clustersBefore)
  })

  test('one more than an account may have', async () => {
    const full = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    const all = Array.from({ length: maxClusters - 1 }, () => storeCluster(otto, full))
    all.push(storeCluster(otto, full, { state: 'destroyed', live: false }))
    await Promise.all(all)
    const two = await Promise.all([1, 2].map(() => creates(inSandbox({ accountId: full.id }))))
    expect(two.map(({ status }) => status).sort()).toEqual([202, 409])
    expect(two.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'too-many-clusters' })
    await cancels(two.find(({ status }) => status === 202)!.body)
  })

  test('an account that is disabled', async () => {
    const disabled = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    await api('PATCH', `/v1/cloud-accounts/${disabled.id}`, { disabled: true }, otto)
    expect((await creates(inSandbox({ accountId: disabled.id }))).body).toMatchObject({
      code: 'account-not-usable',
    })
  })
})

test('of two at once with the same range in one account one is made', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => creates(onAws(network(60)))))
  const made = answers.filter(({ status }) => status === 202)
  expect(made, answers.map(({ text }) => text).join('\n')).toHaveLength(1)
  for (const answer of answers) if (answer !== made[0]) expect(answer).toMatchObject(refusedAt('vpcCidr'))
  await cancels(made[0]!.body)
})

test('the same request under one Idempotency-Key is one cluster, another request is refused', async () => {
  const clustersBefore = await clustersOf(sandbox)
  const key = { 'idempotency-key': crypto.randomUUID() }
  const answers = await Promise.all([creates(inSandbox(), key), creates(inSandbox(), key)])
  answers.push(await creates(inSandbox(), key))
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
  expect(new Set(answers.map(({ body }) => `${body.id} ${body.name}`)).size).toBe(1)
  expect((await creates(inSandbox({ name: 'another' }), key)).body).toMatchObject({
    code: 'idempotency-mismatch',
  })
  expect(await clustersOf(sandbox)).toBe(clustersBefore + 1)
  await cancels(answers[0]!.body)
})

test('an account is not deleted while a cluster is made in it, nor made where it is deleted', async () => {
  for (let round = 0; round < 3; round++) {
    const mine = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    const [made, deleted] = await Promise.all([
      creates(inSandbox({ accountId: mine.id })),
      api('DELETE', `/v1/cloud-accounts/${mine.id}`, undefined, otto),
    ])
    const outcome = [made.status, deleted.status]
    expect([
      [202, 409],
      [404, 204],
    ]).toContainEqual(outcome)
    if (made.status === 202) await cancels(made.body)
  }
})
