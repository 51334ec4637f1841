import { PubSub } from '@google-cloud/pubsub'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DeadLetter } from '../../contract/dead-letters.ts'
import { config } from '../../server/config.ts'
import { deadLetterId } from '../../server/dead-letters/identity.ts'
import { documents } from '../../server/documents.ts'
import { api, apiUrl, send } from '../../testing/api.ts'
import { addDeadLetter } from '../../testing/dead-letters.ts'
import { newTrace } from '../../testing/logs.ts'
import { asPerson, type Person, unique } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'

const pubsub = new PubSub({ projectId: config.projectId })
let adam: Person
beforeAll(async () => {
  adam = await asPerson('Adam', { role: 'admin' })
})
afterAll(() => pubsub.close())

const read = async (id: string) => (await documents.deadLetter(id).get()).data()
const findListed = async (id: string) => {
  const { body } = await api<{ items: DeadLetter[] }>('GET', '/v1/dead-letters?limit=100', undefined, adam)
  return body.items.find((item) => item.id === id)
}
const replay = (id: string, headers = {}) =>
  api<DeadLetter>('POST', `/v1/dead-letters/${id}/replay`, undefined, adam, headers)

/** Delivers a message to the handler of a topic, as Pub/Sub pushes it. */
const push = (topic: string, data: string, attributes: Record<string, string> = {}) =>
  send(`/projects/${config.projectId}/topics/${topic}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      subscription: `projects/${config.projectId}/subscriptions/${topic}`,
      message: {
        data: Buffer.from(data).toString('base64'),
        attributes,
        messageId: unique(),
        publishTime: '2031-01-01T00:00:00.123456789Z',
      },
    }),
  })

describe('a message that fails in every delivery', () => {
  test('is stored with its payload, the reason, the attempts and its trace', async () => {
    const { traceId, headers } = newTrace()
    const payload = JSON.stringify({ accountId: 'not an id', by: unique() })
    for (let attempt = 1; attempt <= 3; attempt++)
      expect((await push('cloud-account-due', payload, headers)).status).toBe(500)
    // Pub/Sub forwards it to the dead-letter topic, which the emulator delivers to the handler.
    await pubsub
      .topic('cloud-account-due-dead')
      .publishMessage({ data: Buffer.from(payload), attributes: headers })
    const id = deadLetterId('cloud-account-due', payload)
    const item = await waitUntil('the dead letter', () => findListed(id))
    expect(item).toEqual({
      id,
      topic: 'cloud-account-due',
      payload,
      reason: expect.stringMatching(/^The message does not match the contract: accountId: /),
      attempts: 3,
      firstAt: '2031-01-01T00:00:00.123Z',
      lastAt: expect.any(String),
      traceId,
      state: 'dead',
      replays: 0,
      canReplay: false,
    })
  })

  test('is forwarded by Pub/Sub after its last delivery', async () => {
    const payload = JSON.stringify({ accountId: 'not an id', by: unique() })
    // A topic apart with the same handler, so that the message does not stay in the stack's subscription.
    const [quick] = await pubsub.createTopic(`quick-${unique()}`)
    const [subscription] = await quick.createSubscription(`quick-${unique()}`, {
      pushEndpoint: `${apiUrl()}/projects/${config.projectId}/topics/cloud-account-due`,
      retryPolicy: { minimumBackoff: { nanos: 100_000_000 }, maximumBackoff: { seconds: 1 } },
      deadLetterPolicy: {
        deadLetterTopic: `projects/${config.projectId}/topics/cloud-account-due-dead`,
        maxDeliveryAttempts: 5,
      },
    })
    await quick.publishMessage({ data: Buffer.from(payload) })
    const item = await waitUntil(
      'the dead letter',
      () => findListed(deadLetterId('cloud-account-due', payload)),
      60,
    )
    await subscription.delete()
    await quick.delete()
    expect(item.attempts).toBeGreaterThanOrEqual(5)
  })

  test('is stored once, however often it arrives', async () => {
    const payload = JSON.stringify({ uid: `none-${unique()}` })
    const id = deadLetterId('user-registered', payload)
    await Promise.all(Array.from({ length: 4 }, () => push('user-registered-dead', payload)))
    const stored = await read(id)
    await push('user-registered-dead', payload)
    expect({ ...(await read(id)), lastAt: '', expiresAt: '' }).toEqual({
      ...stored,
      lastAt: '',
      expiresAt: '',
    })
  })

  test('is stored without what is too long to store, and can then only be discarded', async () => {
    const payload = JSON.stringify({ uid: `none-${unique()}`, more: 'x'.repeat(70_000) })
    await push('user-registered-dead', payload)
    const id = deadLetterId('user-registered', payload)
    const item = (await findListed(id))!
    expect({ canReplay: item.canReplay, length: item.payload.length }).toEqual({
      canReplay: false,
      length: 2000,
    })
    expect((await replay(id)).body).toMatchObject({ code: 'not-replayable' })
    expect((await api('DELETE', `/v1/dead-letters/${id}`, undefined, adam)).status).toBe(204)
  })
})

test('a replayed message leaves the list, and comes back if it fails again', async () => {
  const payload = JSON.stringify({ mailId: `none-${unique()}` })
  const id = await addDeadLetter({ payload })
  const { status, body } = await replay(id)
  expect({ status, body }).toMatchObject({ status: 200, body: { state: 'replayed', replays: 1 } })
  expect(await findListed(id)).toBeUndefined()

  await push('user-notification-dead', payload)
  expect(await findListed(id)).toMatchObject({ state: 'dead', replays: 1 })
})

test('a discarded message does not come back with a late copy', async () => {
  const payload = JSON.stringify({ accountId: '?', by: unique() })
  await push('cloud-account-due', payload)
  await push('cloud-account-due-dead', payload)
  const id = deadLetterId('cloud-account-due', payload)
  expect(await findListed(id)).toBeDefined()
  expect((await api('DELETE', `/v1/dead-letters/${id}`, undefined, adam)).status).toBe(204)
  await push('cloud-account-due-dead', payload)
  expect(await findListed(id)).toBeUndefined()
})

test('only admins see dead letters, and an unknown one is not found', async () => {
  const otto = await asPerson('Otto', { role: 'operator' })
  expect((await api('GET', '/v1/dead-letters', undefined, otto)).body.code).toBe('forbidden')
  expect((await replay('none')).body).toMatchObject({ code: 'not-found' })
})
