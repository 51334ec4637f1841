import * as z from 'zod'
import { cloudCredentials, credentialsKind, fits, platform } from './cloud-credentials.ts'
import { id, line, listOf, page, time } from './common.ts'
import { operation } from './operation.ts'
import { message } from './validation.ts'

export const environment = z.enum(['prod', 'dev', 'uat', 'sandbox', 'other'])
export type Environment = z.infer<typeof environment>

const accountState = z.enum(['verified', 'failing', 'disabled'])
export type CloudAccountState = z.infer<typeof accountState>

/** The steps of a check, in order. */
export const checkStep = z.enum(['format', 'identity', 'permissions', 'regions'])
export type CheckStep = z.infer<typeof checkStep>

/** Why credentials don't work. `detail` is for people, `reason` for programs. */
export const checkFailure = z.object({
  step: checkStep,
  reason: z.enum([
    'malformed',
    'unknown-identity',
    'wrong-secret',
    'expired',
    'disabled-identity',
    'role-not-trusting',
    'other-partition',
    'account-not-visible',
    'other-account',
    'refused',
    'unreachable',
  ]),
  detail: z.string(),
  at: time,
})
export type CheckFailure = z.infer<typeof checkFailure>

/**
 * cloudAccounts/{id}: an account without its secret. The secret is encrypted in cloudAccounts/{id}/private/secret, which no client can
 * read.
 */
export const cloudAccountDocument = z.object({
  ownerId: id,
  name: z.string(),
  platform,
  environment,
  credentialsKind,
  /** The result of the last completed check. `failure` says why it does not work. */
  works: z.boolean(),
  failure: checkFailure.optional(),
  disabled: z.boolean(),
  /** Labseat's identity in that cloud: an ARN, an application id or a service account's e-mail address. */
  identity: z.string(),
  /** The AWS account, Azure subscription or Google Cloud project. */
  scope: z.object({ id: z.string(), name: z.string().optional() }),
  /** Distinguishes secrets and reveals nothing else. */
  fingerprint: z.string(),
  /** The external id that the role must ask for. */
  externalId: z.string().optional(),
  missingPermissions: z.array(z.string()),
  /** False where the provider does not list the permissions of these credentials. */
  permissionsKnown: z.boolean(),
  regions: z.array(z.string()),
  verifiedAt: time,
  checkedAt: time,
  nextCheckAt: time,
  lastUsedAt: time.optional(),
  createdAt: time,
  updatedAt: time,
})
export type CloudAccountDocument = z.infer<typeof cloudAccountDocument>

export const cloudAccount = cloudAccountDocument
  .omit({ works: true, disabled: true, nextCheckAt: true })
  .extend({ id, state: accountState })
  .meta({ id: 'CloudAccount' })
export type CloudAccount = z.infer<typeof cloudAccount>

export const stateOf = ({
  works,
  disabled,
}: Pick<CloudAccountDocument, 'works' | 'disabled'>): CloudAccountState =>
  disabled ? 'disabled' : works ? 'verified' : 'failing'

/** people/{uid}/live/check: the progress of the person's latest check. */
export const liveCheck = z.object({
  checkId: z.string(),
  steps: z.array(
    z.object({
      step: checkStep,
      state: z.enum(['running', 'passed', 'warned', 'failed']),
      detail: z.string().optional(),
    }),
  ),
})
export type LiveCheck = z.infer<typeof liveCheck>

const checkId = z
  .uuid(message('uuid'))
  .optional()
  .meta({ description: 'The steps of this check are shown in people/{uid}/live/check under it.' })

const one = z.strictObject({ accountId: id })
const name = line(1, 80)

export const cloudAccountInput = z
  .strictObject({ name, platform, environment, credentials: cloudCredentials, checkId })
  .refine(fits, { path: ['credentials', 'kind'], message: message('credentialsKind') })

export const cloudAccountsCreate = operation({
  id: 'cloud-accounts-create',
  method: 'post',
  path: '/v1/cloud-accounts',
  summary:
    'Connects a cloud account: tries the credentials there, and keeps them encrypted when they work. They are never answered.',
  access: 'role',
  idempotent: true,
  limit: { max: 20, seconds: 600, by: 'person' },
  body: cloudAccountInput,
  responses: { 201: cloudAccount },
  problems: ['credentials-rejected', 'unavailable'],
})

export const cloudAccountsList = operation({
  id: 'cloud-accounts-list',
  method: 'get',
  path: '/v1/cloud-accounts',
  summary: "The caller's cloud accounts, newest first; for an admin everybody's.",
  access: 'role',
  query: page,
  responses: { 200: listOf(cloudAccount) },
})

export const cloudAccountsGet = operation({
  id: 'cloud-accounts-get',
  method: 'get',
  path: '/v1/cloud-accounts/{accountId}',
  summary: 'One cloud account.',
  access: 'role',
  params: one,
  responses: { 200: cloudAccount },
  problems: ['not-found'],
})

export const cloudAccountsUpdate = operation({
  id: 'cloud-accounts-update',
  method: 'patch',
  path: '/v1/cloud-accounts/{accountId}',
  summary: 'Renames an account, says what it is for, disables it or enables it again.',
  access: 'role',
  params: one,
  body: z.strictObject({
    name: name.optional(),
    environment: environment.optional(),
    disabled: z.boolean().optional(),
  }),
  responses: { 200: cloudAccount },
  problems: ['not-found'],
})

export const cloudAccountsVerify = operation({
  id: 'cloud-accounts-verify',
  method: 'post',
  path: '/v1/cloud-accounts/{accountId}/verify',
  summary: 'Tries the kept credentials again. The answer says whether they work, and why not.',
  access: 'role',
  limit: { max: 20, seconds: 600, by: 'person' },
  params: one,
  body: z.strictObject({ checkId }),
  responses: { 200: cloudAccount },
  problems: ['not-found', 'unavailable'],
})

export const cloudAccountsRotate = operation({
  id: 'cloud-accounts-rotate',
  method: 'put',
  path: '/v1/cloud-accounts/{accountId}/credentials',
  summary:
    'Replaces the credentials, once the new ones work for the same account. Until then the old ones stay.',
  access: 'role',
  limit: { max: 20, seconds: 600, by: 'person' },
  params: one,
  body: z.strictObject({ credentials: cloudCredentials, checkId }),
  responses: { 200: cloudAccount },
  problems: ['not-found', 'credentials-rejected', 'unavailable'],
})

export const cloudAccountsDelete = operation({
  id: 'cloud-accounts-delete',
  method: 'delete',
  path: '/v1/cloud-accounts/{accountId}',
  summary: 'Disconnects an account: its credentials and their key are wiped. Nothing changes in the cloud.',
  access: 'role',
  params: one,
  responses: { 204: null },
  problems: ['not-found', 'has-clusters'],
})

/** What all three platforms allow: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html is the strictest. */
export const bucketName = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/, message('bucketName'))

export const bucket = z
  .object({
    name: z.string(),
    region: z.string().optional(),
    createdAt: time.optional(),
    /** Absent where the credentials may not read it. */
    versioning: z.boolean().optional(),
    encryption: z.string().optional(),
    publicAccessBlocked: z.boolean().optional(),
  })
  .meta({ id: 'Bucket', description: 'An S3 bucket, an Azure storage account or a GCS bucket.' })
export type Bucket = z.infer<typeof bucket>

export const bucketObject = z
  .object({
    /** The full name with its prefix. That of a folder ends with `/`. */
    name: z.string(),
    kind: z.enum(['folder', 'object']),
    /** Bytes. */
    size: z.number().optional(),
    updatedAt: time.optional(),
  })
  .meta({ id: 'BucketObject' })
export type BucketObject = z.infer<typeof bucketObject>

const storageProblems = [
  'not-found',
  'account-not-usable',
  'no-storage',
  'provider-refused',
  'unavailable',
] as const
/** A provider's own cursor can be long. */
const providerPage = page.extend({ cursor: z.string().max(4000).optional() })

export const cloudAccountsBuckets = operation({
  id: 'cloud-accounts-buckets',
  method: 'get',
  path: '/v1/cloud-accounts/{accountId}/buckets',
  summary: 'S3 buckets, Azure storage accounts or GCS buckets, as the platform orders them.',
  access: 'role',
  params: one,
  query: providerPage,
  responses: { 200: listOf(bucket) },
  problems: storageProblems,
})

export const cloudAccountsCreateBucket = operation({
  id: 'cloud-accounts-create-bucket',
  method: 'post',
  path: '/v1/cloud-accounts/{accountId}/buckets',
  summary: 'Creates a bucket for state: private, encrypted, and with versions.',
  access: 'role',
  params: one,
  body: z.strictObject({ name: bucketName, region: line(1, 40) }),
  responses: { 201: bucket },
  problems: [...storageProblems, 'bucket-taken'],
})

export const cloudAccountsObjects = operation({
  id: 'cloud-accounts-objects',
  method: 'get',
  path: '/v1/cloud-accounts/{accountId}/buckets/{bucket}/objects',
  summary: 'What lies in a bucket, a folder and a page at a time.',
  access: 'role',
  params: one.extend({
    bucket: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,126}[a-z0-9]$/, message('bucket')),
  }),
  query: providerPage.extend({ prefix: z.string().max(1024).default('') }),
  responses: { 200: listOf(bucketObject) },
  problems: storageProblems,
})
