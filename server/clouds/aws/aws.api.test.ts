import { inspect } from 'node:util'
import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { neededPermissions, trustPolicy } from '../../../domain/cloud-permissions.ts'
import { motoMissing } from '../../../scripts/stack/aws.ts'
import {
  awsKeys,
  customerAccount,
  customerRole,
  labseatAccount,
  labseatRole,
  limited,
  stateBucket,
} from '../../../scripts/stack/aws-demo.ts'
import { answers } from '../../../scripts/stack/wait-until.ts'
import { aws } from './index.ts'

beforeAll(async () => {
  if (!(await answers(`${process.env.AWS_ENDPOINT_URL_STS}/moto-api/`))) throw new Error(motoMissing)
})

const accessKey = (name: keyof typeof awsKeys, other: Record<string, string> = {}) =>
  ({ kind: 'access-key', ...awsKeys[name], ...other }) as const
const roleOf = (externalId: string, roleArn: string = customerRole) =>
  ({ kind: 'assume-role', roleArn, externalId }) as const
const signal = new AbortController().signal
const total = neededPermissions.aws.length

type Credentials = Parameters<typeof aws.verify>[0]
/** What comes of a check: what it found or what it says against it, and its steps. */
const check = async (credentials: Credentials) => {
  const steps: string[] = []
  const outcome = await aws
    .verify(credentials, { signal, report: (step, state) => void steps.push(`${step} ${state}`) })
    .catch((thrown: Error) => {
      // All simulated secrets begin so, and what is temporary is long.
      expect(inspect(thrown, { depth: 9, showHidden: true })).not.toMatch(/simulated\/|[\w/+]{80}/)
      return { ...thrown, kind: thrown.constructor.name, message: thrown.message }
    })
  return { outcome, steps }
}

const client = { region: 'us-east-1', credentials: awsKeys.admin }
const trust = (document: unknown) =>
  new IAMClient(client).send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'labseat', PolicyDocument: JSON.stringify(document) }),
  )

describe('a key', () => {
  test('that may do everything passes each step', async () => {
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

  test('that may do little passes, with all that is missing named', async () => {
    const { outcome, steps } = await check(accessKey('limited'))
    expect(outcome).toMatchObject({
      permissionsKnown: true,
      missingPermissions: neededPermissions.aws.filter((name) => !limited.includes(name)),
    })
    expect(steps).toContain('permissions warned')
  })

  test('whose permissions are not told passes, with what trials found missing', async () => {
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

  test('of a session, with its token, passes as the role behind it', async () => {
    const { outcome } = await check(accessKey('session'))
    expect(outcome).toMatchObject({
      identity: `arn:aws:sts::${customerAccount}:assumed-role/labseat/seeded`,
      permissionsKnown: true,
      missingPermissions: [],
    })
  })

  test.each<[string, string, string, Credentials]>([
    [
      'that nobody has',
      'unknown-identity',
      'accessKeyId',
      accessKey('demo', { accessKeyId: 'AKIAABCDEFGHIJKLMNOP' }),
    ],
    ['that was made inactive', 'unknown-identity', 'accessKeyId', accessKey('inactive')],
    [
      "with somebody else's secret",
      'wrong-secret',
      'secretAccessKey',
      accessKey('demo', { secretAccessKey: awsKeys.limited.secretAccessKey }),
    ],
    ['whose session has ended', 'expired', 'sessionToken', accessKey('expired')],
    [
      "with another session's token",
      'unknown-identity',
      'accessKeyId',
      accessKey('session', { sessionToken: awsKeys.expired.sessionToken }),
    ],
  ])('%s is refused as %s at %s', async (_, reason, field, credentials) => {
    const { outcome, steps } = await check(credentials)
    expect(outcome).toMatchObject({ kind: 'Rejected', step: 'identity', reason, field })
    expect(steps).toEqual(['format running', 'format passed', 'identity running'])
  })
})

describe('a role', () => {
  beforeEach(() => trust(trustPolicy(labseatRole, 'olga-1')))

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
    await trust(trustPolicy(`arn:aws:iam::${labseatAccount}:root`, 'olga-1'))
    expect((await check(roleOf('olga-1'))).outcome).toMatchObject({ scope: { id: customerAccount } })
  })

  test.each<[string, () => unknown, string]>([
    ['wants another external id', () => undefined, customerRole],
    [
      'trusts somebody else',
      () => trust(trustPolicy(`arn:aws:iam::${customerAccount}:root`, 'erik-2')),
      customerRole,
    ],
    ['is not there', () => undefined, `${customerRole}-of-nobody`],
  ])('that %s is refused, with whom to trust and how', async (_, given, roleArn) => {
    await given()
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

  test('that asks for no external id is refused: anybody here could use it', async () => {
    const { Condition: _, ...statement } = trustPolicy(labseatRole, 'olga-1').Statement[0]!
    await trust({ Version: '2012-10-17', Statement: [statement] })
    expect((await check(roleOf('olga-1'))).outcome).toMatchObject({ kind: 'Rejected', reason: 'refused' })
  })

  test('opens storage, and does not for another external id', async () => {
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

  test('is listed with what keeps its contents safe', async () => {
    const { items } = await aws.listBuckets(demo, { limit: 100, signal })
    expect(items.find((one) => one.name === stateBucket)).toEqual({
      name: stateBucket,
      region: 'us-east-1',
      createdAt: expect.any(String),
      versioning: true,
      encryption: 'AES256',
      publicAccessBlocked: true,
    })
  })

  test('without any of that is listed so', async () => {
    const bare = `bare-${crypto.randomUUID()}`
    await new S3Client({ ...client, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: bare }))
    const { items } = await aws.listBuckets(demo, { limit: 100, signal })
    expect(items.find((one) => one.name === bare)).toMatchObject({
      versioning: false,
      publicAccessBlocked: false,
    })
  })

  test.each(['us-east-1', 'eu-central-1'])(
    'is made in %s: private, encrypted and with versions',
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
      expect(items.find((one) => one.name === made.name)).toMatchObject(made)
    },
  )

  test.each(['us-east-1', 'eu-central-1'])('of a name that is taken is not made in %s', async (region) => {
    await expect(aws.createBucket(demo, { name: stateBucket, region, signal })).rejects.toMatchObject({
      reason: 'taken',
    })
  })

  test('comes after another, page by page, each once', async () => {
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await aws.listBuckets(demo, { limit: 2, cursor, signal })
      expect(page.items.length).toBeLessThanOrEqual(2)
      names.push(...page.items.map((one) => one.name))
      cursor = page.nextCursor
    } while (cursor)
    expect(names).toEqual([...new Set(names)])
    expect(names).toEqual(expect.arrayContaining([stateBucket, `${name}-us`, `${name}-eu`]))
  })

  test('shows a folder at a time, page by page', async () => {
    const s3 = new S3Client({ ...client, forcePathStyle: true })
    for (const Key of [
      'state/',
      'state/one.tfstate',
      'state/two.tfstate',
      'state/old/one.tfstate',
      'notes.txt',
    ])
      await s3.send(new PutObjectCommand({ Bucket: `${name}-us`, Key, Body: Key }))
    const look = (prefix: string, limit = 100, cursor?: string) =>
      aws.listObjects(demo, { bucket: `${name}-us`, prefix, limit, cursor, signal })
    expect((await look('')).items).toEqual([
      { name: 'state/', kind: 'folder' },
      { name: 'notes.txt', kind: 'object', size: 9, updatedAt: expect.any(String) },
    ])
    const all = (await look('state/')).items.map((one) => one.name)
    expect(all).toEqual(['state/old/', 'state/one.tfstate', 'state/two.tfstate'])
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await look('state/', 1, cursor)
      paged.push(...page.items.map((one) => one.name))
      cursor = page.nextCursor
    } while (cursor)
    expect(paged.sort()).toEqual(all)
  })

  test.each([
    ['that is not there', `nobodys-${crypto.randomUUID()}`],
    ['of a name that S3 has not', 'an_underscore'],
  ])('%s shows nothing', async (_, bucket) => {
    await expect(aws.listObjects(demo, { bucket, prefix: '', limit: 10, signal })).rejects.toMatchObject({
      reason: 'not-found',
    })
  })
})

test('a check takes less than 1.5 seconds, told step by step', async () => {
  await trust(trustPolicy(labseatRole, 'olga-1'))
  const took = async (credentials: Credentials) => {
    const begun = performance.now()
    await check(credentials)
    return Math.round(performance.now() - begun)
  }
  const figures = { key: await took(accessKey('demo')), role: await took(roleOf('olga-1')) }
  console.log(`AWS checked in ms, ${total} permissions:`, figures)
  expect(Math.max(...Object.values(figures))).toBeLessThan(1_500)
})
