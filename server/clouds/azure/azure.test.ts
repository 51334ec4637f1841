import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { CredentialsOf } from '../../../contract/cloud-credentials.ts'
import { neededPermissions } from '../../../domain/cloud-permissions.ts'
import { azure as demo, labseat } from '../../../scripts/stack/clouds/demo.ts'
import type { Trouble } from '../../../scripts/stack/clouds/double.ts'
import { cloudsOfMyOwn } from '../../../testing/clouds.ts'

const simulated = await cloudsOfMyOwn()
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

/** What a check comes to, and what it says on its way. */
const check = async (credentials: Credentials, milliseconds = 15_000) => {
  const said: string[] = []
  const begun = performance.now()
  const outcome = await azure
    .verify(credentials, {
      signal: AbortSignal.timeout(milliseconds),
      report: (step, state) => said.push(`${step} ${state}`),
    })
    .then(
      (verified) => ({ verified, error: undefined }),
      (error: Error & { step?: string; reason?: string; field?: string }) => ({ verified: undefined, error }),
    )
  return { ...outcome, said, took: performance.now() - begun }
}
const given = (milliseconds = 15_000) => ({ signal: AbortSignal.timeout(milliseconds) })
const thrownBy = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('Nothing was thrown.'),
    (error: Error) => error,
  )

describe('an application that may do all', () => {
  test.each<[string, Credentials]>([
    ['by its secret', bySecret],
    ['by trusting Labseat, without a secret', keyless],
  ])('is verified step by step %s', async (_, credentials) => {
    const { verified, said } = await check(credentials)
    expect(verified).toEqual({
      identity: demo.application,
      scope: { id: demo.subscription, name: 'Labseat labs' },
      missingPermissions: [],
      permissionsKnown: true,
      regions: ['eastus', 'northeurope', 'westeurope'],
    })
    expect(said).toEqual(
      ['format', 'identity', 'permissions', 'regions'].flatMap((step) => [
        `${step} running`,
        `${step} passed`,
      ]),
    )
  })

  test.each<[string, Credentials]>([
    ['by its secret', bySecret],
    ['by trusting Labseat', keyless],
  ])('is signed in once for all that is asked, %s', async (_, credentials) => {
    await check(credentials)
    const asked = clouds.requests.filter(({ path }) => /oauth2\/v2.0\/token|default\/identity/.test(path))
    expect(asked).toHaveLength(credentials.kind === 'federated' ? 2 : 1)
  })
})

test('an application that may only read is verified, and what it lacks is named', async () => {
  const { verified, said } = await check({ ...bySecret, subscriptionId: demo.readOnlySubscription })
  expect(verified?.missingPermissions).toEqual(
    neededPermissions.azure.filter((one) => !one.endsWith('/read')),
  )
  expect(said).toContain('permissions warned')
})

test('where Azure does not say what may be done, that is not held against the credentials', async () => {
  clouds.trouble({ at: '/Microsoft.Authorization/', kind: 'forbidden' })
  const { verified, said } = await check(bySecret)
  expect(verified).toMatchObject({ permissionsKnown: false, missingPermissions: [] })
  expect(said).toContain('permissions warned')
})

describe('refused, by name', () => {
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
      { reason: 'unknown-identity', field: 'tenantId', message: /no tenant/ },
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
      'an application that trusts somebody else',
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
      'a subscription that is switched off',
      { ...bySecret, subscriptionId: demo.disabledSubscription },
      { reason: 'refused', field: 'subscriptionId', message: /is disabled/ },
    ],
  ])('%s', async (_, credentials, expected) => {
    const { error, said } = await check(credentials)
    expect(error).toMatchObject({ step: 'identity', reason: expected.reason, field: expected.field })
    expect(error?.constructor.name).toBe('Rejected')
    expect(error?.message).toMatch(expected.message)
    expect(said).toEqual(['format running', 'format passed', 'identity running'])
    expectNoSecret(error)
  })
})

/** Not in its message, its fields or what caused it. */
const expectNoSecret = (error: Error | undefined) => {
  const all = JSON.stringify(error, Object.getOwnPropertyNames(error ?? {})) + String(error?.cause ?? '')
  for (const secret of [demo.secret, demo.expiredSecret, demo.wrongSecret]) expect(all).not.toContain(secret)
  expect(error?.message).not.toMatch(/ at |node_modules|Trace ID/)
}

const places: [string, string][] = [
  ['the sign-in', '/oauth2/v2.0/token'],
  ['the list of subscriptions', '/subscriptions'],
  ['what it says of permissions', '/Microsoft.Authorization/permissions'],
  ['the list of regions', '/locations'],
]
const kinds: [Trouble['kind'], RegExp][] = [
  ['throttled', /throttling/],
  ['unavailable', /has a problem \(503\)/],
  ['html', /did not come from Azure/],
  ['broken-json', /did not come from Azure/],
  ['reset', /could not be reached/],
]
describe.each(places)('when %s fails', (_, at) => {
  test.each(kinds)('%s: nothing is said of the credentials', async (kind, message) => {
    clouds.trouble({ at, kind })
    const { error, took } = await check(bySecret)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(message)
    expect(took).toBeLessThan(10_000)
    expectNoSecret(error)
  })

  test('by never answering, the check ends when it is told to', async () => {
    clouds.trouble({ at, kind: 'slow' })
    const { error, took } = await check(bySecret, 700)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(/in time/)
    expect(took).toBeLessThan(10_000)
  })
})

test("without Labseat's own identity the keyless way says so, and does not blame the application", async () => {
  clouds.trouble({ at: '/default/identity', kind: 'forbidden' })
  const { error } = await check(keyless)
  expect(error?.constructor.name).toBe('Unreachable')
  expect(error?.message).toMatch(/own Google identity/)
})

describe('storage accounts', () => {
  const page = (limit: number, cursor?: string) => azure.listBuckets(bySecret, { ...given(), limit, cursor })

  test('are listed a page at a time, each once', async () => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await page(1, cursor)
      expect(items).toHaveLength(1)
      found.push(...items.map(({ name }) => name))
      cursor = nextCursor
    } while (cursor && found.length < 10)
    expect(found.sort()).toEqual(['labseatpublic', 'labseatstate', 'labseatthird'])
    const { items, nextCursor } = await page(20)
    expect(items.map(({ name }) => name).sort()).toEqual(found)
    expect(nextCursor).toBeUndefined()
  })

  test('say how they are kept', async () => {
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
  ])('a cursor that somebody made up leads nowhere else: %s', async (cursor) => {
    await page(20, cursor)
    expect(clouds.requests.filter(({ path }) => path.startsWith('/subscriptions/')).length).toBeGreaterThan(0)
  })

  test('are created private, with versions and a container for state', async () => {
    const made = await azure.createBucket(bySecret, { ...given(), name: 'labseatnew', region: 'westeurope' })
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
      ...given(),
      bucket: 'labseatnew',
      prefix: '',
      limit: 20,
    })
    expect(items).toEqual([{ name: 'labseat-state/', kind: 'folder' }])
    await azure.createBucket(bySecret, { ...given(), name: 'labseatnewer', region: 'northeurope' })
    expect(
      clouds.requests.filter(
        ({ method, path }) => method === 'PUT' && /resourcegroups\/labseat\?/.test(path),
      ),
    ).toHaveLength(1)
  })

  test.each<[string, Credentials, string, string, string]>([
    ['whose name is taken by somebody', bySecret, demo.takenStorageAccount, 'westeurope', 'taken'],
    ['whose name is taken by oneself', bySecret, demo.storageAccount, 'westeurope', 'taken'],
    ['with a name that only others allow', bySecret, 'labseat-state', 'westeurope', 'invalid'],
    ['in a region that is none', bySecret, 'labseatmoon', 'moon', 'invalid'],
    [
      'without permission',
      { ...bySecret, subscriptionId: demo.readOnlySubscription },
      'labseatreader',
      'westeurope',
      'not-permitted',
    ],
  ])('are not created %s', async (_, credentials, name, region, reason) => {
    const error = await thrownBy(azure.createBucket(credentials, { ...given(), name, region }))
    expect(error).toMatchObject({ reason })
    expect(error.constructor.name).toBe('Refused')
    expectNoSecret(error)
  })
})

test('an account that Azure was still making when the wait ended is made whole when asked for again', async () => {
  const asked = { name: 'labseatslow', region: 'westeurope' }
  clouds.trouble({ at: '/labseatslow/operation', kind: 'slow' })
  const late = await thrownBy(azure.createBucket(bySecret, { ...given(1_500), ...asked }))
  expect(late.constructor.name).toBe('Unreachable')
  const early = await thrownBy(azure.createBucket(bySecret, { ...given(), ...asked }))
  expect(early.message).toMatch(/still creating/)
  simulated.azure.storageAccounts.get('labseatslow')!.looks = 0
  expect(await azure.createBucket(bySecret, { ...given(), ...asked })).toMatchObject({ versioning: true })
  expect(simulated.azure.storageAccounts.get('labseatslow')).toMatchObject({ versioning: true })
  const again = await thrownBy(azure.createBucket(bySecret, { ...given(), ...asked }))
  expect(again).toMatchObject({ reason: 'taken' })
})

test('credentials that stopped working say so wherever they are used', async () => {
  const expired = { ...bySecret, clientSecret: demo.expiredSecret }
  const error = await thrownBy(azure.listBuckets(expired, { ...given(), limit: 20 }))
  expect(error).toMatchObject({ reason: 'expired' })
  expect(error.constructor.name).toBe('Rejected')
})

describe('what lies in a storage account', () => {
  const look = (prefix: string, limit = 20, cursor?: string) =>
    azure.listObjects(bySecret, { ...given(), bucket: demo.storageAccount, prefix, limit, cursor })

  test('is shown by containers, folders and blobs', async () => {
    expect((await look('')).items).toEqual([{ name: 'labseat-state/', kind: 'folder' }])
    expect((await look('labseat-state/')).items).toEqual([
      { name: 'labseat-state/runs/', kind: 'folder' },
      { name: 'labseat-state/readme.txt', kind: 'object', size: 120, updatedAt: '2026-01-02T09:00:00.000Z' },
    ])
    expect((await look('labseat-state/runs/007/')).items).toMatchObject([
      { name: 'labseat-state/runs/007/terraform.tfstate', size: 2_054 },
    ])
  })

  test('needs a role of its own, which is named', async () => {
    const archive = { ...bySecret, subscriptionId: demo.readOnlySubscription }
    const asked = { ...given(), bucket: demo.archiveAccount, limit: 20 }
    expect((await azure.listObjects(archive, { ...asked, prefix: '' })).items).toHaveLength(1)
    const error = await thrownBy(azure.listObjects(archive, { ...asked, prefix: 'labseat-state/' }))
    expect(error).toMatchObject({ reason: 'not-permitted' })
    expect(error.message).toMatch(/Storage Blob Data Reader/)
  })

  test('comes page by page, each once', async () => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await look('labseat-state/runs/', 25, cursor)
      found.push(...items.map(({ name }) => name))
      cursor = nextCursor
    } while (cursor && found.length < 100)
    expect(found).toHaveLength(60)
    expect(new Set(found).size).toBe(60)
  })

  test.each([
    ['an account that is nowhere', 'nosuchaccount', '', 'not-found'],
    ['a container that is not there', demo.storageAccount, 'nothing/', 'not-found'],
    ['a container that is no name', demo.storageAccount, '../', 'not-found'],
    ['an account of somebody else', demo.takenStorageAccount, '', 'not-permitted'],
    ['what is no name of an account', 'a.b', '', 'not-found'],
  ])('is not shown of %s', async (_, bucket, prefix, reason) => {
    const error = await thrownBy(azure.listObjects(bySecret, { ...given(), bucket, prefix, limit: 20 }))
    expect(error).toMatchObject({ reason })
    expect(error.constructor.name).toBe('Refused')
  })
})

const uses: [string, string, (milliseconds?: number) => Promise<unknown>][] = [
  [
    'listing accounts',
    '/storageAccounts',
    (time) => azure.listBuckets(bySecret, { ...given(time), limit: 20 }),
  ],
  [
    'creating an account',
    '/checkNameAvailability',
    (time) => azure.createBucket(bySecret, { ...given(time), name: 'labseatnever', region: 'westeurope' }),
  ],
  [
    'listing containers',
    '/blobs/',
    (time) =>
      azure.listObjects(bySecret, { ...given(time), bucket: demo.storageAccount, prefix: '', limit: 20 }),
  ],
  [
    'listing blobs',
    '/blobs/labseatstate/labseat-state',
    (time) =>
      azure.listObjects(bySecret, {
        ...given(time),
        bucket: demo.storageAccount,
        prefix: 'labseat-state/',
        limit: 20,
      }),
  ],
]
describe.each(uses)('%s', (_, at, use) => {
  test.each(kinds.map(([kind]) => kind))('says that Azure is in trouble: %s', async (kind) => {
    clouds.trouble({ at, kind })
    const error = await thrownBy(use())
    expect(error.constructor.name).toBe('Unreachable')
    expectNoSecret(error)
  })

  test('ends when it is told to', async () => {
    clouds.trouble({ at, kind: 'slow' })
    const begun = performance.now()
    const error = await thrownBy(use(500))
    expect(error.constructor.name).toBe('Unreachable')
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})
