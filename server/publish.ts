import { setTimeout as pause } from 'node:timers/promises'
import { PubSub } from '@google-cloud/pubsub'
import type { Message, Topic } from '../contract/messages.ts'
import { config } from './config.ts'
import { createLogger, describeError } from './log.ts'

/** Messages of one topic and key that come within this time share one publish. In milliseconds. */
const gather = 25

const pubsub = new PubSub({ projectId: config.projectId })
const topics = new Map<Topic, ReturnType<typeof pubsub.topic>>()
const topic = (name: Topic) => {
  const known = topics.get(name)
  if (known) return known
  // One message a publish: messages are gathered here, where they can be merged, and the library need not wait for more.
  const made = pubsub.topic(name, { batching: { maxMessages: 1 } })
  topics.set(name, made)
  return made
}

const send = async (name: Topic, json: Message<Topic>): Promise<void> => {
  try {
    await topic(name).publishMessage({ json })
  } catch (error) {
    // What the message tells of is already in Firestore: the sweep finds it. The caller's change stands.
    createLogger()('ERROR', 'A message could not be published; the sweep will see to it.', {
      topic: name,
      ...describeError(error),
    })
  }
}

/** A publish of the last 25 ms or one still under way, and what comes after it. */
type Waiting = { json: Message<Topic>; sent: Promise<void> }
type Slot = { free: Promise<void>; waiting?: Waiting }
const slots = new Map<string, Slot>()

const start = (id: string, name: Topic, json: Message<Topic>): Promise<void> => {
  const sent = send(name, json)
  const free = Promise.all([sent, pause(gather)]).then(() => {
    if (!slot.waiting) slots.delete(id)
  })
  const slot: Slot = { free }
  slots.set(id, slot)
  return sent
}

/**
 * Publishes; call it after the commit the message tells of, never before.
 * The first message goes at once. What follows on the same key within 25 ms, or while Pub/Sub has not yet taken the one before, is merged
 * into one message; it resolves when the message that covers it is sent. It never rejects.
 *
 * @param key messages of one key are merged
 * @param merge how two messages of one key become one
 */
export const publish = <T extends Topic>(
  name: T,
  key: string,
  json: Message<T>,
  merge: (earlier: Message<T>, later: Message<T>) => Message<T> = (_, later) => later,
): Promise<void> => {
  const id = `${name}/${key}`
  const slot = slots.get(id)
  if (!slot) return start(id, name, json)
  if (slot.waiting) {
    slot.waiting.json = merge(slot.waiting.json as Message<T>, json)
    return slot.waiting.sent
  }
  const waiting: Waiting = { json, sent: slot.free.then(() => start(id, name, waiting.json)) }
  slot.waiting = waiting
  return waiting.sent
}

/** Registrations of an event wait for settle; all of them were committed by `at` of Firestore's clock. */
export const requestSettle = (
  name: 'registration-requested' | 'event-capacity-changed',
  eventId: string,
  at: string,
): Promise<void> => publish(name, eventId, { eventId, at }, (a, b) => (a.at > b.at ? a : b))

/** Hands changes to the log; `activity/{id}` already holds them. */
export const publishActivity = (items: Message<'activity'>['items']): Promise<void> =>
  publish('activity', 'all', { items }, (a, b) => ({ items: [...a.items, ...b.items] }))
