import * as z from 'zod'
import { message } from './validation.ts'
import './validation-issues.ts'

export const platform = z.enum(['aws', 'azure', 'gcp', 'sandbox'])
export type Platform = z.infer<typeof platform>

/** Pasted text often has spaces and line ends around it. Inside there are none. */
const pasted = (pattern: RegExp, error: string) => z.string().trim().max(4096).regex(pattern, error)

const awsKeyId = /^A[KS]IA[A-Z0-9]{16}$/
const awsSecret = /^[A-Za-z0-9/+=]{40}$/
const uuid = pasted(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, message('uuid'))

export const awsAccessKey = z
  .strictObject({
    kind: z.literal('access-key'),
    accessKeyId: pasted(awsKeyId, message('accessKeyId')),
    secretAccessKey: pasted(awsSecret, message('secretAccessKey')),
    sessionToken: pasted(/^[A-Za-z0-9/+=]{16,4096}$/, message('sessionToken')).optional(),
  })
  .refine(({ accessKeyId, sessionToken }) => accessKeyId.startsWith('AKIA') || sessionToken !== undefined, {
    path: ['sessionToken'],
    message: message('sessionTokenNeeded'),
  })

export const awsRole = pasted(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, message('roleArn'))

const awsAssumeRole = z.strictObject({ kind: z.literal('assume-role'), roleArn: awsRole })

const azurePlace = {
  subscriptionId: uuid,
  tenantId: uuid,
  clientId: uuid,
}

const azureClientSecret = z.strictObject({
  kind: z.literal('client-secret'),
  ...azurePlace,
  clientSecret: pasted(/^[\x21-\x7e]{16,256}$/, message('clientSecret')).refine(
    (text) => !uuid.safeParse(text).success,
    message('secretId'),
  ),
})

/** The application trusts Labseat's own Google identity, so there is no secret. */
const azureFederated = z.strictObject({ kind: z.literal('federated'), ...azurePlace })

const googleProject = z
  .string()
  .regex(/^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/, message('projectId'))
const serviceAccount = z
  .string()
  .max(200)
  .regex(/^[a-z0-9][a-z0-9.-]*@[a-z0-9.-]+\.iam\.gserviceaccount\.com$/, message('serviceAccount'))

/**
 * A key file from Google. Parsing drops every other field, above all the URLs: `token_uri` and the sources of `external_account` files could
 * make our server fetch URLs or run commands.
 */
export const googleKey = z.object({
  type: z.literal('service_account', message('keyType')),
  project_id: googleProject,
  private_key_id: z.string().regex(/^[0-9a-f]{8,64}$/, message('keyId')),
  private_key: z
    .string()
    .max(8192)
    .regex(
      /^-----BEGIN (?:RSA )?PRIVATE KEY-----\s[A-Za-z0-9+/=\s]+-----END (?:RSA )?PRIVATE KEY-----\s*$/,
      message('privateKey'),
    ),
  client_email: serviceAccount,
  universe_domain: z.literal('googleapis.com', message('universe')).optional(),
})

const gcpServiceAccount = z.strictObject({ kind: z.literal('service-account'), key: googleKey })

/** Labseat's own service account may act as this one, so there is no key. */
const gcpImpersonation = z.strictObject({
  kind: z.literal('impersonation'),
  projectId: googleProject,
  serviceAccount,
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

export const fits = ({
  platform,
  credentials,
}: {
  platform: Platform
  credentials: CloudCredentials
}): boolean => (kindsOf[platform] as readonly string[]).includes(credentials.kind)
