import type { Topic } from '../contract/messages.ts'

/** pubsub/FOLDER/VERB.ts is FOLDER-VERB. */
export type Handler =
  | 'people-welcome'
  | 'registrations-settle'
  | 'notifications-deliver'
  | 'activity-log'
  | 'clusters-start'
  | 'cloud-accounts-check'
  | 'sweep-run'

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
  /** After this many deliveries a message goes to `TOPIC-dead`. */
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
  declare('sweep', 'sweep-run', 600),
]
