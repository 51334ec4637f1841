import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PubSub, type Subscription } from '@google-cloud/pubsub'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { api } from '../../e2e/support/api.ts'
import { azureSecret, googleKeyOf, troubled } from '../../e2e/support/cloud-accounts.ts'
import { asPerson, unique } from '../../e2e/support/people.ts'
import { until } from '../../e2e/support/until.ts'
import { topics } from '../../pubsub/topics.ts'
import { awsKeys } from '../../scripts/stack/aws-demo.ts'
import { azure, google } from '../../scripts/stack/clouds/demo.ts'

/**
 * Everything the product wrote while accounts were connected, refused, rotated, checked, used and deleted, searched for the secrets that
 * were given: what it answered, what Firestore holds, what its functions logged and what went over Pub/Sub.
 */
const name = `Searched-${unique()}`
const answers: string[] = []
const written: Record<string, string> = {}
let secrets: string[]

const tapped = async (pubsub: PubSub): Promise<{ all: Subscription[]; heard: string[] }> => {
  const heard: string[] = []
  const names = topics.flatMap(({ topic }) => [topic, `${topic}-dead`])
  const all = await Promise.all(
    names.map(async (topic) => {
      const [tap] = await pubsub.topic(topic).createSubscription(`tap-${topic}-${unique()}`)
      return tap
    }),
  )
  for (const tap of all)
    tap.on('message', (message) => {
      heard.push(message.data.toString() + JSON.stringify(message.attributes))
      message.ack()
    })
  return { all, heard }
}

/** The database as the emulator exports it, which is as it lies on disk. */
const exported = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'labseat-'))
  const project = `projects/${process.env.GOOGLE_CLOUD_PROJECT}`
  try {
    const response = await fetch(
      `http://${process.env.FIRESTORE_EMULATOR_HOST}/emulator/v1/${project}:export`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
        body: JSON.stringify({ database: `${project}/databases/(default)`, export_directory: folder }),
      },
    )
    if (!response.ok) throw new Error(`Firestore was not exported: ${await response.text()}`)
    return globSync('**/*', { cwd: folder, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'))
      .join('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const logs = (): string => {
  const folder = join(import.meta.dirname, '../../.labseat', process.env.LABSEAT_STACK ?? 'test')
  return ['functions.log', 'emulators.log'].map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
}

beforeAll(async () => {
  const otto = await asPerson('Otto', { role: 'operator' })
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await api(method, path, body, otto)
    answers.push(answer.text, JSON.stringify([...answer.headers]))
    return answer
  }
  const pubsub = new PubSub({ projectId: process.env.GOOGLE_CLOUD_PROJECT! })
  const { all, heard } = await tapped(pubsub)
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
  // As they are, as JSON has them, and in Base64 wherever they begin.
  secrets = plain.flatMap((one) => [
    one,
    ...[0, 1, 2].map((shift) =>
      Buffer.from(' '.repeat(shift) + one)
        .toString('base64')
        .slice(shift === 0 ? 0 : 4, -4),
    ),
  ])

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
  await until('all messages', () =>
    heard.some((one) => one.includes(`cloud-accounts-update`) && one.includes(last)),
  )
  await Promise.all(all.map((tap) => tap.delete()))
  await pubsub.close()
  Object.assign(written, {
    'the answers of the API': answers.join('\n'),
    'Firestore as it is exported': await exported(),
    'the logs': logs(),
    'what went over Pub/Sub': heard.join('\n'),
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
