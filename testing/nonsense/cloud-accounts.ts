import { inherited, type Nonsense } from './clusters.ts'

const keyId = 'AKIAIOSFODNN7EXAMPLE'
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const uuid = '5eab1ab5-0000-4000-8000-0000000000a0'
const pem = `-----BEGIN PRIVATE KEY-----\n${'MIIE'.repeat(20)}\n-----END PRIVATE KEY-----\n`

/** Credentials of each kind that the schema accepts. */
export const wellFormed = {
  'access-key': { kind: 'access-key', accessKeyId: keyId, secretAccessKey: secret },
  'assume-role': { kind: 'assume-role', roleArn: 'arn:aws:iam::123456789012:role/labseat' },
  'client-secret': {
    ...{ kind: 'client-secret', subscriptionId: uuid, tenantId: uuid, clientId: uuid },
    clientSecret: 'abc8Q~client-secret-of-an-application_1',
  },
  federated: { kind: 'federated', subscriptionId: uuid, tenantId: uuid, clientId: uuid },
  'service-account': {
    kind: 'service-account',
    key: {
      type: 'service_account',
      project_id: 'labseat-labs',
      private_key_id: 'a'.repeat(40),
      private_key: pem,
      client_email: 'labs@labseat-labs.iam.gserviceaccount.com',
    },
  },
  impersonation: {
    kind: 'impersonation',
    projectId: 'labseat-labs',
    serviceAccount: 'labs@labseat-labs.iam.gserviceaccount.com',
  },
  none: { kind: 'none' },
} as const
type Kind = keyof typeof wellFormed

const platformOf = {
  'access-key': 'aws',
  'assume-role': 'aws',
  'client-secret': 'azure',
  federated: 'azure',
  'service-account': 'gcp',
  impersonation: 'gcp',
  none: 'sandbox',
} as const

const at =
  (field: string, key: string) =>
  (what: string, value: unknown, path = field): Nonsense => ({
    what,
    change: { [field]: value },
    at: path,
    key,
  })
/** Nonsense in one field of credentials of a kind. */
const inCredentials =
  (kind: Kind, field: string, key: string) =>
  (what: string, value: unknown): Nonsense => ({
    what: `${kind}: ${what}`,
    change: { platform: platformOf[kind], credentials: { ...wellFormed[kind], [field]: value } },
    at: `credentials.${field}`,
    key,
  })
const inKey = (field: string, key: string, what: string, value: unknown): Nonsense => ({
  what: `service-account: ${what}`,
  change: {
    platform: 'gcp',
    credentials: { kind: 'service-account', key: { ...wellFormed['service-account'].key, [field]: value } },
  },
  at: `credentials.key.${field}`,
  key,
})

const keyIds = inCredentials('access-key', 'accessKeyId', 'accessKeyId')
const secrets = inCredentials('access-key', 'secretAccessKey', 'secretAccessKey')
const tokens = inCredentials('access-key', 'sessionToken', 'sessionToken')
const roles = inCredentials('assume-role', 'roleArn', 'roleArn')
const clientSecrets = inCredentials('client-secret', 'clientSecret', 'clientSecret')
const serviceAccounts = inCredentials('impersonation', 'serviceAccount', 'serviceAccount')
const projects = inCredentials('impersonation', 'projectId', 'projectId')

const nonsenseNames: readonly Nonsense[] = [
  at('name', 'required')('an empty name', ''),
  at('name', 'required')('a name of spaces', '   '),
  at('name', 'required')('a name that nobody sees', '\u200b\u200b'),
  at('name', 'atMostCharacters')('a name of 81 characters', 'a'.repeat(81)),
  at('name', 'oneLine')('a name over two lines', 'Labs\nand more'),
  at('name', 'oneLine')('a name that turns the text around', 'Labs\u202etxt'),
  at('name', 'text')('a number as name', 5),
  at('environment', 'oneOf')('an unknown environment', 'production'),
  ...inherited.map((text) => at('environment', 'oneOf')(`the environment ${text}`, text)),
  at('environment', 'oneOf')('an environment in capitals', 'DEV'),
]

/** Nonsense for every field of the form of an account, and of the credentials of every kind. */
export const nonsenseAccounts: readonly Nonsense[] = [
  ...nonsenseNames,
  at('name', 'required')('no name', undefined),
  at('platform', 'oneOf')('an unknown platform', 'oracle'),
  ...inherited.map((text) => at('platform', 'oneOf')(`the platform ${text}`, text)),
  at('platform', 'required')('no platform', undefined),
  at('environment', 'required')('no environment', undefined),
  at('checkId', 'uuid')('a word as the id of the check', 'check'),
  at('owner', 'unknownField')('a field that does not exist', 'otto'),
  at('credentials', 'required')('no credentials', undefined),
  ...['password', ...inherited].map((kind) =>
    at('credentials', 'oneOf')(`credentials of the kind ${kind}`, { kind }, 'credentials.kind'),
  ),
  at('credentials', 'credentialsKind')(
    'credentials of another platform',
    wellFormed.federated,
    'credentials.kind',
  ),
  at('credentials', 'unknownField')(
    'a further field of credentials',
    { kind: 'none', secret: 'x' },
    'credentials.secret',
  ),

  keyIds('a word as key id', 'nonsense'),
  keyIds('a key id without its last character', keyId.slice(0, -1)),
  keyIds('a key id with one character more', `${keyId}A`),
  keyIds('a key id in small letters', keyId.toLowerCase()),
  keyIds('a secret as key id', secret),
  keyIds('a key id with a name and no value', 'aws_access_key_id = '),
  keyIds('two lines of a file as key id', `aws_access_key_id = ${keyId}\naws_secret_access_key = ${secret}`),
  inCredentials('access-key', 'accessKeyId', 'identityId')('the id of a user', 'AIDAIOSFODNN7EXAMPLE'),
  inCredentials('access-key', 'accessKeyId', 'identityId')('the id of a role', 'AROAIOSFODNN7EXAMPLE'),
  {
    ...inCredentials(
      'access-key',
      'accessKeyId',
      'sessionTokenNeeded',
    )('a temporary key without its token', 'ASIAIOSFODNN7EXAMPLE'),
    at: 'credentials.sessionToken',
  },
  secrets('a secret without its last character', secret.slice(0, -1)),
  secrets('a secret with a space', secret.replace('/', ' ')),
  secrets('a key id as secret', keyId),
  secrets('an empty secret', ''),
  tokens('a short token', 'abc'),
  tokens('a token with spaces', `${'abcd '.repeat(10)}`),
  inCredentials('access-key', 'secretAccessKey', 'required')('no secret', undefined),
  inCredentials('access-key', 'secretAccessKey', 'text')('a number as secret', 5),

  roles('a role of another partition', 'arn:aws-cn:iam::123456789012:role/labseat'),
  roles('a user', 'arn:aws:iam::123456789012:user/labseat'),
  roles('an account of eleven digits', 'arn:aws:iam::12345678901:role/labseat'),
  roles('the name of a role', 'labseat'),
  roles('an empty role', ''),

  ...(['client-secret', 'federated'] as const).flatMap((kind) =>
    ['subscriptionId', 'tenantId', 'clientId'].flatMap((field) => [
      inCredentials(kind, field, 'uuid')(`a word as ${field}`, 'labseat'),
      inCredentials(kind, field, 'uuid')(`${field} without hyphens`, uuid.replaceAll('-', '')),
      inCredentials(kind, field, 'uuid')(`an empty ${field}`, ''),
      inCredentials(kind, field, 'required')(`no ${field}`, undefined),
    ]),
  ),
  clientSecrets('a short client secret', 'short'),
  clientSecrets('a client secret with a space', 'abc8Q~client secret of an application'),
  clientSecrets('a client secret of 257 characters', 'a'.repeat(257)),
  inCredentials('client-secret', 'clientSecret', 'secretId')('the id of a client secret', uuid),

  projects('the number of a project', '123456789012'),
  projects('a project in capitals', 'Labseat-Labs'),
  projects('a project of five characters', 'labs1'),
  projects('a project with a line end inside', 'labseat\nlabs'),
  serviceAccounts('an e-mail address', 'olga@example.com'),
  serviceAccounts('the name of a service account', 'labs'),
  serviceAccounts('a domain that only begins like Google’s', 'labs@p.iam.gserviceaccount.com.evil.example'),
  ...[
    '123456789012-compute@developer.gserviceaccount.com',
    'labseat-labs@appspot.gserviceaccount.com',
  ].flatMap((email) => [
    inCredentials(
      'impersonation',
      'serviceAccount',
      'defaultServiceAccount',
    )(`the default account ${email}`, email),
    inKey('client_email', 'defaultServiceAccount', `the key of ${email}`, email),
  ]),
  inKey('type', 'keyType', 'the credentials of a person', 'authorized_user'),
  inKey('type', 'keyType', 'an external account', 'external_account'),
  inKey('type', 'keyType', 'no type', undefined),
  inKey('project_id', 'projectId', 'a project with a slash', 'labs/labs'),
  inKey('private_key_id', 'keyId', 'a key id with other letters', 'xyz'.repeat(5)),
  inKey('private_key', 'privateKey', 'a private key without its frame', 'MIIE'),
  inKey('private_key', 'privateKey', 'a public key', pem.replaceAll('PRIVATE', 'PUBLIC')),
  inKey('private_key', 'required', 'no private key', undefined),
  inKey('client_email', 'serviceAccount', 'an e-mail address in a key', 'olga@example.com'),
  inKey('universe_domain', 'universe', 'another universe', 'evil.example'),
  inCredentials('service-account', 'key', 'object')('a key as text', '{}'),
  inCredentials('service-account', 'key', 'required')('no key', undefined),
]

/** Nonsense for every field of a change of an account. */
export const nonsenseAccountChanges: readonly Nonsense[] = [
  ...nonsenseNames,
  at('disabled', 'trueOrFalse')('yes as disabled', 'yes'),
  at('disabled', 'trueOrFalse')('one as disabled', 1),
  at('platform', 'unknownField')('another platform', 'aws'),
]

const bucket = at('name', 'bucketName')
/** Nonsense for every field of a new bucket. */
export const nonsenseBuckets: readonly Nonsense[] = [
  ...[
    '',
    'ab',
    'Labs',
    'labs_state',
    'labs..state',
    '-labs',
    'labs-',
    's3://labs',
    'arn:aws:s3:::labs',
    'a'.repeat(64),
  ].map((text) => bucket(`the name ${JSON.stringify(text)}`, text)),
  at('name', 'required')('no name', undefined),
  ...['atlantis-1', 'eu-central-1', 'constructor'].map((text) =>
    at('region', 'region')(`the region ${text}`, text),
  ),
  at('region', 'required')('an empty region', ''),
  at('owner', 'unknownField')('a field that does not exist', 'otto'),
]

/** Pastes of one access key that are all the same key. */
export const pastedKeys = [
  { what: 'a byte-order mark', accessKeyId: `\ufeff${keyId}`, secretAccessKey: `\ufeff${secret}` },
  { what: 'zero-width spaces', accessKeyId: `\u200b${keyId}\u200b`, secretAccessKey: `${secret}\u200b` },
  { what: 'quotes', accessKeyId: `"${keyId}"`, secretAccessKey: `'${secret}'` },
  { what: 'curly quotes', accessKeyId: `“${keyId}”`, secretAccessKey: `‘${secret}’` },
  {
    what: 'the lines of ~/.aws/credentials',
    accessKeyId: `aws_access_key_id = ${keyId}`,
    secretAccessKey: `aws_secret_access_key=${secret}\r\n`,
  },
  {
    what: 'the lines of a shell',
    accessKeyId: `export AWS_ACCESS_KEY_ID="${keyId}"`,
    secretAccessKey: `$Env:AWS_SECRET_ACCESS_KEY="${secret}"`,
  },
  {
    what: 'the lines of the AWS CLI',
    accessKeyId: `  "AccessKeyId": "${keyId}",`,
    secretAccessKey: `"SecretAccessKey": "${secret}",`,
  },
  {
    what: 'the lines of the console',
    accessKeyId: `Access key ID: ${keyId}`,
    secretAccessKey: `Secret access key: ${secret}`,
  },
] as const
export const pastedKey = { accessKeyId: keyId, secretAccessKey: secret }
