import { beforeAll, describe, expect, test } from 'vitest'
import {
  type CloudAccount,
  cloudAccountInput,
  cloudAccountsCreateBucket,
  cloudAccountsUpdate,
} from '../../contract/cloud-accounts.ts'
import { cloudCredentials } from '../../contract/cloud-credentials.ts'
import { awsKeys } from '../../scripts/stack/aws-demo.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { azureSecret, connectAccount } from '../../testing/cloud-accounts.ts'
import {
  nonsenseAccountChanges,
  nonsenseAccounts,
  nonsenseBuckets,
  pastedKey,
  pastedKeys,
  wellFormed,
} from '../../testing/nonsense/cloud-accounts.ts'
import { casesOf, expectRefusal, fieldsOf } from '../../testing/nonsense/expect-refusal.ts'
import { asPerson, type Person } from '../../testing/people.ts'

let otto: Person
let azure: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  azure = await connectAccount(otto, { platform: 'azure', credentials: azureSecret() })
})
const valid = { name: 'Labs', platform: 'sandbox', environment: 'dev', credentials: { kind: 'none' } }
const accountsOf = async () =>
  (await documents.cloudAccounts().where('ownerId', '==', otto.uid).count().get()).data().count
const readAccount = async () => (await documents.cloudAccount(azure.id).get()).data()

describe('the tables of nonsense', () => {
  test.each([
    ['an account', nonsenseAccounts, cloudAccountInput.shape],
    ['a change of an account', nonsenseAccountChanges, cloudAccountsUpdate.body.shape],
    ['a bucket', nonsenseBuckets, cloudAccountsCreateBucket.body.shape],
  ] as const)('name every field of %s', (_, table, shape) =>
    expect(fieldsOf(table)).toEqual(expect.arrayContaining(Object.keys(shape))),
  )
  test.each(cloudCredentials.options.map((option) => [option.shape.kind.value, option.shape] as const))(
    'name every field of credentials of the kind %s',
    (kind, shape) => {
      const fields = nonsenseAccounts
        .filter(({ change }) => (change.credentials as { kind?: unknown } | undefined)?.kind === kind)
        .map(({ at }) => at.split('.')[1])
      const named = Object.keys(shape).filter((field) => field !== 'kind')
      expect(fields).toEqual(expect.arrayContaining(named))
    },
  )
  test.each(Object.entries(wellFormed))('change well-formed credentials of the kind %s', (_, credentials) =>
    expect(cloudCredentials.safeParse(credentials).success).toBe(true),
  )
})

describe('an account is refused, and nothing is stored, with', () => {
  test.each(casesOf(nonsenseAccounts))('%s', async (_, item) => {
    const countBefore = await accountsOf()
    expectRefusal(await api('POST', '/v1/cloud-accounts', { ...valid, ...item.change }, otto), item)
    expect(await accountsOf()).toBe(countBefore)
  })
})

describe('new credentials are refused, and the account stays, with', () => {
  const ofCredentials = nonsenseAccounts.filter(
    ({ at }) => at.startsWith('credentials.') && at !== 'credentials.kind',
  )
  test.each(casesOf(ofCredentials))('%s', async (_, item) => {
    const accountBefore = await readAccount()
    const body = { credentials: item.change.credentials }
    expectRefusal(await api('PUT', `/v1/cloud-accounts/${azure.id}/credentials`, body, otto), item)
    expect(await readAccount()).toEqual(accountBefore)
  })
})

describe('a change is refused, and the account stays, with', () => {
  test.each(casesOf(nonsenseAccountChanges))('%s', async (_, item) => {
    const accountBefore = await readAccount()
    expectRefusal(await api('PATCH', `/v1/cloud-accounts/${azure.id}`, item.change, otto), item)
    expect(await readAccount()).toEqual(accountBefore)
  })
})

describe('a bucket is refused with', () => {
  test.each(casesOf(nonsenseBuckets))('%s', async (_, item) => {
    const body = { name: 'labseatlabs', region: 'westeurope', ...item.change }
    expectRefusal(await api('POST', `/v1/cloud-accounts/${azure.id}/buckets`, body, otto), item)
  })
})

describe('a pasted key with', () => {
  test.each(pastedKeys.map((paste) => [paste.what, paste] as const))('%s is the key itself', (_, paste) => {
    const { accessKeyId, secretAccessKey } = paste
    expect(cloudCredentials.parse({ kind: 'access-key', accessKeyId, secretAccessKey })).toEqual({
      kind: 'access-key',
      ...pastedKey,
    })
  })
  test('its names and quotes connects the account', async () => {
    const { accessKeyId, secretAccessKey } = awsKeys.demo
    const credentials = {
      kind: 'access-key',
      accessKeyId: `\ufeffaws_access_key_id = ${accessKeyId}`,
      secretAccessKey: `"SecretAccessKey": "${secretAccessKey}",`,
    }
    const answer = await api('POST', '/v1/cloud-accounts', { ...valid, platform: 'aws', credentials }, otto)
    expect(answer.status, answer.text).toBe(201)
  })
})
