import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CredentialsOf, cloudCredentials } from '../../../contract/cloud-credentials.ts'
import { neededPermissions } from '../../../domain/cloud-permissions.ts'
import { google as demo, labseat } from '../../../scripts/stack/clouds/demo.ts'
import {
  catchError,
  checkCredentials,
  outagesOf,
  passedSteps,
  startTestClouds,
  withTimeout,
} from '../../../testing/clouds.ts'

const simulated = await startTestClouds()
const { gcp } = await import('./index.ts')
const { clouds, google } = simulated

afterAll(() => simulated.close())
beforeEach(() => {
  clouds.calm()
  clouds.requests.splice(0)
})

type Key = CredentialsOf<'service-account'>
/** The credentials as the form sends an account's key file, with changes. */
const parseKeyFile = (email: string = demo.account, changes: object = {}) =>
  cloudCredentials.parse({ kind: 'service-account', key: { ...google.keyFile(email), ...changes } }) as Key
const byKey = parseKeyFile()
const keyless: CredentialsOf<'impersonation'> = {
  kind: 'impersonation',
  projectId: demo.project,
  serviceAccount: demo.impersonated,
}
type Credentials = Key | typeof keyless

const pem = (type: 'rsa' | 'ec') =>
  (type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  ).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()

const check = (credentials: Credentials, timeoutMs?: number) => checkCredentials(gcp, credentials, timeoutMs)

/** Looks for lines of the key and for tokens in the message, the fields and the cause. */
const expectNoSecret = (error: Error | undefined) => {
  const all = JSON.stringify(error, Object.getOwnPropertyNames(error ?? {})) + String(error?.cause ?? '')
  for (const line of byKey.key.private_key.split('\n').filter((part) => part.length > 30))
    expect(all).not.toContain(line)
  expect(all).not.toMatch(/ya29\.|PRIVATE KEY/)
  expect(error?.message).not.toMatch(/ at |node_modules/)
}

describe('a service account with all permissions', () => {
  test.each<[string, Credentials, string]>([
    ['with its key', byKey, demo.account],
    ['that Labseat may impersonate, without a key', keyless, demo.impersonated],
  ])('passes every step, %s', async (_, credentials, identity) => {
    const { verified, steps } = await check(credentials)
    expect(verified).toEqual({
      identity,
      scope: { id: demo.project, name: 'Labseat labs' },
      missingPermissions: [],
      permissionsKnown: true,
      regions: ['europe-west1', 'europe-west4', 'us-central1', 'us-east1'],
    })
    expect(steps).toEqual(passedSteps)
  })
})

test('an account that may only read passes, and the check lists its missing permissions', async () => {
  const { verified, steps } = await check({ ...keyless, projectId: demo.readOnlyProject })
  expect(verified).toMatchObject({ permissionsKnown: true, regions: [] })
  expect(verified?.missingPermissions).toEqual(
    neededPermissions.gcp.filter(
      (permission) => !/^storage\.(buckets|objects)\.(list|get)$/.test(permission),
    ),
  )
  expect(steps).toContainEqual(expect.stringMatching(/^permissions warned/))
  expect(steps).toContainEqual(expect.stringMatching(/^regions warned .*compute\.regions\.list/))
})

test('a role with only the needed permissions passes, although it does not see the project itself', async () => {
  clouds.trouble({ at: `/v3/projects/${demo.project}`, kind: 'forbidden', times: 1 })
  const { verified } = await check(byKey)
  expect(verified).toMatchObject({ scope: { id: demo.project }, missingPermissions: [] })
})

test('credentials pass when Google does not list their permissions', async () => {
  clouds.trouble({ at: ':testIamPermissions', kind: 'forbidden' })
  const { verified, steps } = await check(byKey)
  expect(verified).toMatchObject({ permissionsKnown: false, missingPermissions: [] })
  expect(steps).toContainEqual(expect.stringMatching(/^permissions warned/))
})

describe('a check rejects', () => {
  type Expected = { step?: string; reason: string; field: string; message: RegExp }
  test.each<[string, () => Credentials, Expected]>([
    [
      'a PEM with something else in it',
      () =>
        parseKeyFile(demo.account, {
          private_key: `-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(30)}\n-----END PRIVATE KEY-----\n`,
        }),
      { step: 'format', reason: 'malformed', field: 'key', message: /cannot be read/ },
    ],
    [
      'a key that is not RSA',
      () => parseKeyFile(demo.account, { private_key: pem('ec') }),
      { step: 'format', reason: 'malformed', field: 'key', message: /cannot be read/ },
    ],
    [
      'a key that the account does not have',
      () => parseKeyFile(demo.account, { private_key: pem('rsa') }),
      { reason: 'wrong-secret', field: 'key', message: /deleted or disabled/ },
    ],
    [
      'the key of another account',
      () => parseKeyFile(demo.account, { private_key: google.keyFile(demo.disabledAccount).private_key }),
      { reason: 'wrong-secret', field: 'key', message: /another account|of another/ },
    ],
    [
      'a disabled account',
      () => parseKeyFile(demo.disabledAccount),
      { reason: 'disabled-identity', field: 'key', message: /is disabled/ },
    ],
    [
      'a deleted account',
      () => parseKeyFile(demo.deletedAccount),
      { reason: 'unknown-identity', field: 'key', message: /may have been deleted/ },
    ],
    [
      'an account that never existed',
      () => parseKeyFile(demo.account, { client_email: 'nobody@labseat-labs.iam.gserviceaccount.com' }),
      { reason: 'unknown-identity', field: 'key', message: /does not know the service account nobody@/ },
    ],
    [
      'a project that the account does not see',
      () => parseKeyFile(demo.account, { project_id: demo.hiddenProject }),
      { reason: 'account-not-visible', field: 'key', message: /does not see the project/ },
    ],
    [
      'a project whose API is not enabled',
      () => ({ ...keyless, projectId: demo.newProject }),
      { reason: 'refused', field: 'projectId', message: /gcloud services enable cloudresourcemanager/ },
    ],
    [
      'an account that Labseat may not impersonate',
      () => ({ ...keyless, serviceAccount: demo.untrusting }),
      {
        reason: 'role-not-trusting',
        field: 'serviceAccount',
        message: new RegExp(`Grant ${labseat.email} the role Service Account Token Creator`),
      },
    ],
    [
      'a project that the impersonated account does not see',
      () => ({ ...keyless, projectId: demo.hiddenProject }),
      { reason: 'account-not-visible', field: 'projectId', message: /does not see the project/ },
    ],
  ])('%s', async (_, credentials, { step = 'identity', reason, field, message }) => {
    const { error } = await check(credentials())
    expect(error).toMatchObject({ step, reason, field })
    expect(error?.constructor.name).toBe('Rejected')
    expect(error?.message).toMatch(message)
    expectNoSecret(error)
  })
})

test('a key that cannot be read causes no request to Google', async () => {
  await check(parseKeyFile(demo.account, { private_key: pem('ec') }))
  expect(clouds.requests).toEqual([])
})

describe('the URLs in a key file receive no request', async () => {
  const receivedRequests: string[] = []
  const server = createServer((request, response) => {
    receivedRequests.push(`${request.method} ${request.url}`)
    response.end('{"access_token":"stolen","expires_in":3600}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  afterAll(() => server.close())
  const urls = {
    token_uri: `${here}/token`,
    auth_uri: `${here}/auth`,
    token_url: `${here}/sts`,
    auth_provider_x509_cert_url: `${here}/certs`,
    client_x509_cert_url: `${here}/cert`,
    service_account_impersonation_url: `${here}/impersonate`,
    credential_source: {
      url: `${here}/source`,
      file: '/etc/passwd',
      executable: { command: `curl ${here}/run` },
    },
    quota_project_id: 'elsewhere',
  }

  test('of a working account, in a check and a use', async () => {
    const credentials = parseKeyFile(demo.account, urls)
    expect(JSON.stringify(credentials)).not.toContain(here)
    const { verified } = await check(credentials)
    expect(verified?.identity).toBe(demo.account)
    await gcp.listBuckets(credentials, { ...withTimeout(), limit: 20 })
    expect(receivedRequests).toEqual([])
  })

  test('when credentials bypass the schema', async () => {
    const { verified } = await check({
      kind: 'service-account',
      key: { ...google.keyFile(demo.account), ...urls },
    } as never)
    expect(verified?.identity).toBe(demo.account)
    expect(receivedRequests).toEqual([])
  })

  test('of a disabled account', async () => {
    await check(parseKeyFile(demo.disabledAccount, urls))
    expect(receivedRequests).toEqual([])
  })
})

const places: [string, string][] = [
  ['the token', '/oauth2.googleapis.com/token'],
  ['the project', '/v3/projects'],
  ['the test of permissions', ':testIamPermissions'],
  ['the list of regions', '/regions'],
]
const outages = outagesOf('Google Cloud')
describe.each(places)('when %s fails', (_, at) => {
  test.each(outages)('%s: the check does not judge the credentials', async (kind, message) => {
    clouds.trouble({ at, kind })
    const { error } = await check(byKey)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(message)
    expectNoSecret(error)
  })

  test('without a response, the check ends when its signal aborts', async () => {
    clouds.trouble({ at, kind: 'slow' })
    const { error } = await check(byKey, 700)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(/in time/)
  })
})

describe('when impersonation fails', () => {
  test.each(outages)('%s: the check does not judge the account', async (kind, message) => {
    clouds.trouble({ at: ':generateAccessToken', kind })
    const { error } = await check(keyless)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(message)
  })

  test("without Labseat's own identity the check says so", async () => {
    clouds.trouble({ at: '/default/token', kind: 'forbidden' })
    // A new copy of the module has no cached token.
    vi.resetModules()
    const { gcp: fresh } = await import('./index.ts')
    const error = await catchError(fresh.verify(keyless, { ...withTimeout(), report: () => {} }))
    expect(error.constructor.name).toBe('Unreachable')
    expect(error.message).toMatch(/own Google identity/)
  })
})

describe('buckets', () => {
  const page = (limit: number, cursor?: string) => gcp.listBuckets(byKey, { ...withTimeout(), limit, cursor })

  test('are found by the start of their name', async () => {
    const { items } = await gcp.listBuckets(byKey, { ...withTimeout(), limit: 20, prefix: 'labseat-labs-p' })
    expect(items.map(({ name }) => name)).toEqual(['labseat-labs-public'])
  })

  test('come in pages, and show their region and their protection', async () => {
    const first = await page(1)
    expect(first.items).toEqual([
      {
        name: 'labseat-labs-public',
        region: 'us',
        createdAt: '2026-01-01T09:00:00.000Z',
        versioning: false,
        encryption: 'Google-managed key',
        publicAccessBlocked: false,
      },
    ])
    const second = await page(1, first.nextCursor)
    expect(second.items).toMatchObject([
      { name: demo.bucket, region: 'europe-west1', versioning: true, publicAccessBlocked: true },
    ])
    expect(second.nextCursor).toBeUndefined()
  })

  test.each<[string, Credentials]>([
    ['with a key', byKey],
    ['without a key', keyless],
  ])('are created without public access and with versioning, %s', async (_, credentials) => {
    const name = `labseat-new-${credentials.kind}`
    const made = await gcp.createBucket(credentials, { ...withTimeout(), name, region: 'europe-west4' })
    expect(made).toMatchObject({ name, region: 'europe-west4', versioning: true, publicAccessBlocked: true })
    const post = clouds.requests.find(
      ({ method, path }) => method === 'POST' && path.includes('/storage/v1/b?'),
    )
    expect(JSON.parse(post?.body ?? '')).toMatchObject({
      versioning: { enabled: true },
      iamConfiguration: { publicAccessPrevention: 'enforced', uniformBucketLevelAccess: { enabled: true } },
    })
  })

  test.each<[string, () => Credentials, string, string, string]>([
    ['with a name that another customer has', () => byKey, demo.takenBucket, 'europe-west1', 'taken'],
    ['with a name that this project has', () => byKey, demo.bucket, 'europe-west1', 'taken'],
    ['in a region that does not exist', () => byKey, 'labseat-moon', 'the moon', 'invalid'],
    [
      'without permission',
      () => ({ ...keyless, projectId: demo.readOnlyProject }),
      'labseat-reader',
      'europe-west1',
      'not-permitted',
    ],
  ])('are not created %s', async (_, credentials, name, region, reason) => {
    const error = await catchError(gcp.createBucket(credentials(), { ...withTimeout(), name, region }))
    expect(error).toMatchObject({ reason })
    expect(error.constructor.name).toBe('Refused')
    expectNoSecret(error)
  })
})

test('every use of credentials that no longer work reports the reason', async () => {
  const error = await catchError(
    gcp.listBuckets(parseKeyFile(demo.disabledAccount), { ...withTimeout(), limit: 20 }),
  )
  expect(error).toMatchObject({ reason: 'disabled-identity' })
  expect(error.constructor.name).toBe('Rejected')
})

describe('the contents of a bucket', () => {
  const listFolder = (prefix: string, limit = 20, cursor?: string) =>
    gcp.listObjects(byKey, { ...withTimeout(), bucket: demo.bucket, prefix, limit, cursor })

  test('appear as folders and objects', async () => {
    expect((await listFolder('')).items).toEqual([
      { name: 'runs/', kind: 'folder' },
      { name: 'readme.txt', kind: 'object', size: 120, updatedAt: '2026-01-02T09:00:00.000Z' },
    ])
    expect((await listFolder('runs/007/')).items).toMatchObject([
      { name: 'runs/007/terraform.tfstate', size: 2_054 },
    ])
  })

  test('come in pages, and each appears once', async () => {
    const names: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await listFolder('runs/', 25, cursor)
      names.push(...items.map(({ name }) => name))
      cursor = nextCursor
    } while (cursor && names.length < 100)
    expect(names).toHaveLength(60)
    expect(new Set(names).size).toBe(60)
  })

  test.each([
    ['a bucket that does not exist', 'no-such-bucket', 'not-found'],
    ['a bucket of another customer', demo.takenBucket, 'not-permitted'],
  ])('are not listed for %s', async (_, bucket, reason) => {
    const error = await catchError(
      gcp.listObjects(byKey, { ...withTimeout(), bucket, prefix: '', limit: 20 }),
    )
    expect(error).toMatchObject({ reason })
    expect(error.constructor.name).toBe('Refused')
  })
})

const uses: [string, string, (timeoutMs?: number) => Promise<unknown>][] = [
  [
    'listing buckets',
    '/storage/v1/b',
    (timeoutMs) => gcp.listBuckets(byKey, { ...withTimeout(timeoutMs), limit: 20 }),
  ],
  [
    'creating a bucket',
    '/storage/v1/b',
    (timeoutMs) =>
      gcp.createBucket(byKey, { ...withTimeout(timeoutMs), name: 'labseat-never', region: 'europe-west1' }),
  ],
  [
    'listing objects',
    `/storage/v1/b/${demo.bucket}/o`,
    (timeoutMs) =>
      gcp.listObjects(byKey, { ...withTimeout(timeoutMs), bucket: demo.bucket, prefix: '', limit: 20 }),
  ],
]
describe.each(uses)('%s', (_, at, use) => {
  test.each(outages.map(([kind]) => kind))('reports an outage of Google: %s', async (kind) => {
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
