import * as z from 'zod'
import { cloudCredentials, credentialsKind, isCredentialsKindOf, platform } from './cloud-credentials.ts'
import { id, line, listOf, page, time } from './common.ts'
import { offerings } from './offerings.ts'
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
  /** False if the provider does not list the permissions of these credentials. */
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

const accountParams = z.strictObject({ accountId: id })
const name = line(1, 80)

export const cloudAccountInput = z
  .strictObject({ name, platform, environment, credentials: cloudCredentials, checkId })
  .refine(isCredentialsKindOf, { path: ['credentials', 'kind'], message: message('credentialsKind') })

export const cloudAccountsCreate = operation({
  id: 'cloud-accounts-create',
  method: 'post',
  path: '/v1/cloud-accounts',
  summary:
    'Connects a cloud account. Checks the credentials in the cloud, and stores them encrypted if they work. No response contains them.',
  access: 'role',
  limit: 'expensive',
  idempotent: true,
  body: cloudAccountInput,
  responses: { 201: cloudAccount },
  problems: ['credentials-rejected', 'too-many-accounts', 'unavailable'],
})

export const cloudAccountsList = operation({
  id: 'cloud-accounts-list',
  method: 'get',
  path: '/v1/cloud-accounts',
  summary: "The caller's cloud accounts, newest first. Admins see all accounts.",
  access: 'role',
  limit: 'read',
  query: page,
  responses: { 200: listOf(cloudAccount) },
})

export const cloudAccountsGet = operation({
  id: 'cloud-accounts-get',
  method: 'get',
  path: '/v1/cloud-accounts/{accountId}',
  summary: 'One cloud account.',
  access: 'role',
  limit: 'read',
  params: accountParams,
  responses: { 200: cloudAccount },
  problems: ['not-found'],
})

export const cloudAccountsUpdate = operation({
  id: 'cloud-accounts-update',
  method: 'patch',
  path: '/v1/cloud-accounts/{accountId}',
  summary: 'Changes the name or the environment of an account, or disables or enables it.',
  access: 'role',
  limit: 'write',
  params: accountParams,
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
  summary: 'Checks the stored credentials again. The response says whether they work, and if not, why.',
  access: 'role',
  limit: 'expensive',
  params: accountParams,
  body: z.strictObject({ checkId }),
  responses: { 200: cloudAccount },
  problems: ['not-found', 'unavailable'],
})

export const cloudAccountsRotate = operation({
  id: 'cloud-accounts-rotate',
  method: 'put',
  path: '/v1/cloud-accounts/{accountId}/credentials',
  summary: 'Replaces the credentials if the new ones work for the same account. Otherwise the old ones stay.',
  access: 'role',
  limit: 'expensive',
  sensitive: true,
  params: accountParams,
  body: z.strictObject({ credentials: cloudCredentials, checkId }),
  responses: { 200: cloudAccount },
  problems: ['not-found', 'credentials-rejected', 'unavailable'],
})

export const cloudAccountsDelete = operation({
  id: 'cloud-accounts-delete',
  method: 'delete',
  path: '/v1/cloud-accounts/{accountId}',
  summary: 'Disconnects an account and deletes its credentials with their key. Nothing changes in the cloud.',
  access: 'role',
  limit: 'write',
  sensitive: true,
  params: accountParams,
  responses: { 204: null },
  problems: ['not-found', 'has-clusters'],
})

/** Names that all three platforms allow: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html is the strictest. */
export const bucketName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/, message('bucketName'))

export const bucket = z
  .object({
    name: z.string(),
    region: z.string().optional(),
    createdAt: time.optional(),
    /** Absent if the credentials may not read it. */
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
  summary: 'S3 buckets, Azure storage accounts or GCS buckets, in the order of the platform.',
  access: 'role',
  limit: 'browse',
  params: accountParams,
  /** Names begin with `prefix`. */
  query: providerPage.extend({ prefix: z.string().trim().max(63).default('') }),
  responses: { 200: listOf(bucket) },
  problems: storageProblems,
})

export const dnsZone = z
  .object({ name: z.string(), id: z.string() })
  .meta({ id: 'DnsZone', description: 'A public DNS zone of Route 53, Azure DNS or Cloud DNS.' })

export const cloudAccountsZones = operation({
  id: 'cloud-accounts-zones',
  method: 'get',
  path: '/v1/cloud-accounts/{accountId}/zones',
  summary:
    'The public DNS zones of an account, 300 at most. A cluster also takes a zone beyond them by its name.',
  access: 'role',
  limit: 'browse',
  params: accountParams,
  responses: { 200: z.object({ items: z.array(dnsZone) }) },
  problems: storageProblems,
})

export const cloudAccountsCreateBucket = operation({
  id: 'cloud-accounts-create-bucket',
  method: 'post',
  path: '/v1/cloud-accounts/{accountId}/buckets',
  summary: 'Creates a private, encrypted bucket with versions for Terraform state.',
  access: 'role',
  limit: 'expensive',
  params: accountParams,
  body: z.strictObject({ name: bucketName, region: line(1, 40) }),
  responses: { 201: bucket },
  problems: [...storageProblems, 'bucket-taken'],
})

export const cloudAccountsObjects = operation({
  id: 'cloud-accounts-objects',
  method: 'get',
  path: '/v1/cloud-accounts/{accountId}/buckets/{bucket}/objects',
  summary: 'The contents of one folder of a bucket, page by page.',
  access: 'role',
  limit: 'browse',
  params: accountParams.extend({
    bucket: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,126}[a-z0-9]$/, message('bucket')),
  }),
  query: providerPage.extend({ prefix: z.string().max(1024).default('') }),
  responses: { 200: listOf(bucketObject) },
  problems: storageProblems,
})

export const cloudAccountsOfferings = operation({
  id: 'cloud-accounts-offerings',
  method: 'get',
  path: '/v1/cloud-accounts/{accountId}/offerings',
  summary:
    'The Kubernetes versions, machine types with prices, zones and quotas of a region, as the cloud gives them to this account. Asked once a day; a list that the cloud does not give comes from a dated table.',
  access: 'role',
  limit: 'browse',
  params: accountParams,
  query: z.strictObject({ region: line(1, 40) }),
  responses: { 200: offerings },
  problems: ['not-found', 'account-not-usable'],
})
