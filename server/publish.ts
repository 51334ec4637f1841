import { setTimeout as pause } from 'node:timers/promises'
import { PubSub } from '@google-cloud/pubsub'
import type { Activity } from '../contract/activity.ts'
import type { Message, Topic } from '../contract/messages.ts'
import { coalesced } from './concurrency.ts'
import { config } from './config.ts'
import { createLogger, describeError } from './log.ts'
import { continueTrace, currentTrace, inTrace, type Trace, toTraceparent } from './trace.ts'
import { withinTimeout } from './within-timeout.ts'

/** Messages of one topic and key that arrive within this time share one publish. */
const mergeWindowMs = 25

/**
 * A request waits for Pub/Sub no longer than this. The library itself tries for ten minutes, also after this time; then the message arrives
 * beside the sweep's work.
 */
const publishTimeoutMs = 3_000

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

/** Pub/Sub limits the value of an attribute to 1024 bytes; 31 trace ids with commas fit. */
const maxMergedTraces = 31

type Publish = {
  name: Topic
  json: Message<Topic>
  mergeWith: (earlier: Message<Topic>) => Message<Topic>
  trace: Trace
  /** Trace ids of earlier requests whose messages this one replaces. */
  mergedTraces: readonly string[]
}

/** Publishes one message in its trace. The handler continues the trace from the attribute `traceparent`. */
const sendInTrace = ({ name, json, trace, mergedTraces }: Omit<Publish, 'mergeWith'>): Promise<void> =>
  inTrace(trace, { name: `publish ${name}`, kind: 'producer', mergedTraces }, async () => {
    const attributes = {
      traceparent: toTraceparent(currentTrace() ?? trace),
      ...(mergedTraces.length > 0 && { mergedTraces: mergedTraces.join(',') }),
    }
    await withinTimeout(
      getTopic(name).publishMessage({ json, attributes }),
      publishTimeoutMs,
      () => new Error(`Pub/Sub did not take the message within ${publishTimeoutMs} ms.`),
    )
  })

/** Publishes a stored message as it is. @throws when Pub/Sub does not take it */
export const republish = (name: Topic, payload: string): Promise<void> =>
  sendInTrace({
    name,
    json: JSON.parse(payload),
    trace: currentTrace() ?? continueTrace({}),
    mergedTraces: [],
  })

const send = async (publishing: Publish): Promise<void> => {
  const { name } = publishing
  try {
    await sendInTrace(publishing)
  } catch (error) {
    // The change is already in Firestore, so the caller's request succeeds and the sweep handles the change.
    createLogger()('ERROR', 'A message could not be published. The sweep will handle the change.', {
      topic: name,
      ...describeError(error),
    })
  }
}

const mergePublishes = (earlier: Publish, later: Publish): Publish => {
  const traces = new Set([...earlier.mergedTraces, earlier.trace.traceId])
  traces.delete(later.trace.traceId)
  return {
    ...later,
    json: later.mergeWith(earlier.json),
    mergedTraces: [...traces].slice(0, maxMergedTraces),
  }
}

const publishMerged = coalesced<Publish, void>(mergePublishes, (_key, publishing) => {
  const done = send(publishing)
  return { done, free: Promise.all([done, pause(mergeWindowMs)]) }
})

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
    trace: currentTrace() ?? continueTrace({}),
    mergedTraces: [],
  })

/** Requests that an event's registrations are settled. @param at Firestore's time of the commit; all of them were committed by then */
export const requestSettle = (
  name: 'registration-requested' | 'event-capacity-changed',
  eventId: string,
  at: string,
): Promise<void> => publish(name, eventId, { eventId, at }, (a, b) => (a.at > b.at ? a : b))

/** Sends activities to the log. `activity/{id}` already holds them. */
export const publishActivity = (activities: readonly Activity[]): Promise<void> => {
  const trace = currentTrace()?.traceId
  const items = activities.map((activity) => ({ ...activity, ...(trace && { trace }) }))
  return publish('activity', 'all', { items }, (a, b) => ({ items: [...a.items, ...b.items] }))
}
