import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { awsKeys } from '../../scripts/stack/aws-demo.ts'
import { azure, dnsZones, google } from '../../scripts/stack/clouds/demo.ts'
import { db, documents } from '../../server/documents.ts'
import { addClusterClient, openClusterClient } from '../../server/oidc/cluster-client.ts'
import { clusterClientId } from '../../server/oidc/cluster-client-id.ts'
import { api } from '../../testing/api.ts'
import { azureSecret, connectAccount, googleKeyOf } from '../../testing/cloud-accounts.ts'
import { runnerOf, storeRun } from '../../testing/clusters-runner.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'

const [zone = '', secondZone = ''] = dnsZones
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'azure', credentials: azureSecret() })
})
const create = (domain: unknown) =>
  api<Cluster>(
    'POST',
    '/v1/clusters',
    {
      accountId: account.id,
      name: 'named',
      region: 'westeurope',
      stateBucket: azure.storageAccount,
      services: ['jupyterhub'],
      domain,
    },
    otto,
  )
const zonesOf = async (of: CloudAccount) =>
  (
    await api<{ items: { name: string; id: string }[] }>(
      'GET',
      `/v1/cloud-accounts/${of.id}/zones`,
      undefined,
      otto,
    )
  ).body.items

test('an account lists its public zones, on every platform', async () => {
  expect(await zonesOf(account)).toEqual(
    dnsZones.map((name) => ({
      name,
      id: expect.stringMatching(`/subscriptions/${azure.subscription}/.*/${name}$`),
    })),
  )
  const gcp = await connectAccount(otto, {
    platform: 'gcp',
    credentials: { kind: 'service-account', key: await googleKeyOf(google.account) },
  })
  expect(await zonesOf(gcp)).toEqual(dnsZones.map((name) => ({ name, id: name.replaceAll('.', '-') })))
  const aws = await connectAccount(otto, {
    platform: 'aws',
    credentials: { kind: 'access-key', ...awsKeys.demo },
  })
  expect(await zonesOf(aws)).toEqual([])
})

test('a zone of another account and ranges that restrict nothing are refused at their fields', async () => {
  expect(await create({ zone: 'somebody-else.example' })).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'domain.zone', key: 'zoneUnknown' }] },
  })
  expect(await create({ zone: `sub.${zone}` })).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'domain.zone', key: 'zoneUnknown' }] },
  })
  expect(await create({ zone: 'bücher.example' })).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'domain.zone', key: 'zoneAscii' }] },
  })
  expect(await create({ zone, allowedRanges: ['203.0.113.0/24', '0.0.0.0/0'] })).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'domain.allowedRanges.1', key: 'rangeEveryone' }] },
  })
  expect(await create({ zone, allowedRanges: ['2001:db8::/32'] })).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'domain.allowedRanges.0', key: 'range' }] },
  })
})

test('a new cluster with a domain has a client, and no response has its secret', async () => {
  const { status, body: cluster } = await create({ zone: `${secondZone.toUpperCase()}.` })
  expect(status).toBe(202)
  const { secret } = (await openClusterClient(cluster.id))!
  const client = (await documents.client(clusterClientId(cluster.id)).get()).data()!
  const stored = (await documents.cluster(cluster.id).get()).data()
  await api('POST', `/v1/clusters/${cluster.id}/cancel`, undefined, otto)
  expect(cluster.domain).toEqual({
    zone: secondZone,
    zoneId: expect.stringContaining(azure.subscription),
    allowedRanges: [],
  })
  expect(client).toMatchObject({ clusterId: cluster.id, audience: 'event', eventId: null })
  expect(client.redirectUris).toContain(`https://jupyterhub.${cluster.name}.${secondZone}/hub/oauth_callback`)
  expect(JSON.stringify([cluster, stored, client])).not.toContain(secret)
})

const domain = { zone, zoneId: 'zone-id', allowedRanges: [] }
const addClient = async (clusterId: string) => {
  const batch = db.batch()
  const names = { name: 'lab', ownerId: otto.uid, eventId: null, redirectUris: [], logoutUris: [] }
  await addClusterClient(batch, { clusterId, ...names }, new Date().toISOString())
  await batch.commit()
}

test('only a runner gets the secret of its cluster’s client, and only with a domain', async () => {
  const applying = { state: 'applying', approved: true } as const
  const sandbox = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const [named, plain] = await Promise.all([
    storeRun(otto, sandbox, applying, 0, { domain }),
    storeRun(otto, sandbox, applying),
  ])
  await Promise.all([addClient(named.clusterId), addClient(plain.clusterId)])
  const { secret, serviceToken } = (await openClusterClient(named.clusterId))!
  expect((await runnerOf(named).credentials()).body.signIn).toEqual({
    issuer: expect.stringMatching(/\/v1\/oidc$/),
    clientId: clusterClientId(named.clusterId),
    clientSecret: secret,
    serviceToken,
    ownerGroup: `cluster:${named.clusterId}:owner`,
  })
  expect((await runnerOf(plain).credentials()).body).not.toHaveProperty('signIn')
})

test('the client ends with its cluster', async () => {
  const { clusterId } = await storeCluster(otto, account, {
    platform: 'azure',
    state: 'failed',
    applied: false,
    domain,
  })
  await addClient(clusterId)
  expect((await api('DELETE', `/v1/clusters/${clusterId}`, undefined, otto)).status).toBe(202)
  expect(await openClusterClient(clusterId)).toBeUndefined()
  expect((await documents.client(clusterClientId(clusterId)).get()).exists).toBe(false)
})
