import * as z from 'zod'

export const platform = z.enum(['aws', 'azure', 'gcp', 'sandbox'])
export type Platform = z.infer<typeof platform>

/** Pasted text often brings blanks and line ends along; inside there are none. */
const pasted = (pattern: RegExp, message: string) => z.string().trim().max(4096).regex(pattern, message)

const awsKeyId = /^A[KS]IA[A-Z0-9]{16}$/
const awsSecret = /^[A-Za-z0-9/+=]{40}$/
const uuid = pasted(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'This is a UUID: 36 characters, hyphens among them.',
)

export const awsAccessKey = z
  .strictObject({
    kind: z.literal('access-key'),
    accessKeyId: pasted(
      awsKeyId,
      'An access key id is 20 capital letters and digits, and begins with AKIA or ASIA.',
    ),
    secretAccessKey: pasted(awsSecret, 'A secret access key is 40 letters, digits, + and /.'),
    sessionToken: pasted(/^[A-Za-z0-9/+=]{16,4096}$/, 'This is not a session token.').optional(),
  })
  .refine(({ accessKeyId, sessionToken }) => accessKeyId.startsWith('AKIA') || sessionToken !== undefined, {
    path: ['sessionToken'],
    message: 'Keys that begin with ASIA are temporary: they come with a session token.',
  })

export const awsRole = pasted(
  /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
  'A role is arn:aws:iam::123456789012:role/NAME; Labseat reaches the standard partition, aws, alone.',
)

const awsAssumeRole = z.strictObject({ kind: z.literal('assume-role'), roleArn: awsRole })

const azurePlace = {
  subscriptionId: uuid,
  tenantId: uuid,
  clientId: uuid,
}

const azureClientSecret = z.strictObject({
  kind: z.literal('client-secret'),
  ...azurePlace,
  clientSecret: pasted(
    /^[\x21-\x7e]{16,256}$/,
    'A client secret is 16 to 256 characters without blanks.',
  ).refine(
    (text) => !uuid.safeParse(text).success,
    'This is the id of a secret. Its value is shown once, when it is made.',
  ),
})

/** Labseat's own Google identity is trusted by the application: there is no secret. */
const azureFederated = z.strictObject({ kind: z.literal('federated'), ...azurePlace })

const googleProject = z
  .string()
  .regex(/^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'This is not a project id.')
const serviceAccount = z
  .string()
  .max(200)
  .regex(
    /^[a-z0-9][a-z0-9.-]*@[a-z0-9.-]+\.iam\.gserviceaccount\.com$/,
    'A service account is NAME@PROJECT.iam.gserviceaccount.com.',
  )

/**
 * A key file as Google gives it. What it says of URLs is left out with all else that is not named here: `token_uri`, and the sources that
 * `external_account` files name, would be ways to make a server of ours fetch and run things.
 */
export const googleKey = z.object({
  type: z.literal(
    'service_account',
    'Only keys of service accounts are taken: their type is service_account.',
  ),
  project_id: googleProject,
  private_key_id: z.string().regex(/^[0-9a-f]{8,64}$/, 'This is not a key id.'),
  private_key: z
    .string()
    .max(8192)
    .regex(
      /^-----BEGIN (?:RSA )?PRIVATE KEY-----\s[A-Za-z0-9+/=\s]+-----END (?:RSA )?PRIVATE KEY-----\s*$/,
      'The private key is not a PEM. Take the file as it was downloaded.',
    ),
  client_email: serviceAccount,
  universe_domain: z.literal('googleapis.com', 'Only googleapis.com is reached.').optional(),
})

const gcpServiceAccount = z.strictObject({ kind: z.literal('service-account'), key: googleKey })

/** Labseat's own service account may act as this one: there is no key. */
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

/** What each platform is reached with, the keyless way first. */
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
