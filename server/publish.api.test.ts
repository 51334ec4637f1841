import { PubSub } from '@google-cloud/pubsub'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from '../contract/messages.ts'
import { unique } from '../testing/people.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { publishActivity, requestSettle } from './publish.ts'

const pubsub = new PubSub({ projectId: process.env.GOOGLE_CLOUD_PROJECT! })
const subscriptions = ['registration-requested', 'activity'].map((topic) =>
  pubsub.topic(topic).subscription(`${topic}-${unique()}`),
)
const requests: Message<'registration-requested'>[] = []
const logged: Message<'activity'>['items'][] = []
beforeAll(async () => {
  const [requested, activity] = subscriptions as [(typeof subscriptions)[0], (typeof subscriptions)[0]]
  for (const subscription of subscriptions) await subscription.create()
  requested.on('message', (message) => {
    requests.push(JSON.parse(message.data.toString()))
    message.ack()
  })
  activity.on('message', (message) => {
    logged.push(JSON.parse(message.data.toString()).items)
    message.ack()
  })
})
afterAll(async () => {
  for (const subscription of subscriptions) await subscription.delete()
  await pubsub.close()
})

const at = (index: number) => new Date(Date.UTC(2031, 0, 1, 0, 0, index)).toISOString()
const timesOf = (eventId: string) =>
  requests.filter((message) => message.eventId === eventId).map(({ at }) => at)

test('a hundred simultaneous requests become two messages: the first at once, the others merged with the latest time', async () => {
  const [crowded, quiet] = [`none-${unique()}`, `none-${unique()}`]
  const order = Array.from({ length: 100 }, (_, index) => (index * 37) % 100)
  await Promise.all([
    ...order.map((index) => requestSettle('registration-requested', crowded, at(index))),
    requestSettle('registration-requested', quiet, at(3)),
  ])
  await waitUntil('three messages', () => timesOf(crowded).length + timesOf(quiet).length >= 3)
  expect(timesOf(crowded).sort()).toEqual([at(0), at(99)])
  expect(timesOf(quiet)).toEqual([at(3)])

  await requestSettle('registration-requested', crowded, at(200))
  await waitUntil('one more', () => timesOf(crowded).length > 2)
  expect(timesOf(crowded)).toContain(at(200))
})

test('every activity reaches the log topic, in fewer messages than activities', async () => {
  const actor = `nobody-${unique()}`
  const change = (index: number) => ({
    actorId: actor,
    action: 'events-update',
    thing: `events/${index}`,
    at: at(index),
    requestId: `${actor}-${index}`,
  })
  await Promise.all(Array.from({ length: 50 }, (_, index) => publishActivity([change(index)])))
  const mine = () => logged.flat().filter((item) => item.actorId === actor)
  await waitUntil('fifty changes', () => mine().length >= 50)
  expect(
    mine()
      .map(({ at }) => at)
      .sort(),
  ).toEqual(Array.from({ length: 50 }, (_, index) => at(index)))
  expect(logged.filter((items) => items.some((item) => item.actorId === actor)).length).toBeLessThan(50)
})
