import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { awsKeys } from '../../scripts/stack/aws-demo.ts'
import { azure, google } from '../../scripts/stack/clouds/demo.ts'
import { api } from '../../testing/api.ts'
import { azureSecret, googleKeyOf, withTrouble } from '../../testing/cloud-accounts.ts'
import { asPerson, unique } from '../../testing/people.ts'
import { encodingsOf, exportFirestore, readStackLogs, recordMessages } from '../../testing/secret-search.ts'
import { waitUntil } from '../../testing/wait-until.ts'

/**
 * Connects, rotates, checks, uses and deletes accounts, and then searches for their secrets in all that the product wrote: responses,
 * Firestore, logs and Pub/Sub messages.
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
  const credentialsByName = {
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
  for (const [platform, credentials] of Object.entries(credentialsByName)) {
    const { status, body, text } = await connect(platform === 'session' ? 'aws' : platform, credentials)
    if (status !== 201) throw new Error(text)
    accounts.push(body)
  }
  // Wrong secrets, invalid input and outages.
  await connect('aws', { ...credentialsByName.aws, secretAccessKey: wrong })
  await connect('aws', {
    ...credentialsByName.aws,
    accessKeyId: awsKeys.demo.secretAccessKey,
    secretAccessKey: 'AKIALABSEATDEMO00001',
  })
  await connect('azure', azureSecret({ clientSecret: azure.wrongSecret }))
  await connect('azure', credentialsByName.gcp)
  await connect('gcp', { kind: 'service-account', key: { ...key, project_id: 7 } })
  for (const kind of ['html', 'unavailable', 'broken-json', 'reset', 'forbidden'] as const) {
    await using _trouble = await withTrouble({ at: '/token', kind })
    await connect('azure', credentialsByName.azure)
    await connect('gcp', credentialsByName.gcp)
  }
  for (const { id, platform } of accounts) {
    const credentials = Object.entries(credentialsByName).find(([key]) => key === platform)![1]
    await call('POST', `/v1/cloud-accounts/${id}/verify`, { checkId: crypto.randomUUID() })
    await call('PUT', `/v1/cloud-accounts/${id}/credentials`, { credentials })
    await call('GET', `/v1/cloud-accounts/${id}/buckets`)
    await call('GET', `/v1/cloud-accounts/${id}`)
  }
  await call('PUT', `/v1/cloud-accounts/${accounts[0]!.id}/credentials`, {
    credentials: { ...credentialsByName.aws, secretAccessKey: wrong },
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
    'the responses of the API': answers.join('\n'),
    'the export of Firestore': await exportFirestore(),
    'the logs': readStackLogs('functions.log', 'emulators.log'),
    'the messages of Pub/Sub': messages.join('\n'),
  })
}, 120_000)

describe.each(['the responses of the API', 'the export of Firestore', 'the logs', 'the messages of Pub/Sub'])(
  '%s',
  (where) => {
    test('contain a text that is not secret, so the search works', () => {
      const known =
        { 'the logs': 'cloud-accounts-create', 'the messages of Pub/Sub': 'cloud-accounts-create' }[where] ??
        name
      expect(written[where]).toContain(known)
    })

    test('contain no secret', () => {
      for (const secret of secrets)
        expect(written[where]!.includes(secret), `${secret.slice(0, 4)}…`).toBe(false)
    })
  },
)
