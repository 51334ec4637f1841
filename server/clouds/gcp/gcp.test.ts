import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CredentialsOf, cloudCredentials } from '../../../contract/cloud-credentials.ts'
import { neededPermissions } from '../../../domain/cloud-permissions.ts'
import { google as demo, labseat } from '../../../scripts/stack/clouds/demo.ts'
import type { Trouble } from '../../../scripts/stack/clouds/double.ts'
import { cloudsOfMyOwn } from '../../../testing/clouds.ts'

const simulated = await cloudsOfMyOwn()
const { gcp } = await import('./index.ts')
const { clouds, google } = simulated

afterAll(() => simulated.close())
beforeEach(() => {
  clouds.calm()
  clouds.requests.splice(0)
})

type Key = CredentialsOf<'service-account'>
/** As the form sends the file of an account, with changes. */
const sent = (email: string = demo.account, changes: object = {}) =>
  cloudCredentials.parse({ kind: 'service-account', key: { ...google.keyFile(email), ...changes } }) as Key
const byKey = sent()
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

/** What a check comes to, and what it says on its way. */
const check = async (credentials: Credentials, milliseconds = 15_000) => {
  const said: string[] = []
  const begun = performance.now()
  const outcome = await gcp
    .verify(credentials, {
      signal: AbortSignal.timeout(milliseconds),
      report: (step, state, detail) =>
        said.push([step, state, ...(state === 'warned' ? [detail] : [])].join(' ')),
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

/** Not in its message, its fields or what caused it: no line of a key, and no token. */
const expectNoSecret = (error: Error | undefined) => {
  const all = JSON.stringify(error, Object.getOwnPropertyNames(error ?? {})) + String(error?.cause ?? '')
  for (const line of byKey.key.private_key.split('\n').filter((part) => part.length > 30))
    expect(all).not.toContain(line)
  expect(all).not.toMatch(/ya29\.|PRIVATE KEY/)
  expect(error?.message).not.toMatch(/ at |node_modules/)
}

describe('a service account that may do all', () => {
  test.each<[string, Credentials, string]>([
    ['by its key', byKey, demo.account],
    ['by letting Labseat act as it, without a key', keyless, demo.impersonated],
  ])('is verified step by step %s', async (_, credentials, identity) => {
    const { verified, said } = await check(credentials)
    expect(verified).toEqual({
      identity,
      scope: { id: demo.project, name: 'Labseat labs' },
      missingPermissions: [],
      permissionsKnown: true,
      regions: ['europe-west1', 'europe-west4', 'us-central1', 'us-east1'],
    })
    expect(said).toEqual(
      ['format', 'identity', 'permissions', 'regions'].flatMap((step) => [
        `${step} running`,
        `${step} passed`,
      ]),
    )
  })
})

test('an account that may only look is verified, and what it lacks is named', async () => {
  const { verified, said } = await check({ ...keyless, projectId: demo.readOnlyProject })
  expect(verified).toMatchObject({ permissionsKnown: true, regions: [] })
  expect(verified?.missingPermissions).toEqual(
    neededPermissions.gcp.filter((one) => !/^storage\.(buckets|objects)\.(list|get)$/.test(one)),
  )
  expect(said).toContainEqual(expect.stringMatching(/^permissions warned/))
  expect(said).toContainEqual(expect.stringMatching(/^regions warned .*compute\.regions\.list/))
})

test('a role of what is needed does not see the project itself, and is enough', async () => {
  clouds.trouble({ at: `/v3/projects/${demo.project}`, kind: 'forbidden', times: 1 })
  const { verified } = await check(byKey)
  expect(verified).toMatchObject({ scope: { id: demo.project }, missingPermissions: [] })
})

test('where Google does not say what may be done, that is not held against the credentials', async () => {
  clouds.trouble({ at: ':testIamPermissions', kind: 'forbidden' })
  const { verified, said } = await check(byKey)
  expect(verified).toMatchObject({ permissionsKnown: false, missingPermissions: [] })
  expect(said).toContainEqual(expect.stringMatching(/^permissions warned/))
})

describe('refused, by name', () => {
  type Expected = { step?: string; reason: string; field: string; message: RegExp }
  test.each<[string, () => Credentials, Expected]>([
    [
      'a PEM with something else in it',
      () =>
        sent(demo.account, {
          private_key: `-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(30)}\n-----END PRIVATE KEY-----\n`,
        }),
      { step: 'format', reason: 'malformed', field: 'key', message: /cannot be read/ },
    ],
    [
      'a key that is not RSA',
      () => sent(demo.account, { private_key: pem('ec') }),
      { step: 'format', reason: 'malformed', field: 'key', message: /cannot be read/ },
    ],
    [
      'a key that the account does not have (any more)',
      () => sent(demo.account, { private_key: pem('rsa') }),
      { reason: 'wrong-secret', field: 'key', message: /deleted or disabled/ },
    ],
    [
      'the key of another account',
      () => sent(demo.account, { private_key: google.keyFile(demo.disabledAccount).private_key }),
      { reason: 'wrong-secret', field: 'key', message: /another account|of another/ },
    ],
    [
      'a disabled account',
      () => sent(demo.disabledAccount),
      { reason: 'disabled-identity', field: 'key', message: /is disabled/ },
    ],
    [
      'a deleted account',
      () => sent(demo.deletedAccount),
      { reason: 'unknown-identity', field: 'key', message: /may have been deleted/ },
    ],
    [
      'an account that never was',
      () => sent(demo.account, { client_email: 'nobody@labseat-labs.iam.gserviceaccount.com' }),
      { reason: 'unknown-identity', field: 'key', message: /knows no service account nobody@/ },
    ],
    [
      'a project that the account does not see',
      () => sent(demo.account, { project_id: demo.hiddenProject }),
      { reason: 'account-not-visible', field: 'key', message: /sees no project/ },
    ],
    [
      'a project whose API is not enabled',
      () => ({ ...keyless, projectId: demo.newProject }),
      { reason: 'refused', field: 'projectId', message: /gcloud services enable cloudresourcemanager/ },
    ],
    [
      'an account that does not let Labseat act as it',
      () => ({ ...keyless, serviceAccount: demo.untrusting }),
      {
        reason: 'role-not-trusting',
        field: 'serviceAccount',
        message: new RegExp(`Grant ${labseat.email} the role Service Account Token Creator`),
      },
    ],
    [
      'a project that the account to act as does not see',
      () => ({ ...keyless, projectId: demo.hiddenProject }),
      { reason: 'account-not-visible', field: 'projectId', message: /sees no project/ },
    ],
  ])('%s', async (_, credentials, { step = 'identity', reason, field, message }) => {
    const { error } = await check(credentials())
    expect(error).toMatchObject({ step, reason, field })
    expect(error?.constructor.name).toBe('Rejected')
    expect(error?.message).toMatch(message)
    expectNoSecret(error)
  })
})

test('nothing is asked of Google for a key that cannot be read', async () => {
  await check(sent(demo.account, { private_key: pem('ec') }))
  expect(clouds.requests).toEqual([])
})

describe('addresses in a key file lead nowhere', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
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

  test('of one that works: it is verified and used without asking there', async () => {
    const credentials = sent(demo.account, urls)
    expect(JSON.stringify(credentials)).not.toContain(here)
    const { verified } = await check(credentials)
    expect(verified?.identity).toBe(demo.account)
    await gcp.listBuckets(credentials, { ...given(), limit: 20 })
    expect(asked).toEqual([])
  })

  test('even where the schema is passed by', async () => {
    const { verified } = await check({
      kind: 'service-account',
      key: { ...google.keyFile(demo.account), ...urls },
    } as never)
    expect(verified?.identity).toBe(demo.account)
    expect(asked).toEqual([])
  })

  test('of one that is refused', async () => {
    await check(sent(demo.disabledAccount, urls))
    expect(asked).toEqual([])
  })
})

const places: [string, string][] = [
  ['the token', '/oauth2.googleapis.com/token'],
  ['the project', '/v3/projects'],
  ['the test of permissions', ':testIamPermissions'],
  ['the list of regions', '/regions'],
]
const kinds: [Trouble['kind'], RegExp][] = [
  ['throttled', /throttling/],
  ['unavailable', /has a problem \(503\)/],
  ['html', /did not come from Google Cloud/],
  ['broken-json', /did not come from Google Cloud/],
  ['reset', /could not be reached/],
]
describe.each(places)('when %s fails', (_, at) => {
  test.each(kinds)('%s: nothing is said of the credentials', async (kind, message) => {
    clouds.trouble({ at, kind })
    const { error, took } = await check(byKey)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(message)
    expect(took).toBeLessThan(10_000)
    expectNoSecret(error)
  })

  test('by never answering, the check ends when it is told to', async () => {
    clouds.trouble({ at, kind: 'slow' })
    const { error, took } = await check(byKey, 700)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(/in time/)
    expect(took).toBeLessThan(10_000)
  })
})

describe('when acting as an account fails', () => {
  test.each(kinds)('%s: the account is not blamed', async (kind, message) => {
    clouds.trouble({ at: ':generateAccessToken', kind })
    const { error } = await check(keyless)
    expect(error?.constructor.name).toBe('Unreachable')
    expect(error?.message).toMatch(message)
  })

  test("without Labseat's own identity, it says so", async () => {
    clouds.trouble({ at: '/default/token', kind: 'forbidden' })
    // One that has no token yet.
    vi.resetModules()
    const { gcp: fresh } = await import('./index.ts')
    const error = await thrownBy(fresh.verify(keyless, { ...given(), report: () => {} }))
    expect(error.constructor.name).toBe('Unreachable')
    expect(error.message).toMatch(/own Google identity/)
  })
})

describe('buckets', () => {
  const page = (limit: number, cursor?: string) => gcp.listBuckets(byKey, { ...given(), limit, cursor })

  test('are listed a page at a time, and say how they are kept', async () => {
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
    ['by key', byKey],
    ['without a key', keyless],
  ])('are created private, and with versions, %s', async (_, credentials) => {
    const name = `labseat-new-${credentials.kind}`
    const made = await gcp.createBucket(credentials, { ...given(), name, region: 'europe-west4' })
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
    ['whose name is taken by somebody', () => byKey, demo.takenBucket, 'europe-west1', 'taken'],
    ['whose name is taken by oneself', () => byKey, demo.bucket, 'europe-west1', 'taken'],
    ['in a region that is none', () => byKey, 'labseat-moon', 'the moon', 'invalid'],
    [
      'without permission',
      () => ({ ...keyless, projectId: demo.readOnlyProject }),
      'labseat-reader',
      'europe-west1',
      'not-permitted',
    ],
  ])('are not created %s', async (_, credentials, name, region, reason) => {
    const error = await thrownBy(gcp.createBucket(credentials(), { ...given(), name, region }))
    expect(error).toMatchObject({ reason })
    expect(error.constructor.name).toBe('Refused')
    expectNoSecret(error)
  })
})

test('credentials that stopped working say so wherever they are used', async () => {
  const error = await thrownBy(gcp.listBuckets(sent(demo.disabledAccount), { ...given(), limit: 20 }))
  expect(error).toMatchObject({ reason: 'disabled-identity' })
  expect(error.constructor.name).toBe('Rejected')
})

describe('what lies in a bucket', () => {
  const look = (prefix: string, limit = 20, cursor?: string) =>
    gcp.listObjects(byKey, { ...given(), bucket: demo.bucket, prefix, limit, cursor })

  test('is shown by folders and objects', async () => {
    expect((await look('')).items).toEqual([
      { name: 'runs/', kind: 'folder' },
      { name: 'readme.txt', kind: 'object', size: 120, updatedAt: '2026-01-02T09:00:00.000Z' },
    ])
    expect((await look('runs/007/')).items).toMatchObject([
      { name: 'runs/007/terraform.tfstate', size: 2_054 },
    ])
  })

  test('comes page by page, each once', async () => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await look('runs/', 25, cursor)
      found.push(...items.map(({ name }) => name))
      cursor = nextCursor
    } while (cursor && found.length < 100)
    expect(found).toHaveLength(60)
    expect(new Set(found).size).toBe(60)
  })

  test.each([
    ['a bucket that is nowhere', 'no-such-bucket', 'not-found'],
    ['a bucket of somebody else', demo.takenBucket, 'not-permitted'],
  ])('is not shown of %s', async (_, bucket, reason) => {
    const error = await thrownBy(gcp.listObjects(byKey, { ...given(), bucket, prefix: '', limit: 20 }))
    expect(error).toMatchObject({ reason })
    expect(error.constructor.name).toBe('Refused')
  })
})

const uses: [string, string, (milliseconds?: number) => Promise<unknown>][] = [
  ['listing buckets', '/storage/v1/b', (time) => gcp.listBuckets(byKey, { ...given(time), limit: 20 })],
  [
    'creating a bucket',
    '/storage/v1/b',
    (time) => gcp.createBucket(byKey, { ...given(time), name: 'labseat-never', region: 'europe-west1' }),
  ],
  [
    'listing objects',
    `/storage/v1/b/${demo.bucket}/o`,
    (time) => gcp.listObjects(byKey, { ...given(time), bucket: demo.bucket, prefix: '', limit: 20 }),
  ],
]
describe.each(uses)('%s', (_, at, use) => {
  test.each(kinds.map(([kind]) => kind))('says that Google is in trouble: %s', async (kind) => {
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
