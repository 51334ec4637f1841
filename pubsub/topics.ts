import type { Topic } from '../contract/messages.ts'

/** pubsub/FOLDER/VERB.ts is FOLDER-VERB. */
export type Handler =
  | 'people-welcome'
  | 'registrations-settle'
  | 'notifications-deliver'
  | 'activity-log'
  | 'clusters-start'
  | 'cloud-accounts-check'
  | 'labs-build'
  | 'labs-serve'
  | 'sweep-run'
  | 'dead-letters-store'

/**
 * How many instances of a handler may run. One instance settles all events, so that no two settle the same event at once (docs/growth.md).
 *
 * @default 5
 */
export const maxInstances: { readonly [handler in Handler]?: number } = { 'registrations-settle': 1 }

/** The settings of a topic's push subscription. */
export type TopicDeclaration = {
  topic: Topic
  /** The function that the subscription pushes to. */
  handler: Handler
  /** Delivers the messages of one key in order. No topic needs it: handlers accept any order, and ordering would delay messages. */
  ordered: boolean
  /** A message not acknowledged in this time is delivered again. */
  ackDeadlineSeconds: number
  /** The delay before a redelivery grows from the minimum to the maximum. */
  minBackoffSeconds: number
  maxBackoffSeconds: number
  /** After this many deliveries a message goes to the dead-letter topic. */
  deliveries: number
}

const declare = (topic: Topic, handler: Handler, ackDeadlineSeconds = 60): TopicDeclaration => ({
  topic,
  handler,
  ordered: false,
  ackDeadlineSeconds,
  minBackoffSeconds: 1,
  maxBackoffSeconds: 60,
  deliveries: 10,
})

/** Every topic with its subscription. The stack creates them from this list, and so does a deployment. */
export const topics: readonly TopicDeclaration[] = [
  declare('user-registered', 'people-welcome'),
  // Settling a cancelled event with 10,000 people takes minutes. 600 is Pub/Sub's maximum.
  declare('registration-requested', 'registrations-settle', 600),
  declare('event-capacity-changed', 'registrations-settle', 600),
  declare('user-notification', 'notifications-deliver', 600),
  declare('activity', 'activity-log'),
  declare('cluster-run', 'clusters-start'),
  declare('cloud-account-due', 'cloud-accounts-check'),
  declare('lab-due', 'labs-build'),
  // It follows a server until it runs. Pulling the image of a notebook takes minutes.
  declare('lab-place', 'labs-serve', 600),
  declare('sweep', 'sweep-run', 600),
]

/** Pub/Sub forwards messages that failed in every delivery to this topic. */
export const deadLetterTopic = (topic: Topic): string => `${topic}-dead`

/** Handles all dead-letter topics. */
export const deadLetterHandler = 'dead-letters-store' satisfies Handler

/** Every function that Pub/Sub pushes to. */
export const handlers: readonly Handler[] = [
  ...new Set(topics.map(({ handler }) => handler)),
  deadLetterHandler,
]
