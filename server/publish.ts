import { setTimeout as pause } from 'node:timers/promises'
import { PubSub } from '@google-cloud/pubsub'
import type { Message, Topic } from '../contract/messages.ts'
import { coalesced } from './concurrency.ts'
import { config } from './config.ts'
import { createLogger, describeError } from './log.ts'

/** Messages of one topic and key that arrive within this time share one publish. */
const mergeWindowMs = 25

const pubsub = new PubSub({ projectId: config.projectId })
const topics = new Map<Topic, ReturnType<typeof pubsub.topic>>()
const getTopic = (name: Topic) => {
  const cached = topics.get(name)
  if (cached) return cached
  // Messages are merged here, so the library need not wait for a second message.
  const topic = pubsub.topic(name, { batching: { maxMessages: 1 } })
  topics.set(name, topic)
  return topic
}

const send = async (name: Topic, json: Message<Topic>): Promise<void> => {
  try {
    await getTopic(name).publishMessage({ json })
  } catch (error) {
    // The change is already in Firestore, so the caller's request succeeds and the sweep handles the change.
    createLogger()('ERROR', 'A message could not be published. The sweep will handle the change.', {
      topic: name,
      ...describeError(error),
    })
  }
}

type Publish = {
  name: Topic
  json: Message<Topic>
  mergeWith: (earlier: Message<Topic>) => Message<Topic>
}

const publishMerged = coalesced<Publish, void>(
  (earlier, later) => ({ ...later, json: later.mergeWith(earlier.json) }),
  (_key, { name, json }) => {
    const done = send(name, json)
    return { done, free: Promise.all([done, pause(mergeWindowMs)]) }
  },
)

/**
 * Publishes a message. Call it after the commit that the message reports, never before.
 * The first message goes at once. Messages of the same key that arrive within 25 ms, or before Pub/Sub has confirmed the first one, are
 * merged into one message. The promise resolves when the message that covers this one is sent. It never rejects.
 *
 * @param key messages of one topic and key are merged
 * @param merge turns two messages of one key into one; by default the later one wins
 */
export const publish = <T extends Topic>(
  name: T,
  key: string,
  json: Message<T>,
  merge: (earlier: Message<T>, later: Message<T>) => Message<T> = (_, later) => later,
): Promise<void> =>
  publishMerged(`${name}/${key}`, {
    name,
    json,
    mergeWith: (earlier) => merge(earlier as Message<T>, json),
  })

/** Requests that an event's registrations are settled. @param at Firestore's time of the commit; all of them were committed by then */
export const requestSettle = (
  name: 'registration-requested' | 'event-capacity-changed',
  eventId: string,
  at: string,
): Promise<void> => publish(name, eventId, { eventId, at }, (a, b) => (a.at > b.at ? a : b))

/** Sends activities to the log. `activity/{id}` already holds them. */
export const publishActivity = (items: Message<'activity'>['items']): Promise<void> =>
  publish('activity', 'all', { items }, (a, b) => ({ items: [...a.items, ...b.items] }))
