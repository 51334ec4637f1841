import { PubSub } from '@google-cloud/pubsub'
import type { Message, Topic } from '../contract/messages.ts'
import { config } from './config.ts'
import { described, logger } from './log.ts'

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

type Slot = { lastSent: number; waiting?: { json: Message<Topic>; sent: Promise<void> } | undefined }
const slots = new Map<string, Slot>()

const send = async (name: Topic, json: Message<Topic>, slot: Slot): Promise<void> => {
  slot.lastSent = performance.now()
  try {
    await topic(name).publishMessage({ json })
  } catch (error) {
    // What the message tells of is already in Firestore: the sweep finds it. The caller's change stands.
    logger()('ERROR', 'A message could not be published; the sweep will see to it.', {
      topic: name,
      ...described(error),
    })
  }
}

/**
 * Publishes; call it after the commit the message tells of, never before.
 * The first message goes at once. What follows on the same key within 25 ms is merged into one message, sent when that time is over;
 * it resolves when the message that covers it is sent. It never rejects.
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
  const slot = slots.get(id) ?? { lastSent: -gather }
  slots.set(id, slot)
  if (slot.waiting) {
    slot.waiting.json = merge(slot.waiting.json as Message<T>, json)
    return slot.waiting.sent
  }
  const wait = slot.lastSent + gather - performance.now()
  if (wait <= 0) {
    if (slots.size > 1000) forgetIdle()
    return send(name, json, slot)
  }
  const sent = new Promise((resolve) => setTimeout(resolve, wait)).then(() => {
    const due = slot.waiting!.json
    slot.waiting = undefined
    return send(name, due, slot)
  })
  slot.waiting = { json, sent }
  return sent
}

const forgetIdle = () => {
  for (const [id, slot] of slots)
    if (!slot.waiting && slot.lastSent + gather < performance.now()) slots.delete(id)
}

/** Registrations of an event wait for settle; all of them were committed by `at` of Firestore's clock. */
export const askToSettle = (
  name: 'registration-requested' | 'event-capacity-changed',
  eventId: string,
  at: string,
): Promise<void> => publish(name, eventId, { eventId, at }, (a, b) => (a.at > b.at ? a : b))

/** Hands changes to the log; `activity/{id}` already holds them. */
export const publishActivity = (items: Message<'activity'>['items']): Promise<void> =>
  publish('activity', 'all', { items }, (a, b) => ({ items: [...a.items, ...b.items] }))
