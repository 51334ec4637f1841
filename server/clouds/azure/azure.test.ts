import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { CredentialsOf } from '../../../contract/cloud-credentials.ts'
import { neededPermissions } from '../../../domain/cloud-permissions.ts'
import { azure as demo, labseat } from '../../../scripts/stack/clouds/demo.ts'
import {
  catchError,
  checkCredentials,
  outagesOf,
  passedSteps,
  startTestClouds,
  withTimeout,
} from '../../../testing/clouds.ts'

const simulated = await startTestClouds()
const { azure } = await import('./index.ts')
const { clouds } = simulated

afterAll(() => simulated.close())
beforeEach(() => {
  clouds.calm()
  clouds.requests.splice(0)
})

const bySecret: CredentialsOf<'client-secret'> = {
  kind: 'client-secret',
  tenantId: demo.tenant,
  subscriptionId: demo.subscription,
  clientId: demo.application,
  clientSecret: demo.secret,
}
const keyless: CredentialsOf<'federated'> = {
  kind: 'federated',
  tenantId: demo.tenant,
  subscriptionId: demo.subscription,
  clientId: demo.application,
}
type Credentials = typeof bySecret | typeof keyless

const check = (credentials: Credentials, timeoutMs?: number) =>
  checkCredentials(azure, credentials, timeoutMs)

describe('an application with all permissions', () => {
  test.each<[string, Credentials]>([
    ['with its secret', bySecret],
    ['that trusts Labseat, without a secret', keyless],
  ])('passes every step, %s', async (_, credentials) => {
    const { verified, steps } = await check(credentials)
    expect(verified).toEqual({
      identity: demo.application,
      scope: { id: demo.subscription, name: 'Labseat labs' },
      missingPermissions: [],
      permissionsKnown: true,
      regions: ['eastus', 'northeurope', 'westeurope'],
    })
    expect(steps).toEqual(passedSteps)
  })

  test.each<[string, Credentials]>([
    ['with its secret', bySecret],
    ['that trusts Labseat', keyless],
  ])('signs in once for a whole check, %s', async (_, credentials) => {
    await check(credentials)
    const requests = clouds.requests.filter(({ path }) => /oauth2\/v2.0\/token|default\/identity/.test(path))
    expect(requests).toHaveLength(credentials.kind === 'federated' ? 2 : 1)
  })
})

test('an application that may only read passes, and the check lists its missing permissions', async () => {
  const { verified, steps } = await check({ ...bySecret, subscriptionId: demo.readOnlySubscription })
  expect(verified?.missingPermissions).toEqual(
    neededPermissions.azure.filter((permission) => !permission.endsWith('/read')),
  )
  expect(steps).toContainEqual(expect.stringMatching(/^permissions warned/))
})

test('credentials pass when Azure does not list their permissions', async () => {
  clouds.trouble({ at: '/Microsoft.Authorization/', kind: 'forbidden' })
  const { verified, steps } = await check(bySecret)
  expect(verified).toMatchObject({ permissionsKnown: false, missingPermissions: [] })
  expect(steps).toContainEqual(expect.stringMatching(/^permissions warned/))
})

describe('a check rejects', () => {
  test.each<[string, Credentials, { reason: string; field: string; message: RegExp }]>([
    [
      'a wrong secret',
      { ...bySecret, clientSecret: demo.wrongSecret },
      { reason: 'wrong-secret', field: 'clientSecret', message: /shows the value only once/ },
    ],
    [
      'an expired secret',
      { ...bySecret, clientSecret: demo.expiredSecret },
      { reason: 'expired', field: 'clientSecret', message: /expired/ },
    ],
    [
      'an unknown tenant',
      { ...bySecret, tenantId: demo.unknownTenant },
      { reason: 'unknown-identity', field: 'tenantId', message: /does not know the tenant/ },
    ],
    [
      'an application of another tenant',
      { ...bySecret, tenantId: demo.otherTenant },
      { reason: 'unknown-identity', field: 'clientId', message: /has no application/ },
    ],
    [
      'an unknown application, without a secret',
      { ...keyless, clientId: demo.unknownApplication },
      { reason: 'unknown-identity', field: 'clientId', message: /has no application/ },
    ],
    [
      'a disabled application',
      { ...bySecret, clientId: demo.disabledApplication },
      { reason: 'disabled-identity', field: 'clientId', message: /disabled/ },
    ],
    [
      'an application that trusts another identity',
      { ...keyless, clientId: demo.untrustingApplication },
      {
        reason: 'role-not-trusting',
        field: 'clientId',
        message: new RegExp(`${labseat.issuer}.*${labseat.uniqueId}.*api://AzureADTokenExchange`),
      },
    ],
    [
      'a subscription that the application does not see',
      { ...bySecret, subscriptionId: demo.hiddenSubscription },
      {
        reason: 'account-not-visible',
        field: 'subscriptionId',
        message: /sees 3 subscriptions \(Labseat labs/,
      },
    ],
    [
      'a disabled subscription',
      { ...bySecret, subscriptionId: demo.disabledSubscription },
      { reason: 'refused', field: 'subscriptionId', message: /is disabled/ },
    ],
  ])('%s', async (_, credentials, expected) => {
    const { error, steps } = await check(credentials)
    expect(error).toMatchObject({ step: 'identity', reason: expected.reason, field: expected.field })
    expect(error?.constructor.name).toBe('Rejected')
    expect(error?.message).toMatch(expected.message)
    expect(steps).toEqual(['format running', 'format passed', 'identity running'])
    expectNoSecret(error)
  })
})

/** Looks in the message, the fields and the cause. */
const expectNoSecret = (error: Error | undefined) => {
  const all = JSON.stringify(error, Object.getOwnPropertyNames(error ?? {})) + String(error?.cause ?? '')
  for (const secret of [demo.secret, demo.expiredSecret, demo.wrongSecret]) expect(all).not.toContain(secret)
  expect(error?.message).not.toMatch(/ at |node_modules|Trace ID/)
}

const places: [string, string][] = [
  ['the sign-in', '/oauth2/v2.0/token'],
  ['the list of subscriptions', '/subscriptions'],
  ['the list of permissions', '/Microsoft.Authorization/permissions'],
  ['the list of regions', '/locations'],
]
const outages = outagesOf('Azure')
describe.each(places)('when %s fails', (_, at) => {
  test.each(outages)('%s: the check does not judge the credentials', async (kind, message) => {
    clouds.trouble({ at, kind })
    const { error } = await check(bySecret)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(message)
    expectNoSecret(error)
  })

  test('without a response, the check ends when its signal aborts', async () => {
    clouds.trouble({ at, kind: 'slow' })
    const { error } = await check(bySecret, 700)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(/in time/)
  })
})

test("without Labseat's own identity a keyless check says so, and does not blame the application", async () => {
  clouds.trouble({ at: '/default/identity', kind: 'forbidden' })
  const { error } = await check(keyless)
  expect(error?.constructor.name).toBe('Unreachable')
  expect(error?.message).toMatch(/own Google identity/)
})

describe('storage accounts', () => {
  const page = (limit: number, cursor?: string) =>
    azure.listBuckets(bySecret, { ...withTimeout(), limit, cursor })

  test('are found by the start of their name, on the pages that Azure has', async () => {
    const find = async (prefix: string, limit: number) => {
      const { items, nextCursor } = await azure.listBuckets(bySecret, { ...withTimeout(), limit, prefix })
      return { names: items.map(({ name }) => name), hasMore: nextCursor !== undefined }
    }
    expect(await find('labseatth', 20)).toEqual({ names: ['labseatthird'], hasMore: false })
    expect((await find('labseat', 2)).names).toHaveLength(2)
    expect((await find('labseat', 2)).hasMore).toBe(true)
    expect(await find('nobody', 20)).toEqual({ names: [], hasMore: false })
  })

  test('come in pages, and each appears once', async () => {
    const names: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await page(1, cursor)
      expect(items).toHaveLength(1)
      names.push(...items.map(({ name }) => name))
      cursor = nextCursor
    } while (cursor && names.length < 10)
    expect(names.sort()).toEqual(['labseatpublic', 'labseatstate', 'labseatthird'])
    const { items, nextCursor } = await page(20)
    expect(items.map(({ name }) => name).sort()).toEqual(names)
    expect(nextCursor).toBeUndefined()
  })

  test('show their region and their protection', async () => {
    const { items } = await page(20)
    expect(items.find(({ name }) => name === demo.storageAccount)).toEqual({
      name: demo.storageAccount,
      region: 'westeurope',
      createdAt: '2026-01-01T09:00:00.000Z',
      versioning: true,
      encryption: 'Microsoft-managed key',
      publicAccessBlocked: true,
    })
    expect(items.find(({ name }) => name === 'labseatpublic')).toMatchObject({
      versioning: false,
      publicAccessBlocked: false,
    })
  })

  test.each([
    ['https://attacker.example/steal'],
    [Buffer.from('0 https://attacker.example/steal').toString('base64url')],
    [Buffer.from('0 ?x=1@attacker.example').toString('base64url')],
    [Buffer.from('-1 ?').toString('base64url')],
  ])('a forged cursor does not lead to another host: %s', async (cursor) => {
    await page(20, cursor)
    expect(clouds.requests.filter(({ path }) => path.startsWith('/subscriptions/')).length).toBeGreaterThan(0)
  })

  test('are created without public access, with versioning and a container for state', async () => {
    const made = await azure.createBucket(bySecret, {
      ...withTimeout(),
      name: 'labseatnew',
      region: 'westeurope',
    })
    expect(made).toMatchObject({ name: 'labseatnew', versioning: true, publicAccessBlocked: true })
    const put = clouds.requests.find(({ method, path }) => method === 'PUT' && path.includes('/labseatnew?'))
    expect(JSON.parse(put?.body ?? '')).toMatchObject({
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
      properties: {
        allowBlobPublicAccess: false,
        minimumTlsVersion: 'TLS1_2',
        supportsHttpsTrafficOnly: true,
      },
    })
    const { items } = await azure.listObjects(bySecret, {
      ...withTimeout(),
      bucket: 'labseatnew',
      prefix: '',
      limit: 20,
    })
    expect(items).toEqual([{ name: 'labseat-state/', kind: 'folder' }])
    await azure.createBucket(bySecret, { ...withTimeout(), name: 'labseatnewer', region: 'northeurope' })
    expect(
      clouds.requests.filter(
        ({ method, path }) => method === 'PUT' && /resourcegroups\/labseat\?/.test(path),
      ),
    ).toHaveLength(1)
  })

  test.each<[string, Credentials, string, string, string]>([
    ['with a name that another customer has', bySecret, demo.takenStorageAccount, 'westeurope', 'taken'],
    ['with a name that this subscription has', bySecret, demo.storageAccount, 'westeurope', 'taken'],
    ['with a name that Azure does not allow', bySecret, 'labseat-state', 'westeurope', 'invalid'],
    ['in a region that does not exist', bySecret, 'labseatmoon', 'moon', 'invalid'],
    [
      'without permission',
      { ...bySecret, subscriptionId: demo.readOnlySubscription },
      'labseatreader',
      'westeurope',
      'not-permitted',
    ],
  ])('are not created %s', async (_, credentials, name, region, reason) => {
    const error = await catchError(azure.createBucket(credentials, { ...withTimeout(), name, region }))
    expect(error).toMatchObject({ reason })
    expect(error.constructor.name).toBe('Refused')
    expectNoSecret(error)
  })
})

test('a retry completes an account that Azure was still creating when the first request ended', async () => {
  const requests = { name: 'labseatslow', region: 'westeurope' }
  clouds.trouble({ at: '/labseatslow/operation', kind: 'slow' })
  const late = await catchError(azure.createBucket(bySecret, { ...withTimeout(1_500), ...requests }))
  expect(late.constructor.name).toBe('Unreachable')
  const early = await catchError(azure.createBucket(bySecret, { ...withTimeout(), ...requests }))
  expect(early.message).toMatch(/still creating/)
  simulated.azure.storageAccounts.get('labseatslow')!.pollsLeft = 0
  expect(await azure.createBucket(bySecret, { ...withTimeout(), ...requests })).toMatchObject({
    versioning: true,
  })
  expect(simulated.azure.storageAccounts.get('labseatslow')).toMatchObject({ versioning: true })
  const takenError = await catchError(azure.createBucket(bySecret, { ...withTimeout(), ...requests }))
  expect(takenError).toMatchObject({ reason: 'taken' })
})

test('every use of credentials that no longer work reports the reason', async () => {
  const expired = { ...bySecret, clientSecret: demo.expiredSecret }
  const error = await catchError(azure.listBuckets(expired, { ...withTimeout(), limit: 20 }))
  expect(error).toMatchObject({ reason: 'expired' })
  expect(error.constructor.name).toBe('Rejected')
})

describe('the contents of a storage account', () => {
  const listFolder = (prefix: string, limit = 20, cursor?: string) =>
    azure.listObjects(bySecret, { ...withTimeout(), bucket: demo.storageAccount, prefix, limit, cursor })

  test('appear as containers, folders and blobs', async () => {
    expect((await listFolder('')).items).toEqual([{ name: 'labseat-state/', kind: 'folder' }])
    expect((await listFolder('labseat-state/')).items).toEqual([
      { name: 'labseat-state/runs/', kind: 'folder' },
      { name: 'labseat-state/readme.txt', kind: 'object', size: 120, updatedAt: '2026-01-02T09:00:00.000Z' },
    ])
    expect((await listFolder('labseat-state/runs/007/')).items).toMatchObject([
      { name: 'labseat-state/runs/007/terraform.tfstate', size: 2_054 },
    ])
  })

  test('need a separate role, which the error names', async () => {
    const archive = { ...bySecret, subscriptionId: demo.readOnlySubscription }
    const requests = { ...withTimeout(), bucket: demo.archiveAccount, limit: 20 }
    expect((await azure.listObjects(archive, { ...requests, prefix: '' })).items).toHaveLength(1)
    const error = await catchError(azure.listObjects(archive, { ...requests, prefix: 'labseat-state/' }))
    expect(error).toMatchObject({ reason: 'not-permitted' })
    expect(error.message).toMatch(/Storage Blob Data Reader/)
  })

  test('come in pages, and each appears once', async () => {
    const names: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await listFolder('labseat-state/runs/', 25, cursor)
      names.push(...items.map(({ name }) => name))
      cursor = nextCursor
    } while (cursor && names.length < 100)
    expect(names).toHaveLength(60)
    expect(new Set(names).size).toBe(60)
  })

  test.each([
    ['an account that does not exist', 'nosuchaccount', '', 'not-found'],
    ['a container that does not exist', demo.storageAccount, 'nothing/', 'not-found'],
    ['an invalid container name', demo.storageAccount, '../', 'not-found'],
    ['an account of another customer', demo.takenStorageAccount, '', 'not-permitted'],
    ['an invalid account name', 'a.b', '', 'not-found'],
  ])('are not listed for %s', async (_, bucket, prefix, reason) => {
    const error = await catchError(
      azure.listObjects(bySecret, { ...withTimeout(), bucket, prefix, limit: 20 }),
    )
    expect(error).toMatchObject({ reason })
    expect(error.constructor.name).toBe('Refused')
  })
})

const uses: [string, string, (timeoutMs?: number) => Promise<unknown>][] = [
  [
    'listing accounts',
    '/storageAccounts',
    (timeoutMs) => azure.listBuckets(bySecret, { ...withTimeout(timeoutMs), limit: 20 }),
  ],
  [
    'creating an account',
    '/checkNameAvailability',
    (timeoutMs) =>
      azure.createBucket(bySecret, { ...withTimeout(timeoutMs), name: 'labseatnever', region: 'westeurope' }),
  ],
  [
    'listing containers',
    '/blobs/',
    (timeoutMs) =>
      azure.listObjects(bySecret, {
        ...withTimeout(timeoutMs),
        bucket: demo.storageAccount,
        prefix: '',
        limit: 20,
      }),
  ],
  [
    'listing blobs',
    '/blobs/labseatstate/labseat-state',
    (timeoutMs) =>
      azure.listObjects(bySecret, {
        ...withTimeout(timeoutMs),
        bucket: demo.storageAccount,
        prefix: 'labseat-state/',
        limit: 20,
      }),
  ],
]
describe.each(uses)('%s', (_, at, use) => {
  test.each(outages.map(([kind]) => kind))('reports an outage of Azure: %s', async (kind) => {
    clouds.trouble({ at, kind })
    const error = await catchError(use())
    expect(error.constructor.name).toBe('Unreachable')
    expectNoSecret(error)
  })

  test('ends when its signal aborts', async () => {
    clouds.trouble({ at, kind: 'slow' })
    const error = await catchError(use(500))
    expect(error.constructor.name).toBe('Unreachable')
  })
})
