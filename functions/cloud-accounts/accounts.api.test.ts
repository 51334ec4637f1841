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
import { azureSecret, connects, googleKeyOf, troubled } from '../../testing/cloud-accounts.ts'
import { asPerson, type Person } from '../../testing/people.ts'
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
const creates = (given: object, as: Person = otto, headers = {}) =>
  api('POST', '/v1/cloud-accounts', { name: 'Labs', environment: 'prod', ...given }, as, headers)
const at = (account: { id: string }, path = '') => `/v1/cloud-accounts/${account.id}${path}`
const rotates = (account: CloudAccount, credentials: CloudCredentials, as: Person = otto) =>
  api('PUT', at(account, '/credentials'), { credentials }, as)
const kept = async (id: string) => (await documents.cloudAccount(id).get()).data()
const secretOf = async (id: string) => (await documents.cloudSecret(id).get()).data()
const accountsOf = async (person: Person) =>
  (await documents.cloudAccounts().where('ownerId', '==', person.uid).count().get()).data().count
const failures = async (person: Person) =>
  (await documents.notifications(person.uid).where('kind', '==', 'account-failing').get()).docs.map((one) =>
    one.data(),
  )

describe('an account that is connected', () => {
  test('says what it is, and nothing of its secret', async () => {
    const { status, body, text } = await creates(atAzure())
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
    const stored = JSON.stringify([await kept(body.id), await secretOf(body.id)])
    expect(stored).not.toContain(azure.secret)
    expect(stored).not.toContain(Buffer.from(azure.secret).toString('base64').replace(/=+$/, ''))
    const notices = await documents.notifications(otto.uid).where('kind', '==', 'account-connected').get()
    expect(notices.docs.map((one) => one.id)).toContain(`account-connected_${body.id}`)
  })

  test('tells by its fingerprint whether the secret is another one', async () => {
    const [a, b, c] = await Promise.all([
      connects(otto, sandbox),
      connects(otto, atAzure()),
      connects(otto, atAzure()),
    ])
    expect(b.fingerprint).toBe(c.fingerprint)
    expect(a.fingerprint).not.toBe(b.fingerprint)
  })

  test('is one, however often the same request comes', async () => {
    const olga = await asPerson('Olga', { role: 'operator' })
    const key = { 'idempotency-key': 'one' }
    const answers = await Promise.all([creates(sandbox, olga, key), creates(sandbox, olga, key)])
    answers.push(await creates(sandbox, olga, key))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await accountsOf(olga)).toBe(1)
  })

  test('shows its steps to who waits for it', async () => {
    const checkId = crypto.randomUUID()
    const heard: LiveCheck[] = []
    const stop = documents.liveCheck(otto.uid).onSnapshot((one) => {
      const check = one.data()
      if (check?.checkId === checkId) heard.push(check)
    })
    await creates({ ...atAzure(), checkId })
    const last = await waitUntil('the last step', () =>
      heard.findLast(({ steps }) => steps.length === 4 && steps.every(({ state }) => state !== 'running')),
    )
    stop()
    expect(last.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'format passed',
      'identity passed',
      'permissions passed',
      'regions passed',
    ])
    expect(JSON.stringify(heard)).not.toContain(azure.secret)
  })
})

describe('credentials that are refused', () => {
  test.each([
    ['a wrong secret', { clientSecret: azure.wrongSecret }, 'credentials.clientSecret'],
    ['an expired secret', { clientSecret: azure.expiredSecret }, 'credentials.clientSecret'],
    ['an unknown tenant', { tenantId: azure.unknownTenant }, 'credentials.tenantId'],
    [
      'a subscription that is not theirs',
      { subscriptionId: azure.hiddenSubscription },
      'credentials.subscriptionId',
    ],
  ])('%s: says so at its field, keeps nothing', async (_what, change, path) => {
    const olga = await asPerson('Olga', { role: 'operator' })
    const checkId = crypto.randomUUID()
    const { status, body, text } = await creates({ ...atAzure(change), checkId }, olga)
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
    'a provider that answers with %s is not a refusal, and nothing is kept',
    async (kind) => {
      const olga = await asPerson('Olga', { role: 'operator' })
      await using _trouble = await troubled({ at: '/oauth2/v2.0/token', kind })
      const { status, body, headers, text } = await creates(atAzure(), olga)
      expect({ status, code: body.code }, text).toEqual({ status: 503, code: 'unavailable' })
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await accountsOf(olga)).toBe(0)
    },
  )

  test('a provider that never answers is given up, and nothing is kept', async () => {
    const olga = await asPerson('Olga', { role: 'operator' })
    await using _trouble = await troubled({ at: '/oauth2/v2.0/token', kind: 'slow' })
    const { status, body } = await creates(atAzure(), olga)
    expect(status).toBe(503)
    expect(body.detail).toContain('Azure did not answer within 9 seconds.')
    expect(await accountsOf(olga)).toBe(0)
  }, 30_000)

  test('a key file of 5 MB is not even read', async () => {
    const key = { ...(await googleKeyOf(google.account)), padding: 'x'.repeat(5 * 1024 * 1024) }
    const { status, body } = await creates({ platform: 'gcp', credentials: { kind: 'service-account', key } })
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'too-large' })
  })
})

describe('rotating', () => {
  test('replaces the secret once the new one works, and no sooner', async () => {
    const account = await connects(otto, atAzure())
    const before = await secretOf(account.id)
    const refused = await rotates(account, azureSecret({ clientSecret: azure.wrongSecret }))
    expect(refused.body).toMatchObject({ code: 'credentials-rejected' })
    expect(await secretOf(account.id)).toEqual(before)
    expect(await kept(account.id)).toMatchObject({ works: true, fingerprint: account.fingerprint })

    const { clientSecret: _secret, ...place } = azureSecret()
    const keyless = await rotates(account, { ...place, kind: 'federated' })
    expect(keyless.body, keyless.text).toMatchObject({ state: 'verified', credentialsKind: 'federated' })
    expect(keyless.body.fingerprint).not.toBe(account.fingerprint)
    expect(await secretOf(account.id)).not.toEqual(before)
  })

  test('to another subscription is refused: that is another account', async () => {
    const account = await connects(otto, atAzure())
    const { body } = await rotates(account, azureSecret({ subscriptionId: azure.readOnlySubscription }))
    expect(body).toMatchObject({
      code: 'credentials-rejected',
      detail: expect.stringContaining(azure.subscription),
    })
  })

  test('an account that was deleted meanwhile brings nothing back', async () => {
    const account = await connects(otto, atAzure())
    const [rotated, deleted] = await Promise.all([
      rotates(account, azureSecret()),
      api('DELETE', at(account), undefined, otto),
    ])
    expect(deleted.status).toBe(204)
    expect([200, 404]).toContain(rotated.status)
    expect([await kept(account.id), await secretOf(account.id)]).toEqual([undefined, undefined])
  })
})

describe('an account', () => {
  test('is its owner’s: another operator finds nothing there', async () => {
    const account = await connects(otto, atAzure())
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

  test('is seen and managed by an admin, who does not reach into its storage', async () => {
    const account = await connects(otto, atAzure())
    const { body } = await api<Page<CloudAccount>>('GET', '/v1/cloud-accounts?limit=100', undefined, adam)
    expect(body.items.map(({ id }) => id)).toContain(account.id)
    expect((await api('POST', at(account, '/verify'), {}, adam)).body).toMatchObject({ state: 'verified' })
    expect((await api('GET', at(account, '/buckets'), undefined, adam)).status).toBe(404)
  })

  test('that is disabled is not used until it is enabled again', async () => {
    const account = await connects(otto, atAzure())
    const disabled = await api('PATCH', at(account), { disabled: true }, otto)
    expect(disabled.body).toMatchObject({ state: 'disabled' })
    expect((await api('GET', at(account, '/buckets'), undefined, otto)).body).toMatchObject({
      code: 'account-not-usable',
    })
    await api('PATCH', at(account), { disabled: false, name: 'Named anew', environment: 'uat' }, otto)
    const { body } = await api('GET', at(account), undefined, otto)
    expect(body).toMatchObject({ state: 'verified', name: 'Named anew', environment: 'uat' })
    expect((await api('GET', at(account, '/buckets'), undefined, otto)).status).toBe(200)
  })

  test('with clusters stays; without, its secret goes with it', async () => {
    const account = await connects(otto, atAzure())
    const cluster = db.collection('clusters').doc()
    await cluster.set({ accountId: account.id, ownerId: otto.uid, live: true })
    const refused = await api('DELETE', at(account), undefined, otto)
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 409, code: 'has-clusters' })
    expect(await secretOf(account.id)).toBeDefined()
    await cluster.delete()
    expect((await api('DELETE', at(account), undefined, otto)).status).toBe(204)
    expect([await kept(account.id), await secretOf(account.id)]).toEqual([undefined, undefined])
    expect((await api('DELETE', at(account), undefined, otto)).status).toBe(404)
  })
})

describe('what is kept of the credentials', () => {
  test('opens in no other account', async () => {
    const [mine, olga] = await Promise.all([
      connects(otto, atAzure()),
      asPerson('Olga', { role: 'operator' }),
    ])
    const [hers, other] = await Promise.all([connects(olga, atAzure()), connects(otto, atAzure())])
    for (const account of [hers, other]) {
      await documents.cloudSecret(account.id).set((await secretOf(mine.id))!)
      const as = account === hers ? olga : otto
      const listed = await api('GET', at(account, '/buckets'), undefined, as)
      expect(listed.body).toMatchObject({ code: 'account-not-usable' })
      const { body } = await api('POST', at(account, '/verify'), {}, as)
      expect(body).toMatchObject({ state: 'failing', failure: { step: 'format' } })
    }
  })

  test('is wrapped anew after the key was rotated, without asking anybody', async () => {
    const account = await connects(otto, atAzure())
    const before = (await secretOf(account.id))!
    rotateKeyFile(config.vault.keyFile!)
    await due(account)
    await checkAccount(account.id, now(), 'rewrap', log)
    const after = (await secretOf(account.id))!
    expect(after.ciphertext).toBe(before.ciphertext)
    expect([after.keyVersion, after.wrappedKey]).not.toEqual([before.keyVersion, before.wrappedKey])
    expect((await api('GET', at(account, '/buckets'), undefined, otto)).status).toBe(200)
  })
})

/** As if a day had gone by. */
const due = (account: CloudAccount) =>
  documents
    .cloudAccount(account.id)
    .update(toFields(cloudAccountDocument, { nextCheckAt: new Date(Date.now() - 1000).toISOString() }))

describe('the daily check', () => {
  test('tells the owner once when credentials cease to work, and when they work again says so', async () => {
    const olga = await asPerson('Olga', { role: 'operator' })
    const account = await connects(olga, atAzure())
    const daily = async () => {
      await due(account)
      await sweep(now(), crypto.randomUUID(), log)
      await waitUntil('the check', async () => (await kept(account.id))!.nextCheckAt > now())
      return kept(account.id)
    }
    {
      // Its secret has come to its end.
      await using _trouble = await troubled({ at: '/oauth2/v2.0/token', kind: 'expired-secret' })
      expect(await daily()).toMatchObject({ works: false, failure: { step: 'identity', reason: 'expired' } })
      expect(await daily()).toMatchObject({ works: false })
    }
    const told = await failures(olga)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({
      link: `/cloud-accounts/${account.id}`,
      values: { account: account.name },
    })
    const listed = await api('GET', at(account, '/buckets'), undefined, olga)
    expect(listed.body).toMatchObject({ code: 'account-not-usable' })

    const again = await daily()
    expect(again).toMatchObject({ works: true })
    expect(again).not.toHaveProperty('failure')
  })

  test('changes nothing when the provider does not answer, and asks again in an hour', async () => {
    const account = await connects(otto, atAzure())
    await due(account)
    await using _trouble = await troubled({ at: '/oauth2/v2.0/token', kind: 'unavailable' })
    await checkAccount(account.id, now(), 'silent', log)
    const after = (await kept(account.id))!
    expect(after).toMatchObject({ works: true, checkedAt: account.checkedAt })
    expect(Date.parse(after.nextCheckAt) - Date.now()).toBeGreaterThan(50 * 60_000)
    expect(Date.parse(after.nextCheckAt) - Date.now()).toBeLessThan(70 * 60_000)
  })

  test('leaves alone what is not due, disabled or gone', async () => {
    const account = await connects(otto, atAzure())
    const before = await kept(account.id)
    await checkAccount(account.id, now(), 'early', log)
    expect(await kept(account.id)).toEqual(before)
    await api('PATCH', at(account), { disabled: true }, otto)
    await due(account)
    await checkAccount(account.id, now(), 'disabled', log)
    expect((await kept(account.id))!.checkedAt).toBe(before!.checkedAt)
    await checkAccount('gone', now(), 'gone', log)
  })
})

describe('storage', () => {
  let account: CloudAccount
  beforeAll(async () => {
    account = await connects(otto, atAzure())
  })

  test('is listed, made and looked through', async () => {
    const name = `made${Date.now().toString(36)}`
    const made = await api<Bucket>('POST', at(account, '/buckets'), { name, region: 'westeurope' }, otto)
    expect(made.body, made.text).toMatchObject({ name, publicAccessBlocked: true, versioning: true })
    const { body } = await api<Page<Bucket>>('GET', at(account, '/buckets?limit=100'), undefined, otto)
    expect(body.items.map((one) => one.name)).toEqual(expect.arrayContaining([azure.storageAccount, name]))
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
    expect(activity.docs.map((one) => one.get('details')?.bucket)).toContain(name)
  })

  test('that is not there is not found', async () => {
    const { body } = await api('GET', at(account, '/buckets/nobody-has-this/objects'), undefined, otto)
    expect(body).toMatchObject({ code: 'not-found' })
  })

  test('whose last use was just noted is read without another write', async () => {
    await api('GET', at(account, '/buckets'), undefined, otto)
    const before = (await documents.cloudAccount(account.id).get()).updateTime
    await api('GET', at(account, '/buckets'), undefined, otto)
    expect((await documents.cloudAccount(account.id).get()).updateTime).toEqual(before)
  })
})

test('whoever leaves takes their accounts along; whoever still has clusters stays', async () => {
  const nina = await asPerson('Nina', { role: 'operator' })
  const account = await connects(nina, atAzure())
  const exported = await api('GET', '/v1/me/export', undefined, nina)
  expect(exported.body.cloudAccounts).toMatchObject([
    { path: `cloudAccounts/${account.id}`, name: account.name },
  ])
  expect(exported.text).not.toContain('ciphertext')
  const cluster = db.collection('clusters').doc()
  await cluster.set({ accountId: account.id, ownerId: nina.uid, live: true })
  expect((await api('DELETE', '/v1/me', undefined, nina)).body).toMatchObject({ code: 'has-clusters' })
  await cluster.delete()
  expect((await api('DELETE', '/v1/me', undefined, nina)).status).toBe(204)
  expect([await kept(account.id), await secretOf(account.id)]).toEqual([undefined, undefined])
})

test('whom to trust is told, another external id for each person and role', async () => {
  const olga = await asPerson('Olga', { role: 'operator' })
  const roleArn = 'arn:aws:iam::123456789012:role/labseat'
  const asked = async (query: Record<string, string>, as: Person) =>
    (await api('GET', `/v1/cloud-trust?${new URLSearchParams(query)}`, undefined, as)).body
  const [mine, again, hers, other] = await Promise.all([
    asked({ platform: 'aws', roleArn }, otto),
    asked({ platform: 'aws', roleArn }, otto),
    asked({ platform: 'aws', roleArn }, olga),
    asked({ platform: 'aws', roleArn: `${roleArn}-2` }, otto),
  ])
  expect(mine).toEqual({
    principal: config.aws.role,
    externalId: expect.stringMatching(/^labseat-[0-9a-f]{32}$/),
  })
  expect(again).toEqual(mine)
  expect(new Set([mine, hers, other].map(({ externalId }) => externalId)).size).toBe(3)
  expect(await asked({ platform: 'aws' }, otto)).toMatchObject({ code: 'invalid-input' })
  expect(await asked({ platform: 'azure' }, otto)).toMatchObject({ issuer: 'https://accounts.google.com' })
  expect(await asked({ platform: 'gcp' }, otto)).toEqual({ principal: config.ownServiceAccount!.email })
})
