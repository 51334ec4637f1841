import { beforeAll, describe, expect, test } from 'vitest'
import type { Bucket, BucketObject, CloudAccount, LiveCheck } from '../../contract/cloud-accounts.ts'
import { cloudAccountDocument } from '../../contract/cloud-accounts.ts'
import type { CloudCredentials } from '../../contract/cloud-credentials.ts'
import { checkAccount } from '../../pubsub/cloud-accounts/check.ts'
import { sweep } from '../../pubsub/sweep/run.ts'
import { azure, google } from '../../scripts/stack/clouds/demo.ts'
import { config } from '../../server/config.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { createLogger } from '../../server/log.ts'
import { rotateKeyFile } from '../../server/vault-file.ts'
import { api } from '../../testing/api.ts'
import { azureSecret, connectAccount, googleKeyOf, withTrouble } from '../../testing/cloud-accounts.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntil } from '../../testing/wait-until.ts'

type Page<T> = { items: T[]; nextCursor?: string }
const log = createLogger()
const now = () => new Date().toISOString()
const sandbox = { platform: 'sandbox', credentials: { kind: 'none' } } as const
const atAzure = (change: Parameters<typeof azureSecret>[0] = {}) =>
  ({ platform: 'azure', credentials: azureSecret(change) }) as const

let otto: Person
let adam: Person
beforeAll(async () => {
  ;[otto, adam] = await Promise.all([
    asPerson('Otto', { role: 'operator' }),
    asPerson('Adam', { role: 'admin' }),
  ])
})
const createAccount = (input: object, as: Person = otto, headers = {}) =>
  api('POST', '/v1/cloud-accounts', { name: 'Labs', environment: 'prod', ...input }, as, headers)
const at = (account: { id: string }, path = '') => `/v1/cloud-accounts/${account.id}${path}`
const rotateCredentials = (account: CloudAccount, credentials: CloudCredentials, as: Person = otto) =>
  api('PUT', at(account, '/credentials'), { credentials }, as)
const readAccount = async (id: string) => (await documents.cloudAccount(id).get()).data()
const readSecret = async (id: string) => (await documents.cloudSecret(id).get()).data()
const accountsOf = async (person: Person) =>
  (await documents.cloudAccounts().where('ownerId', '==', person.uid).count().get()).data().count
const readFailureNotices = async (person: Person) =>
  (await documents.notifications(person.uid).where('kind', '==', 'account-failing').get()).docs.map((doc) =>
    doc.data(),
  )

describe('a new account', () => {
  test('is returned without its secret', async () => {
    const { status, body, text } = await createAccount(atAzure())
    expect(status, text).toBe(201)
    expect(body).toMatchObject({
      name: 'Labs',
      platform: 'azure',
      environment: 'prod',
      state: 'verified',
      credentialsKind: 'client-secret',
      scope: { id: azure.subscription },
      fingerprint: expect.stringMatching(/^([0-9a-f]{4} ?){4}$/),
      missingPermissions: [],
      permissionsKnown: true,
      regions: expect.arrayContaining(['westeurope']),
    })
    expect(text).not.toContain(azure.secret)
    const stored = JSON.stringify([await readAccount(body.id), await readSecret(body.id)])
    expect(stored).not.toContain(azure.secret)
    expect(stored).not.toContain(Buffer.from(azure.secret).toString('base64').replace(/=+$/, ''))
    const notices = await documents.notifications(otto.uid).where('kind', '==', 'account-connected').get()
    expect(notices.docs.map((item) => item.id)).toContain(`account-connected_${body.id}`)
  })

  test('has the same fingerprint for the same secret', async () => {
    const [a, b, c] = await Promise.all([
      connectAccount(otto, sandbox),
      connectAccount(otto, atAzure()),
      connectAccount(otto, atAzure()),
    ])
    expect(b.fingerprint).toBe(c.fingerprint)
    expect(a.fingerprint).not.toBe(b.fingerprint)
  })

  test('is created once for requests with the same key', async () => {
    const olga = await asPerson('Olga', { role: 'operator' })
    const key = { 'idempotency-key': 'a-key' }
    const answers = await Promise.all([createAccount(sandbox, olga, key), createAccount(sandbox, olga, key)])
    answers.push(await createAccount(sandbox, olga, key))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await accountsOf(olga)).toBe(1)
  })

  test('shows the steps of its check while the person waits', async () => {
    const checkId = crypto.randomUUID()
    const checks: LiveCheck[] = []
    const stop = documents.liveCheck(otto.uid).onSnapshot((item) => {
      const check = item.data()
      if (check?.checkId === checkId) checks.push(check)
    })
    await createAccount({ ...atAzure(), checkId })
    const last = await waitUntil('the last step', () =>
      checks.findLast(({ steps }) => steps.length === 4 && steps.every(({ state }) => state !== 'running')),
    )
    stop()
    expect(last.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'format passed',
      'identity passed',
      'permissions passed',
      'regions passed',
    ])
    expect(JSON.stringify(checks)).not.toContain(azure.secret)
  })
})

describe('rejected credentials', () => {
  test.each([
    ['a wrong secret', { clientSecret: azure.wrongSecret }, 'credentials.clientSecret'],
    ['an expired secret', { clientSecret: azure.expiredSecret }, 'credentials.clientSecret'],
    ['an unknown tenant', { tenantId: azure.unknownTenant }, 'credentials.tenantId'],
    [
      'a subscription of another customer',
      { subscriptionId: azure.hiddenSubscription },
      'credentials.subscriptionId',
    ],
  ])('%s: the response names the field, and nothing is stored', async (_name, change, path) => {
    const olga = await asPerson('Olga', { role: 'operator' })
    const checkId = crypto.randomUUID()
    const { status, body, text } = await createAccount({ ...atAzure(change), checkId }, olga)
    expect({ status, code: body.code }, text).toEqual({ status: 422, code: 'credentials-rejected' })
    expect(body.fields).toEqual([{ path, message: expect.any(String) }])
    expect(body.detail).toContain('Nothing was saved.')
    expect(await accountsOf(olga)).toBe(0)
    const shown = (await documents.liveCheck(olga.uid).get()).data()
    expect(shown).toMatchObject({
      checkId,
      steps: expect.arrayContaining([expect.objectContaining({ state: 'failed' })]),
    })
    expect(text + JSON.stringify(shown)).not.toContain('demo8Q~')
  })

  test.each(['html', 'unavailable', 'broken-json', 'reset'] as const)(
    'a provider that responds with %s does not reject the credentials, and nothing is stored',
    async (kind) => {
      const olga = await asPerson('Olga', { role: 'operator' })
      await using _trouble = await withTrouble({ at: '/oauth2/v2.0/token', kind })
      const { status, body, headers, text } = await createAccount(atAzure(), olga)
      expect({ status, code: body.code }, text).toEqual({ status: 503, code: 'unavailable' })
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await accountsOf(olga)).toBe(0)
    },
  )

  test('a provider that does not respond in time makes the request fail, and nothing is stored', async () => {
    const olga = await asPerson('Olga', { role: 'operator' })
    await using _trouble = await withTrouble({ at: '/oauth2/v2.0/token', kind: 'slow' })
    const { status, body } = await createAccount(atAzure(), olga)
    expect(status).toBe(503)
    expect(body.detail).toContain('Azure did not respond within 9 seconds.')
    expect(await accountsOf(olga)).toBe(0)
  }, 30_000)

  test('a key file of 5 MB is refused unread', async () => {
    const key = { ...(await googleKeyOf(google.account)), padding: 'x'.repeat(5 * 1024 * 1024) }
    const { status, body } = await createAccount({
      platform: 'gcp',
      credentials: { kind: 'service-account', key },
    })
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'too-large' })
  })
})

describe('a rotation', () => {
  test('replaces the secret only if the new one works', async () => {
    const account = await connectAccount(otto, atAzure())
    const storedBefore = await readSecret(account.id)
    const refused = await rotateCredentials(account, azureSecret({ clientSecret: azure.wrongSecret }))
    expect(refused.body).toMatchObject({ code: 'credentials-rejected' })
    expect(await readSecret(account.id)).toEqual(storedBefore)
    expect(await readAccount(account.id)).toMatchObject({ works: true, fingerprint: account.fingerprint })

    const { clientSecret: _secret, ...place } = azureSecret()
    const keyless = await rotateCredentials(account, { ...place, kind: 'federated' })
    expect(keyless.body, keyless.text).toMatchObject({ state: 'verified', credentialsKind: 'federated' })
    expect(keyless.body.fingerprint).not.toBe(account.fingerprint)
    expect(await readSecret(account.id)).not.toEqual(storedBefore)
  })

  test('to another subscription is rejected', async () => {
    const account = await connectAccount(otto, atAzure())
    const { body } = await rotateCredentials(
      account,
      azureSecret({ subscriptionId: azure.readOnlySubscription }),
    )
    expect(body).toMatchObject({
      code: 'credentials-rejected',
      detail: expect.stringContaining(azure.subscription),
    })
  })

  test('does not restore an account that is deleted at the same time', async () => {
    const account = await connectAccount(otto, atAzure())
    const [rotated, deleted] = await Promise.all([
      rotateCredentials(account, azureSecret()),
      api('DELETE', at(account), undefined, otto),
    ])
    expect(deleted.status).toBe(204)
    expect([200, 404]).toContain(rotated.status)
    expect([await readAccount(account.id), await readSecret(account.id)]).toEqual([undefined, undefined])
  })
})

describe('an account', () => {
  test('is not found by another operator', async () => {
    const account = await connectAccount(otto, atAzure())
    const olga = await asPerson('Olga', { role: 'operator' })
    const calls: [string, string, unknown?][] = [
      ['GET', ''],
      ['PATCH', '', { name: 'Mine' }],
      ['POST', '/verify', {}],
      ['PUT', '/credentials', { credentials: azureSecret() }],
      ['DELETE', ''],
      ['GET', '/buckets'],
      ['POST', '/buckets', { name: 'mine123', region: 'westeurope' }],
      ['GET', `/buckets/${azure.storageAccount}/objects`],
    ]
    for (const [method, path, body] of calls) {
      const answer = await api(method, at(account, path), body, olga)
      expect(answer.body, `${method} ${path}`).toMatchObject({ code: 'not-found' })
    }
    const { body } = await api<Page<CloudAccount>>('GET', '/v1/cloud-accounts', undefined, olga)
    expect(body.items).toEqual([])
  })

  test('can be managed by an admin, but its storage cannot be read', async () => {
    const account = await connectAccount(otto, atAzure())
    const { body } = await api<Page<CloudAccount>>('GET', '/v1/cloud-accounts?limit=100', undefined, adam)
    expect(body.items.map(({ id }) => id)).toContain(account.id)
    expect((await api('POST', at(account, '/verify'), {}, adam)).body).toMatchObject({ state: 'verified' })
    expect((await api('GET', at(account, '/buckets'), undefined, adam)).status).toBe(404)
  })

  test('that is disabled cannot be used until it is enabled', async () => {
    const account = await connectAccount(otto, atAzure())
    const disabled = await api('PATCH', at(account), { disabled: true }, otto)
    expect(disabled.body).toMatchObject({ state: 'disabled' })
    expect((await api('GET', at(account, '/buckets'), undefined, otto)).body).toMatchObject({
      code: 'account-not-usable',
    })
    await api('PATCH', at(account), { disabled: false, name: 'New name', environment: 'uat' }, otto)
    const { body } = await api('GET', at(account), undefined, otto)
    expect(body).toMatchObject({ state: 'verified', name: 'New name', environment: 'uat' })
    expect((await api('GET', at(account, '/buckets'), undefined, otto)).status).toBe(200)
  })

  test('cannot be deleted while it has clusters, and takes its secret along afterwards', async () => {
    const account = await connectAccount(otto, atAzure())
    const { clusterId } = await storeCluster(otto, account)
    const refused = await api('DELETE', at(account), undefined, otto)
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 409, code: 'has-clusters' })
    expect(await readSecret(account.id)).toBeDefined()
    await documents.cluster(clusterId).delete()
    expect((await api('DELETE', at(account), undefined, otto)).status).toBe(204)
    expect([await readAccount(account.id), await readSecret(account.id)]).toEqual([undefined, undefined])
    expect((await api('DELETE', at(account), undefined, otto)).status).toBe(404)
  })
})

describe('the stored secret', () => {
  test('cannot be decrypted for another account', async () => {
    const [mine, olga] = await Promise.all([
      connectAccount(otto, atAzure()),
      asPerson('Olga', { role: 'operator' }),
    ])
    const [hers, other] = await Promise.all([
      connectAccount(olga, atAzure()),
      connectAccount(otto, atAzure()),
    ])
    for (const account of [hers, other]) {
      await documents.cloudSecret(account.id).set((await readSecret(mine.id))!)
      const as = account === hers ? olga : otto
      const listed = await api('GET', at(account, '/buckets'), undefined, as)
      expect(listed.body).toMatchObject({ code: 'account-not-usable' })
      const { body } = await api('POST', at(account, '/verify'), {}, as)
      expect(body).toMatchObject({ state: 'failing', failure: { step: 'format' } })
    }
  })

  test('is wrapped with the new key at the next check after the key was rotated', async () => {
    const account = await connectAccount(otto, atAzure())
    const storedBefore = (await readSecret(account.id))!
    rotateKeyFile(config.vault.keyFile!)
    await makeDue(account)
    await checkAccount(account.id, now(), 'rewrap', log)
    const storedAfter = (await readSecret(account.id))!
    expect(storedAfter.ciphertext).toBe(storedBefore.ciphertext)
    expect([storedAfter.keyVersion, storedAfter.wrappedKey]).not.toEqual([
      storedBefore.keyVersion,
      storedBefore.wrappedKey,
    ])
    expect((await api('GET', at(account, '/buckets'), undefined, otto)).status).toBe(200)
  })
})

/** Makes the daily check of the account due. */
const makeDue = (account: CloudAccount) =>
  documents
    .cloudAccount(account.id)
    .update(toFields(cloudAccountDocument, { nextCheckAt: new Date(Date.now() - 1000).toISOString() }))

describe('the daily check', () => {
  test('sends one notice when credentials stop working, and shows when they work again', async () => {
    const olga = await asPerson('Olga', { role: 'operator' })
    const account = await connectAccount(olga, atAzure())
    const runDailyCheck = async () => {
      await makeDue(account)
      await sweep(now(), crypto.randomUUID(), log)
      await waitUntil('the check', async () => (await readAccount(account.id))!.nextCheckAt > now())
      return readAccount(account.id)
    }
    {
      await using _trouble = await withTrouble({ at: '/oauth2/v2.0/token', kind: 'expired-secret' })
      expect(await runDailyCheck()).toMatchObject({
        works: false,
        failure: { step: 'identity', reason: 'expired' },
      })
      expect(await runDailyCheck()).toMatchObject({ works: false })
    }
    const notices = await readFailureNotices(olga)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      link: `/cloud-accounts/${account.id}`,
      values: { account: account.name },
    })
    const listed = await api('GET', at(account, '/buckets'), undefined, olga)
    expect(listed.body).toMatchObject({ code: 'account-not-usable' })

    const recovered = await runDailyCheck()
    expect(recovered).toMatchObject({ works: true })
    expect(recovered).not.toHaveProperty('failure')
  })

  test('changes nothing when the provider does not respond, and repeats the check after an hour', async () => {
    const account = await connectAccount(otto, atAzure())
    await makeDue(account)
    await using _trouble = await withTrouble({ at: '/oauth2/v2.0/token', kind: 'unavailable' })
    await checkAccount(account.id, now(), 'silent', log)
    const storedAfter = (await readAccount(account.id))!
    expect(storedAfter).toMatchObject({ works: true, checkedAt: account.checkedAt })
    expect(Date.parse(storedAfter.nextCheckAt) - Date.now()).toBeGreaterThan(50 * 60_000)
    expect(Date.parse(storedAfter.nextCheckAt) - Date.now()).toBeLessThan(70 * 60_000)
  })

  test('skips an account that is not due, disabled or deleted', async () => {
    const account = await connectAccount(otto, atAzure())
    const storedBefore = await readAccount(account.id)
    await checkAccount(account.id, now(), 'early', log)
    expect(await readAccount(account.id)).toEqual(storedBefore)
    await api('PATCH', at(account), { disabled: true }, otto)
    await makeDue(account)
    await checkAccount(account.id, now(), 'disabled', log)
    expect((await readAccount(account.id))!.checkedAt).toBe(storedBefore!.checkedAt)
    await checkAccount('gone', now(), 'gone', log)
  })
})

describe('storage', () => {
  let account: CloudAccount
  beforeAll(async () => {
    account = await connectAccount(otto, atAzure())
  })

  test('can be created, listed and browsed', async () => {
    const name = `made${Date.now().toString(36)}`
    const created = await api<Bucket>('POST', at(account, '/buckets'), { name, region: 'westeurope' }, otto)
    expect(created.body, created.text).toMatchObject({ name, publicAccessBlocked: true, versioning: true })
    const { body } = await api<Page<Bucket>>('GET', at(account, '/buckets?limit=100'), undefined, otto)
    expect(body.items.map((item) => item.name)).toEqual(expect.arrayContaining([azure.storageAccount, name]))
    const inside = await api<Page<BucketObject>>(
      'GET',
      at(account, `/buckets/${azure.storageAccount}/objects`),
      undefined,
      otto,
    )
    expect(inside.body.items).toContainEqual(
      expect.objectContaining({ kind: 'folder', name: `${azure.container}/` }),
    )
    const activity = await db.collection('activity').where('thing', '==', `cloudAccounts/${account.id}`).get()
    expect(activity.docs.map((item) => item.get('details')?.bucket)).toContain(name)
  })

  test('without the bucket is not found', async () => {
    const { body } = await api('GET', at(account, '/buckets/nobody-has-this/objects'), undefined, otto)
    expect(body).toMatchObject({ code: 'not-found' })
  })

  test('is read without a write when the last use was stored a moment ago', async () => {
    await api('GET', at(account, '/buckets'), undefined, otto)
    const storedBefore = (await documents.cloudAccount(account.id).get()).updateTime
    await api('GET', at(account, '/buckets'), undefined, otto)
    expect((await documents.cloudAccount(account.id).get()).updateTime).toEqual(storedBefore)
  })
})

test('a person who leaves takes their accounts along, but cannot leave while they have clusters', async () => {
  const nina = await asPerson('Nina', { role: 'operator' })
  const account = await connectAccount(nina, atAzure())
  const exported = await api('GET', '/v1/me/export', undefined, nina)
  expect(exported.body.cloudAccounts).toMatchObject([
    { path: `cloudAccounts/${account.id}`, name: account.name },
  ])
  expect(exported.text).not.toContain('ciphertext')
  const { clusterId } = await storeCluster(nina, account)
  expect((await api('DELETE', '/v1/me', undefined, nina)).body).toMatchObject({ code: 'has-clusters' })
  await documents.cluster(clusterId).delete()
  expect((await api('DELETE', '/v1/me', undefined, nina)).status).toBe(204)
  expect([await readAccount(account.id), await readSecret(account.id)]).toEqual([undefined, undefined])
})

test('each person and role gets its own external id to trust', async () => {
  const olga = await asPerson('Olga', { role: 'operator' })
  const roleArn = 'arn:aws:iam::123456789012:role/labseat'
  const getTrust = async (query: Record<string, string>, as: Person) =>
    (await api('GET', `/v1/cloud-trust?${new URLSearchParams(query)}`, undefined, as)).body
  const [mine, repeated, hers, other] = await Promise.all([
    getTrust({ platform: 'aws', roleArn }, otto),
    getTrust({ platform: 'aws', roleArn }, otto),
    getTrust({ platform: 'aws', roleArn }, olga),
    getTrust({ platform: 'aws', roleArn: `${roleArn}-2` }, otto),
  ])
  expect(mine).toEqual({
    principal: config.aws.role,
    externalId: expect.stringMatching(/^labseat-[0-9a-f]{32}$/),
  })
  expect(repeated).toEqual(mine)
  expect(new Set([mine, hers, other].map(({ externalId }) => externalId)).size).toBe(3)
  expect(await getTrust({ platform: 'aws' }, otto)).toMatchObject({ code: 'invalid-input' })
  expect(await getTrust({ platform: 'azure' }, otto)).toMatchObject({ issuer: 'https://accounts.google.com' })
  expect(await getTrust({ platform: 'gcp' }, otto)).toEqual({ principal: config.ownServiceAccount!.email })
})
