import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { cloudAccountInput } from './cloud-accounts.ts'
import { cloudCredentials } from './cloud-credentials.ts'
import { fieldProblemsOf } from './validation-issues.ts'

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
const file = {
  type: 'service_account',
  project_id: 'labseat-labs',
  private_key_id: 'a'.repeat(40),
  private_key: pem,
  client_email: 'labs@labseat-labs.iam.gserviceaccount.com',
  client_id: '104857600000000000002',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
  auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
  client_x509_cert_url: 'https://www.googleapis.com/robot/v1/metadata/x509/labs',
  universe_domain: 'googleapis.com',
}
const serviceAccountKey = (changes: object = {}) => ({
  kind: 'service-account',
  key: { ...file, ...changes },
})
const azure = {
  kind: 'client-secret',
  tenantId: '5eab1ab5-0000-4000-8000-0000000000a0',
  subscriptionId: '5eab1ab5-0000-4000-8000-0000000000b0',
  clientId: '5eab1ab5-0000-4000-8000-0000000000c0',
  clientSecret: 'abc8Q~client-secret-of-an-application_1',
}
/** The messages with their fields. Empty if the credentials are valid. */
const messagesOf = (credentials: unknown): string[] => {
  const { error } = cloudCredentials.safeParse(credentials)
  return error ? fieldProblemsOf(error).map(({ path, message }) => `${path}: ${message}`) : []
}

test('a parsed key file has only its checked fields, and no URLs', () => {
  const { project_id, private_key_id, private_key, client_email, universe_domain } = file
  expect(
    cloudCredentials.parse(
      serviceAccountKey({ token_uri: 'http://169.254.169.254/', credential_source: {} }),
    ),
  ).toEqual({
    kind: 'service-account',
    key: { type: 'service_account', project_id, private_key_id, private_key, client_email, universe_domain },
  })
})

test('a key file without universe_domain is accepted, because older files lack it', () => {
  expect(messagesOf(serviceAccountKey({ universe_domain: undefined }))).toEqual([])
})

describe('Google credentials are refused if they contain', () => {
  const external = {
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: 'https://sts.googleapis.com/v1/token',
  }
  test.each<[string, object, RegExp]>([
    [
      "a person's own credentials",
      { type: 'authorized_user' },
      /^key\.type: Use the key of a service account/,
    ],
    [
      'an external account that reads a file',
      { ...external, credential_source: { file: '/proc/self/environ' } },
      /^key\.type: Use the key of a service account/,
    ],
    [
      'an external account that calls a URL',
      { ...external, credential_source: { url: 'http://169.254.169.254/' } },
      /^key\.type: Use the key of a service account/,
    ],
    [
      'an external account that runs a command',
      { ...external, credential_source: { executable: { command: 'id' } } },
      /^key\.type: Use the key of a service account/,
    ],
    ['an impersonated account', { type: 'impersonated_service_account' }, /^key\.type/],
    ['an account of another domain', { client_email: 'labs@attacker.example' }, /^key\.client_email/],
    [
      'an account whose domain only begins like Google’s',
      { client_email: 'labs@iam.gserviceaccount.com.attacker.example' },
      /^key\.client_email/,
    ],
    ['an e-mail with a line end', { client_email: `${file.client_email}\n` }, /^key\.client_email/],
    ['another universe', { universe_domain: 'attacker.example' }, /^key\.universe_domain: Only googleapis/],
    ['an empty universe', { universe_domain: '' }, /^key\.universe_domain/],
    [
      'a PEM without its end',
      { private_key: pem.slice(0, 200) },
      /^key\.private_key: The private key is not in PEM format/,
    ],
    ['a PEM with escaped line ends', { private_key: pem.replaceAll('\n', '\\n') }, /^key\.private_key/],
    [
      'an encrypted PEM',
      { private_key: pem.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE') },
      /^key\.private_key/,
    ],
    ['a certificate', { private_key: pem.replaceAll('PRIVATE KEY', 'CERTIFICATE') }, /^key\.private_key/],
    ['a path in place of a key', { private_key: '/etc/ssl/private/key.pem' }, /^key\.private_key/],
    ['a key id with a path', { private_key_id: '../../keys' }, /^key\.private_key_id/],
    ['a project with a path', { project_id: 'labs/../../secrets' }, /^key\.project_id/],
  ])('%s', (_, changes, expected) => {
    expect(messagesOf(serviceAccountKey(changes))).toContainEqual(expect.stringMatching(expected))
  })

  test('five megabytes of text, without slow matching', () => {
    const begun = performance.now()
    expect(
      messagesOf(serviceAccountKey({ private_key: `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(5_000_000)}` })),
    ).not.toEqual([])
    expect(messagesOf(serviceAccountKey({ client_email: `${'a'.repeat(5_000_000)}@` }))).not.toEqual([])
    // A pattern that backtracks would take minutes.
    expect(performance.now() - begun).toBeLessThan(5_000)
  })

  test('text in place of a key file, and an unknown kind', () => {
    expect(messagesOf({ kind: 'service-account', key: JSON.stringify(file) })).not.toEqual([])
    expect(messagesOf({ kind: 'external-account', key: file })).not.toEqual([])
  })

  test('a service account of another domain, or with a path', () => {
    const keyless = { kind: 'impersonation', projectId: 'labseat-labs' }
    expect(messagesOf({ ...keyless, serviceAccount: 'labs@attacker.example' })).toHaveLength(1)
    expect(messagesOf({ ...keyless, serviceAccount: 'a/../b@x.iam.gserviceaccount.com' })).toHaveLength(1)
    expect(messagesOf({ ...keyless, serviceAccount: file.client_email })).toEqual([])
  })
})

describe('Azure credentials', () => {
  test('lose blanks and line ends around pasted text', () => {
    const padded = Object.fromEntries(
      Object.entries(azure).map(([name, value]) => [name, name === 'kind' ? value : `\t ${value} \n`]),
    )
    expect(cloudCredentials.parse(padded)).toEqual(azure)
  })

  test.each<[string, object, RegExp]>([
    [
      'the id of a secret in place of its value',
      { clientSecret: azure.clientId },
      /^clientSecret: This is the id of a secret/,
    ],
    ['a secret with a blank inside', { clientSecret: 'abc8Q~client secret of_1' }, /^clientSecret/],
    ['an empty secret', { clientSecret: '' }, /^clientSecret/],
    [
      'a tenant’s domain in place of its id',
      { tenantId: 'contoso.onmicrosoft.com' },
      /^tenantId: Enter a UUID/,
    ],
    ['a tenant with a path', { tenantId: '../common' }, /^tenantId/],
    [
      'a swapped secret and client id',
      { clientId: azure.clientSecret, clientSecret: azure.clientId },
      /^clientId/,
    ],
    ['a subscription with a path', { subscriptionId: `${azure.subscriptionId}/..` }, /^subscriptionId/],
    ['an additional authority', { authorityHost: 'https://attacker.example' }, /^authorityHost: /],
  ])('with %s are refused', (_, changes, expected) => {
    expect(messagesOf({ ...azure, ...changes })).toContainEqual(expect.stringMatching(expected))
  })

  test('do not appear in messages', () => {
    const messages = messagesOf({ ...azure, clientSecret: 'hunter2 hunter2 hunter2' }).join()
    expect(messages).not.toContain('hunter2')
    expect(messagesOf(serviceAccountKey({ private_key: `hunter2 ${pem}` })).join()).not.toMatch(/hunter2|MII/)
  })
})

test('credentials of one platform are refused for another', () => {
  const account = { name: 'Labs', environment: 'dev', credentials: azure }
  expect(cloudAccountInput.safeParse({ ...account, platform: 'azure' }).success).toBe(true)
  for (const platform of ['aws', 'gcp', 'sandbox'])
    expect(cloudAccountInput.safeParse({ ...account, platform }).error?.issues[0]?.path).toEqual([
      'credentials',
      'kind',
    ])
})
