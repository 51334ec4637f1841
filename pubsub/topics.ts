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

/** How a topic's push subscription treats its messages. Times are in seconds. */
export type TopicDeclaration = {
  topic: Topic
  /** The function that the subscription pushes to. */
  handler: Handler
  /** One message of a key at a time. None needs it: handlers take messages in any order, and it would make them wait. */
  ordered: boolean
  /** A message not acknowledged in this time is delivered again. */
  ackDeadline: number
  /** The pause before a message is tried again grows between these. */
  retry: { least: number; most: number }
  /** After so many deliveries a message goes to `TOPIC-dead`. */
  deliveries: number
}

const declare = (topic: Topic, handler: Handler, ackDeadline = 60): TopicDeclaration => ({
  topic,
  handler,
  ordered: false,
  ackDeadline,
  retry: { least: 1, most: 60 },
  deliveries: 10,
})

/** Every topic with its subscription. The stack creates them from this list, and so does a deployment. */
export const topics: readonly TopicDeclaration[] = [
  declare('user-registered', 'people-welcome'),
  // Settling a cancelled event of 10,000 takes longer than one message should; 600 is the most Pub/Sub allows.
  declare('registration-requested', 'registrations-settle', 600),
  declare('event-capacity-changed', 'registrations-settle', 600),
  declare('user-notification', 'notifications-deliver', 600),
  declare('activity', 'activity-log'),
  declare('cluster-run', 'clusters-start'),
  declare('cloud-account-due', 'cloud-accounts-check'),
  declare('sweep', 'sweep-run', 600),
]
