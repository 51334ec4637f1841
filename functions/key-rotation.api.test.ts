import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { describe, expect, test } from 'vitest'
import type { Event } from '../contract/events.ts'
import { trustPolicy } from '../domain/cloud-permissions.ts'
import { awsKeys, customerRole } from '../scripts/stack/aws-demo.ts'
import { startLiveCheck } from '../server/cloud-accounts/live-check.ts'
import { externalIdIn, openCredentials, withExternalIds } from '../server/cloud-accounts/secrets.ts'
import { verifyCandidates } from '../server/cloud-accounts/verification.ts'
import { db, documents } from '../server/documents.ts'
import { createLogger } from '../server/log.ts'
import { createUnsubscribeToken } from '../server/notify/mail-token.ts'
import { type As, api } from '../testing/api.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { runnerOf, storeClaim, storeRun } from '../testing/clusters-runner.ts'
import { workshop } from '../testing/events.ts'
import { asPerson, tokenOf, unique } from '../testing/people.ts'
import { runnerSecrets } from '../testing/runner-clusters.ts'
import { newKey, oldKey, serveFunction, withKeys } from '../testing/serve-function.ts'
import { readSignedPage } from './cloud-accounts/_cursor.ts'

// The stack is an instance from before the rotation. Functions in this process are instances from after it.
const afterRotation = () => withKeys(newKey, oldKey)
/** An earlier key that leaked is dropped at once. */
const withoutOldKey = () => withKeys(newKey)

const post = (url: string, path: string, as?: As, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

describe('links that stop e-mail', () => {
  const follow = async (uid: string, token: string) => {
    await using unsubscribe = await serveFunction('mail-unsubscribe')
    const { status } = await post(unsubscribe.url, `/v1/mail/unsubscribe?${new URLSearchParams({ token })}`)
    return [status, (await documents.person(uid).get()).data()?.preferences?.mail?.events]
  }

  test('from before a rotation still work, until the earlier key is dropped', async () => {
    const [erik, mina] = await Promise.all([asPerson('Erik'), asPerson('Mina')])
    const [his, hers] = [erik, mina].map(({ uid }) => createUnsubscribeToken(uid, 'events'))
    {
      using _keys = afterRotation()
      expect(await follow(erik.uid, his!)).toEqual([200, false])
    }
    using _keys = withoutOldKey()
    expect(await follow(mina.uid, hers!)).toEqual([400, undefined])
  })

  test('from an instance that already signs with the new key work at instances that know it as a second key', async () => {
    const erik = await asPerson('Erik')
    let token = ''
    {
      using _keys = afterRotation()
      token = createUnsubscribeToken(erik.uid, 'events')
    }
    expect(await follow(erik.uid, token)).toEqual([400, undefined])
    using _keys = withKeys(oldKey, newKey)
    expect(await follow(erik.uid, token)).toEqual([200, false])
  })
})

test('an idempotency key from before a rotation returns the first response, and refuses another body', async () => {
  const [olga, key] = [await asPerson('Olga'), unique()]
  const body = workshop()
  const first = await api<Event>('POST', '/v1/events', body, olga, { 'idempotency-key': key })
  expect(first.status).toBe(201)
  using _keys = afterRotation()
  await using creation = await serveFunction('events-create')
  const create = (input: unknown) => post(creation.url, '/v1/events', olga, input, { 'idempotency-key': key })
  const repeated = await create(body)
  expect([repeated.status, await repeated.json()]).toEqual([201, first.body])
  expect(await (await create({ ...body, title: 'Another one' })).json()).toMatchObject({
    code: 'idempotency-mismatch',
  })
  expect((await documents.events().where('ownerId', '==', olga.uid).get()).size).toBe(1)
})

describe('the external id of a role at AWS', () => {
  const iam = new IAMClient({ region: 'us-east-1', credentials: awsKeys.admin })
  const trustIn = (principal: string, externalId: string) =>
    iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: 'labseat',
        PolicyDocument: JSON.stringify(trustPolicy(principal, externalId)),
      }),
    )
  const role = { kind: 'assume-role', roleArn: customerRole } as const
  const trustOf = async (as: As) => {
    const query = new URLSearchParams({ platform: 'aws', roleArn: customerRole })
    return (await api('GET', `/v1/cloud-trust?${query}`, undefined, as)).body
  }
  const verify = (owner: { ownerId: string; externalId?: string | undefined }) =>
    verifyCandidates(
      'aws',
      withExternalIds(role, owner),
      startLiveCheck(owner.ownerId, undefined, createLogger()),
    )

  test('from before a rotation still connects the role, and opens the account later', async () => {
    const otto = await asPerson('Otto', { role: 'operator' })
    const { principal, externalId } = await trustOf(otto)
    await trustIn(principal, externalId)
    {
      using _keys = afterRotation()
      const { credentials, verification } = await verify({ ownerId: otto.uid })
      expect(externalIdIn(credentials)).toBe(externalId)
      expect(verification.identity).toContain('assumed-role/labseat')
    }
    const account = await connectAccount(otto, { platform: 'aws', credentials: role })
    expect(account.externalId).toBe(externalId)
    using _keys = withoutOldKey()
    const stored = (await documents.cloudAccount(account.id).get()).data()!
    const opened = await openCredentials(account.id, stored)
    expect(externalIdIn(opened)).toBe(externalId)
    // Replacing the credentials by the same role needs no new trust policy.
    expect(externalIdIn((await verify(stored)).credentials)).toBe(externalId)
  })

  test('is in the error when a role requires another id', async () => {
    const otto = await asPerson('Otto', { role: 'operator' })
    const { principal } = await trustOf(otto)
    await trustIn(principal, 'of-another-person')
    using _keys = afterRotation()
    const [current] = withExternalIds(role, { ownerId: otto.uid })
    await expect(verify({ ownerId: otto.uid })).rejects.toThrow(`sts:ExternalId is ${externalIdIn(current)}`)
  })
})

test('a runner that repeats its claim after a rotation gets the session that it has', async () => {
  const otto = await asPerson('Otto', { role: 'operator' })
  const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const stored = await storeRun(otto, account, { state: 'queued' })
  await storeClaim(stored, 1)
  const first = await runnerOf(stored).claim()
  expect(first.status, first.text).toBe(200)
  using _keys = afterRotation()
  await using claims = await serveFunction('runner-claim')
  const body = {
    clusterId: stored.clusterId,
    runId: stored.runId,
    attempt: 1,
    claim: runnerSecrets.claim,
    nonce: runnerSecrets.nonce,
    execution: 'its-own-name',
  }
  const repeated = await post(claims.url, '/v1/runner/claim', undefined, body)
  expect([repeated.status, ((await repeated.json()) as { session: string }).session]).toEqual([
    200,
    first.body.session,
  ])
})

test('a person who left before a rotation gets no new profile', async () => {
  const nina = await asPerson('Nina', { profile: false })
  await documents.removedPerson(nina.uid)[0].set({})
  using _keys = afterRotation()
  await using profiles = await serveFunction('me-get')
  const response = await fetch(`${profiles.url}/v1/me`, {
    headers: { authorization: `Bearer ${nina.token}` },
  })
  expect(response.status).toBe(401)
  expect((await documents.person(nina.uid).get()).exists).toBe(false)
})

test('a sign-in that was recorded before a rotation is not recorded twice', async () => {
  const ada = await asPerson('Ada')
  const token = tokenOf(ada, { auth_time: Math.floor(Date.now() / 1000) - 300 })
  expect((await api('POST', '/v1/me/sign-ins', {}, { token })).status).toBe(204)
  using _keys = afterRotation()
  await using signIns = await serveFunction('auth-record-sign-in')
  expect((await post(signIns.url, '/v1/me/sign-ins', { token }, {})).status).toBe(204)
  const records = await db.collection('activity').where('actorId', '==', ada.uid).get()
  expect(records.size).toBe(1)
})

test('a page of a provider’s list that began before a rotation goes on after it', async () => {
  const list = ['buckets', 'an-account']
  const read = async ({ cursor }: { cursor?: string | undefined }) =>
    cursor ? { items: [cursor] } : { items: [], nextCursor: 'the-next-page' }
  const { nextCursor } = await readSignedPage({ limit: 1 }, list, read)
  {
    using _keys = afterRotation()
    expect((await readSignedPage({ limit: 1, cursor: nextCursor }, list, read)).items).toEqual([
      'the-next-page',
    ])
  }
  using _keys = withoutOldKey()
  await expect(readSignedPage({ limit: 1, cursor: nextCursor }, list, read)).rejects.toThrow()
})
