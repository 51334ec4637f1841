import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Platform } from '../../contract/cloud-credentials.ts'
import { type Cluster, clusterChange, clusterInput, clustersEstimate } from '../../contract/clusters.ts'
import { validationTexts } from '../../contract/validation.ts'
import { awsKeys, stateBucket } from '../../scripts/stack/aws-demo.ts'
import { google } from '../../scripts/stack/clouds/demo.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { azureSecret, connectAccount, googleKeyOf } from '../../testing/cloud-accounts.ts'
import { publishEvent } from '../../testing/events.ts'
import {
  nonsenseChanges,
  nonsenseClusters,
  nonsenseEnds,
  nonsenseEstimates,
} from '../../testing/nonsense/clusters.ts'
import { casesOf, expectRefusal, fieldsOf } from '../../testing/nonsense/expect-refusal.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster, type TestCluster } from '../../testing/runner-clusters.ts'

let otto: Person
let accounts: Record<Platform, CloudAccount>
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  const key = await googleKeyOf(google.account)
  const [aws, azure, gcp, sandbox] = await Promise.all([
    connectAccount(otto, { platform: 'aws', credentials: { kind: 'access-key', ...awsKeys.demo } }),
    connectAccount(otto, { platform: 'azure', credentials: azureSecret() }),
    connectAccount(otto, { platform: 'gcp', credentials: { kind: 'service-account', key } }),
    connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } }),
  ])
  accounts = { aws, azure, gcp, sandbox }
})

const typeOf = { aws: 't3.large', azure: 'Standard_D2s_v5', gcp: 'e2-standard-2', sandbox: 'small' } as const
const buckets = { aws: stateBucket, azure: 'labseatstate', gcp: 'labseat-state' }
const valid = (platform: Platform) => ({
  accountId: accounts[platform].id,
  name: 'nonsense',
  region: accounts[platform].regions[0],
  ...(platform !== 'sandbox' && { stateBucket: buckets[platform] }),
  services: ['vscode'],
  vpcCidr: '10.40.0.0/16',
  publicSubnets: ['10.40.0.0/20', '10.40.16.0/20'],
  privateSubnets: ['10.40.128.0/20', '10.40.144.0/20'],
  nodes: { type: typeOf[platform], min: 1, max: 2 },
})
const clustersOf = async () =>
  (await documents.clusters().where('ownerId', '==', otto.uid).count().get()).data().count

describe('the tables of nonsense', () => {
  test.each([
    ['a new cluster', nonsenseClusters, clusterInput.shape],
    ['a change', nonsenseChanges, clusterChange.shape],
    ['an estimate', nonsenseEstimates, clustersEstimate.body.shape],
  ] as const)('name every field of %s', (_, table, shape) =>
    expect(fieldsOf(table)).toEqual(expect.arrayContaining(Object.keys(shape))),
  )
  test('name messages that exist', () => {
    for (const { key } of [...nonsenseClusters, ...nonsenseChanges, ...nonsenseEnds, ...nonsenseEstimates])
      expect(validationTexts).toHaveProperty(key)
  })
})

describe('a new cluster is refused, and nothing is stored, with', () => {
  test.each(casesOf(nonsenseClusters))('%s', async (_, item) => {
    const countBefore = await clustersOf()
    const body = { ...valid(item.platform ?? 'aws'), ...item.change }
    expectRefusal(await api('POST', '/v1/clusters', body, otto), item)
    expect(await clustersOf()).toBe(countBefore)
  })

  test('an event of another person', async () => {
    const olga = await asPerson('Olga')
    const { id: eventId } = await publishEvent(olga)
    const answer = await api('POST', '/v1/clusters', { ...valid('sandbox'), eventId }, otto)
    expectRefusal(answer, { at: 'eventId', key: 'eventUnknown' })
  })
})

describe('a change is refused, and the cluster stays, with', () => {
  const stored = {} as Record<Platform, TestCluster>
  beforeAll(async () => {
    for (const platform of ['aws', 'azure', 'gcp', 'sandbox'] as const)
      stored[platform] = await storeCluster(otto, accounts[platform], {
        platform,
        kubernetesVersion: '1.35',
        nodes: { type: typeOf[platform], min: 1, max: 1 },
        privateSubnets: ['10.40.128.0/24', '10.40.129.0/24'],
      })
  })
  test.each(casesOf(nonsenseChanges))('%s', async (_, item) => {
    const { clusterId } = stored[item.platform ?? 'aws']
    const clusterBefore = (await documents.cluster(clusterId).get()).data()
    expectRefusal(await api('PATCH', `/v1/clusters/${clusterId}`, item.change, otto), item)
    expect((await documents.cluster(clusterId).get()).data()).toEqual(clusterBefore)
  })

  test('a budget that does not pay for an hour of it', async () => {
    const { clusterId } = await storeCluster(otto, accounts.aws, {
      platform: 'aws',
      nodes: { type: 't3.large', min: 1, max: 1 },
      budget: { amount: 100, currency: 'USD' },
    })
    const change = (nodes: object, more = {}) =>
      api('PATCH', `/v1/clusters/${clusterId}`, { nodes, ...more }, otto)
    const tooMany = { type: 't3.large', min: 20, max: 20 }
    expectRefusal(await change(tooMany), { at: 'nodes.min', key: 'budgetLeft' })
    const unknown = { type: 'p5.48xlarge', min: 1, max: 1 }
    expectRefusal(await change(unknown), { at: 'nodePrice.amount', key: 'priceNeeded' })
    const price = { nodePrice: { amount: 5504, currency: 'USD' } }
    expectRefusal(await change(unknown, price), { at: 'nodes.min', key: 'budgetLeft' })
  })
})

describe('an end is refused, and the cluster stays, with', () => {
  test.each(casesOf(nonsenseEnds))('%s', async (_, item) => {
    const { clusterId } = await storeCluster(otto, accounts.sandbox)
    expectRefusal(await api('POST', `/v1/clusters/${clusterId}/extend`, item.change, otto), item)
    expect((await documents.cluster(clusterId).get()).data()).toMatchObject({ expiresAt: null, endsAt: null })
  })
})

describe('an estimate is refused with', () => {
  test.each(casesOf(nonsenseEstimates))('%s', async (_, item) => {
    const platform = item.platform ?? 'aws'
    const region = { aws: 'eu-central-1', azure: 'westeurope', gcp: 'europe-west1', sandbox: 'local' }[
      platform
    ]
    const body = { platform, region, ...item.change }
    expectRefusal(await api('POST', '/v1/clusters/estimate', body, otto), item)
  })
})

describe('good values pass', () => {
  const create = async (body: object) => {
    const answer = await api<Cluster>('POST', '/v1/clusters', body, otto)
    if (answer.status === 202) await api('POST', `/v1/clusters/${answer.body.id}/cancel`, undefined, otto)
    return answer
  }

  test.each([
    [
      'every field',
      () => ({
        kubernetesVersion: '1.35',
        approval: 'manual',
        expiresAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      }),
    ],
    [
      'a range of 172.16.0.0/12',
      () => ({
        vpcCidr: '172.20.0.0/16',
        publicSubnets: ['172.20.0.0/24'],
        privateSubnets: ['172.20.1.0/24'],
      }),
    ],
    [
      'the shared range',
      () => ({
        vpcCidr: '100.64.0.0/16',
        publicSubnets: ['100.64.0.0/24'],
        privateSubnets: ['100.64.1.0/24'],
      }),
    ],
    ['a budget of any size where nothing costs', () => ({ budget: { amount: 1, currency: 'USD' } })],
    ['text with spaces around it', () => ({ name: '  workshop  ' })],
  ])('%s', async (_, change) => {
    const { status, text } = await create({ ...valid('sandbox'), ...change() })
    expect(status, text).toBe(202)
  })

  test.each([
    `s3://${stateBucket}`,
    `s3://${stateBucket}/`,
    `arn:aws:s3:::${stateBucket}`,
    ` "${stateBucket}" `,
  ])('the bucket %s is stored by its name', async (text) => {
    const {
      status,
      body,
      text: reply,
    } = await create({ ...valid('aws'), stateBucket: text, vpcCidr: '10.40.0.0/16' })
    expect(status, reply).toBe(202)
    expect(body.stateBucket).toBe(stateBucket)
    await documents.cluster(body.id).update({ live: false, state: 'destroyed', busy: false })
  })

  test('an own event', async () => {
    const { id: eventId } = await publishEvent(otto)
    const { status, body, text } = await create({ ...valid('sandbox'), eventId })
    expect({ status, eventId: body.eventId }, text).toEqual({ status: 202, eventId })
  })

  test('a budget with the price of a machine type that Labseat does not know', async () => {
    const body = {
      platform: 'aws',
      region: 'us-east-1',
      nodes: { type: 'p5.48xlarge', min: 10, max: 10 },
    }
    const without = await api('POST', '/v1/clusters/estimate', body, otto)
    expect(without.body).toMatchObject({ hourly: null, monthly: null })
    expect(without.body.source).toContain('p5.48xlarge')
    const price = { nodePrice: { amount: 5504, currency: 'USD' } }
    const priced = await api('POST', '/v1/clusters/estimate', { ...body, ...price }, otto)
    expect(priced.body.hourly).toEqual({ amount: 55_061, currency: 'USD' })
  })
})
