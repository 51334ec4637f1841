import { inspect } from 'node:util'
import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { neededPermissions, trustPolicy } from '../../../domain/cloud-permissions.ts'
import {
  awsKeys,
  customerAccount,
  customerRole,
  labseatAccount,
  labseatRole,
  limited,
  stateBucket,
} from '../../../scripts/stack/aws-demo.ts'
import { moto } from '../../../scripts/stack/programs/moto.ts'
import { answers } from '../../../scripts/stack/wait-until.ts'
import { aws } from './index.ts'

beforeAll(async () => {
  if (!(await answers(`${process.env.AWS_ENDPOINT_URL_STS}/moto-api/`))) throw new Error(moto.missing)
})

const accessKey = (name: keyof typeof awsKeys, other: Record<string, string> = {}) =>
  ({ kind: 'access-key', ...awsKeys[name], ...other }) as const
const roleOf = (externalId: string, roleArn: string = customerRole) =>
  ({ kind: 'assume-role', roleArn, externalId }) as const
const signal = new AbortController().signal

type Credentials = Parameters<typeof aws.verify>[0]
/** The verification or the error, and the reported steps. */
const check = async (credentials: Credentials) => {
  const steps: string[] = []
  const outcome = await aws
    .verify(credentials, { signal, report: (step, state) => void steps.push(`${step} ${state}`) })
    .catch((thrown: Error) => {
      // Simulated secrets begin with `simulated/`, and session tokens are long.
      expect(inspect(thrown, { depth: 9, showHidden: true })).not.toMatch(/simulated\/|[\w/+]{80}/)
      return { ...thrown, kind: thrown.constructor.name, message: thrown.message }
    })
  return { outcome, steps }
}

const client = { region: 'us-east-1', credentials: awsKeys.admin }
const setTrustPolicy = (document: unknown) =>
  new IAMClient(client).send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'labseat', PolicyDocument: JSON.stringify(document) }),
  )

describe('a key', () => {
  test('with all permissions passes each step', async () => {
    const { outcome, steps } = await check(accessKey('demo'))
    expect(outcome).toEqual({
      identity: `arn:aws:iam::${customerAccount}:user/labseat-demo`,
      scope: { id: customerAccount },
      missingPermissions: [],
      permissionsKnown: true,
      regions: expect.arrayContaining(['eu-central-1', 'us-east-1']),
    })
    expect(steps).toEqual(
      ['format', 'identity', 'permissions', 'regions'].flatMap((step) => [
        `${step} running`,
        `${step} passed`,
      ]),
    )
  })

  test('with few permissions passes, and the check lists the missing ones', async () => {
    const { outcome, steps } = await check(accessKey('limited'))
    expect(outcome).toMatchObject({
      permissionsKnown: true,
      missingPermissions: neededPermissions.aws.filter((name) => !limited.includes(name)),
    })
    expect(steps).toContain('permissions warned')
  })

  test('whose permissions AWS does not list passes, and trial calls find missing permissions', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_EC2', process.env.AWS_ENDPOINT_URL_STS)
    const { outcome } = await check(accessKey('silent'))
    vi.unstubAllEnvs()
    expect(outcome).toMatchObject({
      permissionsKnown: false,
      missingPermissions: expect.arrayContaining(['iam:SimulatePrincipalPolicy', 'ec2:DescribeVpcs']),
      regions: expect.arrayContaining(['us-east-1']),
    })
    expect(outcome).not.toMatchObject({ missingPermissions: expect.arrayContaining(['ec2:CreateVpc']) })
  })

  test('of a session passes with the permissions of its role', async () => {
    const { outcome } = await check(accessKey('session'))
    expect(outcome).toMatchObject({
      identity: `arn:aws:sts::${customerAccount}:assumed-role/labseat/seeded`,
      permissionsKnown: true,
      missingPermissions: [],
    })
  })

  test.each<[string, string, string, Credentials]>([
    [
      'that does not exist',
      'unknown-identity',
      'accessKeyId',
      accessKey('demo', { accessKeyId: 'AKIAABCDEFGHIJKLMNOP' }),
    ],
    ['that is inactive', 'unknown-identity', 'accessKeyId', accessKey('inactive')],
    [
      "with somebody else's secret",
      'wrong-secret',
      'secretAccessKey',
      accessKey('demo', { secretAccessKey: awsKeys.limited.secretAccessKey }),
    ],
    ['of an expired session', 'expired', 'sessionToken', accessKey('expired')],
    [
      "with another session's token",
      'unknown-identity',
      'accessKeyId',
      accessKey('session', { sessionToken: awsKeys.expired.sessionToken }),
    ],
  ])('%s is rejected as %s at %s', async (_, reason, field, credentials) => {
    const { outcome, steps } = await check(credentials)
    expect(outcome).toMatchObject({ kind: 'Rejected', step: 'identity', reason, field })
    expect(steps).toEqual(['format running', 'format passed', 'identity running'])
  })
})

describe('a role', () => {
  beforeEach(() => setTrustPolicy(trustPolicy(labseatRole, 'olga-1')))

  test('that trusts Labseat with the external id of this account passes', async () => {
    const { outcome } = await check(roleOf('olga-1'))
    expect(outcome).toMatchObject({
      identity: `arn:aws:sts::${customerAccount}:assumed-role/labseat/labseat`,
      scope: { id: customerAccount },
      permissionsKnown: true,
      missingPermissions: [],
    })
  })

  test('that trusts the account of Labseat with the external id passes', async () => {
    await setTrustPolicy(trustPolicy(`arn:aws:iam::${labseatAccount}:root`, 'olga-1'))
    expect((await check(roleOf('olga-1'))).outcome).toMatchObject({ scope: { id: customerAccount } })
  })

  test.each<[string, () => unknown, string]>([
    ['requires another external id', () => undefined, customerRole],
    [
      'trusts another account',
      () => setTrustPolicy(trustPolicy(`arn:aws:iam::${customerAccount}:root`, 'erik-2')),
      customerRole,
    ],
    ['does not exist', () => undefined, `${customerRole}-of-nobody`],
  ])('that %s is rejected, and the error describes the required trust', async (_, prepare, roleArn) => {
    await prepare()
    const { outcome } = await check(roleOf('erik-2', roleArn))
    expect(outcome).toMatchObject({
      kind: 'Rejected',
      step: 'identity',
      reason: 'role-not-trusting',
      field: 'roleArn',
    })
    for (const name of [roleArn, labseatRole, 'erik-2'])
      expect(outcome).toMatchObject({ message: expect.stringContaining(name) })
  })

  test('that requires no external id is rejected, because other people could use it', async () => {
    const { Condition: _, ...statement } = trustPolicy(labseatRole, 'olga-1').Statement[0]!
    await setTrustPolicy({ Version: '2012-10-17', Statement: [statement] })
    expect((await check(roleOf('olga-1'))).outcome).toMatchObject({ kind: 'Rejected', reason: 'refused' })
  })

  test('opens storage only with its own external id', async () => {
    const { items } = await aws.listBuckets(roleOf('olga-1'), { limit: 100, signal })
    expect(items.map(({ name }) => name)).toContain(stateBucket)
    await expect(aws.listBuckets(roleOf('erik-2'), { limit: 100, signal })).rejects.toMatchObject({
      reason: 'not-permitted',
      message: expect.stringContaining('erik-2'),
    })
  })
})

describe('a bucket', () => {
  const demo = accessKey('demo')
  const name = `made-${crypto.randomUUID()}`

  test('is listed with its protection', async () => {
    const { items } = await aws.listBuckets(demo, { limit: 100, signal })
    expect(items.find((item) => item.name === stateBucket)).toEqual({
      name: stateBucket,
      region: 'us-east-1',
      createdAt: expect.any(String),
      versioning: true,
      encryption: 'AES256',
      publicAccessBlocked: true,
    })
  })

  test('without protection is listed as such', async () => {
    const bare = `bare-${crypto.randomUUID()}`
    await new S3Client({ ...client, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: bare }))
    const { items } = await aws.listBuckets(demo, { limit: 100, signal })
    expect(items.find((item) => item.name === bare)).toMatchObject({
      versioning: false,
      publicAccessBlocked: false,
    })
  })

  test.each(['us-east-1', 'eu-central-1'])(
    'is created in %s without public access, encrypted and with versioning',
    async (region) => {
      const made = await aws.createBucket(demo, { name: `${name}-${region.slice(0, 2)}`, region, signal })
      expect(made).toEqual({
        name: `${name}-${region.slice(0, 2)}`,
        region,
        versioning: true,
        encryption: 'AES256',
        publicAccessBlocked: true,
      })
      const { items } = await aws.listBuckets(demo, { limit: 100, signal })
      expect(items.find((item) => item.name === made.name)).toMatchObject(made)
    },
  )

  test.each(['us-east-1', 'eu-central-1'])('with a taken name is not created in %s', async (region) => {
    await expect(aws.createBucket(demo, { name: stateBucket, region, signal })).rejects.toMatchObject({
      reason: 'taken',
    })
  })

  test('appears once in the pages of the list', async () => {
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await aws.listBuckets(demo, { limit: 2, cursor, signal })
      expect(page.items.length).toBeLessThanOrEqual(2)
      names.push(...page.items.map((item) => item.name))
      cursor = page.nextCursor
    } while (cursor)
    expect(names).toEqual([...new Set(names)])
    expect(names).toEqual(expect.arrayContaining([stateBucket, `${name}-us`, `${name}-eu`]))
  })

  test('is found by the start of its name', async () => {
    const { items } = await aws.listBuckets(demo, { limit: 100, prefix: `${name}-u`, signal })
    expect(items.map((item) => item.name)).toEqual([`${name}-us`])
  })

  test('shows one folder at a time, in pages', async () => {
    const s3 = new S3Client({ ...client, forcePathStyle: true })
    for (const Key of [
      'state/',
      'state/one.tfstate',
      'state/two.tfstate',
      'state/old/one.tfstate',
      'notes.txt',
    ])
      await s3.send(new PutObjectCommand({ Bucket: `${name}-us`, Key, Body: Key }))
    const listFolder = (prefix: string, limit = 100, cursor?: string) =>
      aws.listObjects(demo, { bucket: `${name}-us`, prefix, limit, cursor, signal })
    expect((await listFolder('')).items).toEqual([
      { name: 'state/', kind: 'folder' },
      { name: 'notes.txt', kind: 'object', size: 9, updatedAt: expect.any(String) },
    ])
    const all = (await listFolder('state/')).items.map((item) => item.name)
    expect(all).toEqual(['state/old/', 'state/one.tfstate', 'state/two.tfstate'])
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await listFolder('state/', 1, cursor)
      names.push(...page.items.map((item) => item.name))
      cursor = page.nextCursor
    } while (cursor)
    expect(names.sort()).toEqual(all)
  })

  test.each([
    ['that does not exist', `nobodys-${crypto.randomUUID()}`],
    ['with an invalid name', 'an_underscore'],
  ])('%s cannot be listed', async (_, bucket) => {
    await expect(aws.listObjects(demo, { bucket, prefix: '', limit: 10, signal })).rejects.toMatchObject({
      reason: 'not-found',
    })
  })
})
