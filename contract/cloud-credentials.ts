import * as z from 'zod'
import { cleanPasted } from './pasted.ts'
import { message } from './validation.ts'
import './validation-issues.ts'

export const platform = z.enum(['aws', 'azure', 'gcp', 'sandbox'])
export type Platform = z.infer<typeof platform>

type Message = string | ((issue: { input: unknown }) => string)
const errorOf = (error: Message) => (typeof error === 'string' ? error : { error })

/** Pasted text often has its name, quotes, spaces and line ends around it. Inside there are none. */
const pastedText = (pattern: RegExp, error: Message) =>
  z.string().overwrite(cleanPasted).max(4096).regex(pattern, errorOf(error))

const awsKeyId = /^A[KS]IA[A-Z0-9]{16}$/
/** Users, roles and groups: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const identityId = /^A(?:IDA|ROA|GPA|IPA|NPA|NVA|SCA)[A-Z0-9]/
const awsSecret = /^[A-Za-z0-9/+=]{40}$/
const uuid = pastedText(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, message('uuid'))

export const awsAccessKey = z
  .strictObject({
    kind: z.literal('access-key'),
    accessKeyId: pastedText(awsKeyId, ({ input }) =>
      message(identityId.test(String(input)) ? 'identityId' : 'accessKeyId'),
    ),
    secretAccessKey: pastedText(awsSecret, message('secretAccessKey')),
    sessionToken: pastedText(/^[A-Za-z0-9/+=]{16,4096}$/, message('sessionToken')).optional(),
  })
  .refine(({ accessKeyId, sessionToken }) => !accessKeyId.startsWith('ASIA') || sessionToken !== undefined, {
    path: ['sessionToken'],
    message: message('sessionTokenNeeded'),
  })

export const awsRole = pastedText(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, message('roleArn'))

const awsAssumeRole = z.strictObject({ kind: z.literal('assume-role'), roleArn: awsRole })

const azurePlace = {
  subscriptionId: uuid,
  tenantId: uuid,
  clientId: uuid,
}

const azureClientSecret = z.strictObject({
  kind: z.literal('client-secret'),
  ...azurePlace,
  clientSecret: pastedText(/^[\x21-\x7e]{16,256}$/, message('clientSecret')).refine(
    (text) => !uuid.safeParse(text).success,
    message('secretId'),
  ),
})

/** The application trusts Labseat's own Google identity, so there is no secret. */
const azureFederated = z.strictObject({ kind: z.literal('federated'), ...azurePlace })

const googleProject = /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/
const serviceAccount = /^[a-z0-9][a-z0-9.-]{0,99}@[a-z0-9.-]{1,99}\.iam\.gserviceaccount\.com$/
/** Google creates them with the role Editor: https://cloud.google.com/iam/docs/service-account-types#default */
const defaultAccount = /^(?:\d+-compute@developer|[a-z0-9.:-]+@appspot)\.gserviceaccount\.com$/
const toServiceAccountMessage = ({ input }: { input: unknown }): string =>
  message(defaultAccount.test(String(input)) ? 'defaultServiceAccount' : 'serviceAccount')

/**
 * A key file from Google. Parsing drops every other field, above all the URLs: `token_uri` and the sources of `external_account` files could
 * make our server fetch URLs or run commands.
 */
export const googleKey = z.object({
  type: z.literal('service_account', message('keyType')),
  project_id: z.string().regex(googleProject, message('projectId')),
  private_key_id: z.string().regex(/^[0-9a-f]{8,64}$/, message('keyId')),
  private_key: z
    .string()
    .max(8192)
    .regex(
      /^-----BEGIN (?:RSA )?PRIVATE KEY-----\s[A-Za-z0-9+/=\s]+-----END (?:RSA )?PRIVATE KEY-----\s*$/,
      message('privateKey'),
    ),
  client_email: z.string().regex(serviceAccount, { error: toServiceAccountMessage }),
  universe_domain: z.literal('googleapis.com', message('universe')).optional(),
})

const gcpServiceAccount = z.strictObject({ kind: z.literal('service-account'), key: googleKey })

/** Labseat's own service account may act as this one, so there is no key. */
const gcpImpersonation = z.strictObject({
  kind: z.literal('impersonation'),
  projectId: pastedText(googleProject, message('projectId')),
  serviceAccount: pastedText(serviceAccount, toServiceAccountMessage),
})

const none = z.strictObject({ kind: z.literal('none') })

export const cloudCredentials = z
  .discriminatedUnion('kind', [
    awsAccessKey,
    awsAssumeRole,
    azureClientSecret,
    azureFederated,
    gcpServiceAccount,
    gcpImpersonation,
    none,
  ])
  .meta({ id: 'CloudCredentials', description: 'Never answered.' })
export type CloudCredentials = z.infer<typeof cloudCredentials>
export type CredentialsOf<K extends CloudCredentials['kind']> = Extract<CloudCredentials, { kind: K }>

/** The kinds of credentials of each platform, the keyless kind first. */
export const kindsOf = {
  aws: ['assume-role', 'access-key'],
  azure: ['federated', 'client-secret'],
  gcp: ['impersonation', 'service-account'],
  sandbox: ['none'],
} as const satisfies Record<Platform, CloudCredentials['kind'][]>

export const credentialsKind = z.enum([
  'access-key',
  'assume-role',
  'client-secret',
  'federated',
  'service-account',
  'impersonation',
  'none',
])

export const isCredentialsKindOf = ({
  platform,
  credentials,
}: {
  platform: Platform
  credentials: CloudCredentials
}): boolean => (kindsOf[platform] as readonly string[]).includes(credentials.kind)
