import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { awsKeys } from '../../scripts/stack/aws-demo.ts'
import { azure, google } from '../../scripts/stack/clouds/demo.ts'
import { api } from '../../testing/api.ts'
import { azureSecret, googleKeyOf, troubled } from '../../testing/cloud-accounts.ts'
import { asPerson, unique } from '../../testing/people.ts'
import { encodingsOf, exportFirestore, readStackLogs, recordMessages } from '../../testing/secret-search.ts'
import { waitUntil } from '../../testing/wait-until.ts'

/**
 * Everything the product wrote while accounts were connected, refused, rotated, checked, used and deleted, searched for the secrets that
 * were given: what it answered, what Firestore holds, what its functions logged and what went over Pub/Sub.
 */
const name = `Searched-${unique()}`
const answers: string[] = []
const written: Record<string, string> = {}
let secrets: string[]

beforeAll(async () => {
  const otto = await asPerson('Otto', { role: 'operator' })
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await api(method, path, body, otto)
    answers.push(answer.text, JSON.stringify([...answer.headers]))
    return answer
  }
  const { messages, end } = await recordMessages()
  const key = await googleKeyOf(google.account)
  const wrong = 'simulated/nobody-has-this-one/0000000000'
  const given = {
    aws: { kind: 'access-key', ...awsKeys.demo },
    session: { kind: 'access-key', ...awsKeys.session },
    azure: azureSecret(),
    gcp: { kind: 'service-account', key },
  }
  const pem = String(key.private_key).split('\n').slice(1, -2)
  const plain = [
    awsKeys.demo.secretAccessKey,
    awsKeys.session.secretAccessKey,
    awsKeys.session.sessionToken,
    wrong,
    azure.secret,
    azure.wrongSecret,
    ...pem,
  ]
  secrets = plain.flatMap(encodingsOf)

  const connect = (platform: string, credentials: object) =>
    call('POST', '/v1/cloud-accounts', {
      name,
      platform,
      environment: 'dev',
      credentials,
      checkId: crypto.randomUUID(),
    })
  const accounts: CloudAccount[] = []
  for (const [platform, credentials] of Object.entries(given)) {
    const { status, body, text } = await connect(platform === 'session' ? 'aws' : platform, credentials)
    if (status !== 201) throw new Error(text)
    accounts.push(body)
  }
  // Refused, malformed, and in trouble.
  await connect('aws', { ...given.aws, secretAccessKey: wrong })
  await connect('aws', {
    ...given.aws,
    accessKeyId: awsKeys.demo.secretAccessKey,
    secretAccessKey: 'AKIALABSEATDEMO00001',
  })
  await connect('azure', azureSecret({ clientSecret: azure.wrongSecret }))
  await connect('azure', given.gcp)
  await connect('gcp', { kind: 'service-account', key: { ...key, project_id: 7 } })
  for (const kind of ['html', 'unavailable', 'broken-json', 'reset', 'forbidden'] as const) {
    await using _trouble = await troubled({ at: '/token', kind })
    await connect('azure', given.azure)
    await connect('gcp', given.gcp)
  }
  for (const { id, platform } of accounts) {
    const credentials = Object.entries(given).find(([one]) => one === platform)![1]
    await call('POST', `/v1/cloud-accounts/${id}/verify`, { checkId: crypto.randomUUID() })
    await call('PUT', `/v1/cloud-accounts/${id}/credentials`, { credentials })
    await call('GET', `/v1/cloud-accounts/${id}/buckets`)
    await call('GET', `/v1/cloud-accounts/${id}`)
  }
  await call('PUT', `/v1/cloud-accounts/${accounts[0]!.id}/credentials`, {
    credentials: { ...given.aws, secretAccessKey: wrong },
  })
  await call('GET', '/v1/cloud-accounts')
  await call('GET', '/v1/me/export')
  await call('DELETE', `/v1/cloud-accounts/${accounts[0]!.id}`)
  const last = (await call('PATCH', `/v1/cloud-accounts/${accounts[1]!.id}`, { name: `${name}-last` })).body
    .id
  await waitUntil('all messages', () =>
    messages.some((message) => message.includes(`cloud-accounts-update`) && message.includes(last)),
  )
  await end()
  Object.assign(written, {
    'the answers of the API': answers.join('\n'),
    'Firestore as it is exported': await exportFirestore(),
    'the logs': readStackLogs('functions.log', 'emulators.log'),
    'what went over Pub/Sub': messages.join('\n'),
  })
}, 120_000)

describe.each([
  'the answers of the API',
  'Firestore as it is exported',
  'the logs',
  'what went over Pub/Sub',
])('%s', (where) => {
  test('was searched: what is no secret is found', () => {
    const known =
      { 'the logs': 'cloud-accounts-create', 'what went over Pub/Sub': 'cloud-accounts-create' }[where] ??
      name
    expect(written[where]).toContain(known)
  })

  test('holds none of the secrets', () => {
    for (const secret of secrets)
      expect(written[where]!.includes(secret), `${secret.slice(0, 4)}…`).toBe(false)
  })
})
