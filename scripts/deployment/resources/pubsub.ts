import { deadLetterHandler, deadLetterTopic, type TopicDeclaration, topics } from '../../../pubsub/topics.ts'
import { functionUrl } from '../../openapi.ts'
import { policyAt, policyResource } from '../policy.ts'
import {
  type Change,
  ignoreAbsence,
  type Resource,
  restResource,
  type Session,
  unchanged,
} from '../resource.ts'
import { accountIn, locationPath, projectPath, type Target } from '../target.ts'

const pubsub = 'pubsub.googleapis.com/v1'
const topicName = (target: Target, name: string) => `${projectPath(target)}/topics/${name}`
const subscriptionName = (target: Target, name: string) => `${projectPath(target)}/subscriptions/${name}`
/** Marks what this deployment made, so that it can take away what left the code. */
const labels = { labseat: 'yes' }
/** Dead letters wait at most 31 days, Pub/Sub's maximum, if they can't be stored. */
const deadLetterRetentionSeconds = 31 * 24 * 3600
/** Without it Pub/Sub deletes a subscription that nobody used for 31 days. Google leaves an empty object out. */
const neverExpires = { expirationPolicy: {} }

const topic = (target: Target, name: string): Resource =>
  restResource({
    id: `topic ${name}`,
    phase: 'release',
    group: 'topics',
    path: `${pubsub}/${topicName(target, name)}`,
    desired: { labels },
    creation: { method: 'PUT', path: `${pubsub}/${topicName(target, name)}` },
    mutation: {
      mask: false,
      wrap: (body, updateMask) => ({ topic: { name: topicName(target, name), ...body }, updateMask }),
    },
  })

const subscription = (target: Target, name: string, group: string, desired: object): Resource =>
  restResource({
    id: `subscription ${name}`,
    phase: 'release',
    group,
    path: `${pubsub}/${subscriptionName(target, name)}`,
    desired,
    creation: {
      method: 'PUT',
      path: `${pubsub}/${subscriptionName(target, name)}`,
      createOnly: neverExpires,
    },
    mutation: {
      mask: false,
      wrap: (body, updateMask) => ({
        subscription: { name: subscriptionName(target, name), ...body },
        updateMask,
      }),
    },
  })

/** Pushes to a handler, signed. The framework reads the topic from the path. */
const pushTo = (target: Target, handler: string, name: string) => {
  const url = functionUrl(handler, target)
  return {
    pushEndpoint: `${url}/projects/${target.projectId}/topics/${name}`,
    oidcToken: { serviceAccountEmail: accountIn(target, 'push'), audience: url },
  }
}

const pushSubscription = (target: Target, declaration: TopicDeclaration): Resource =>
  subscription(target, declaration.topic, 'subscriptions', {
    topic: topicName(target, declaration.topic),
    labels,
    pushConfig: pushTo(target, declaration.handler, declaration.topic),
    ackDeadlineSeconds: declaration.ackDeadlineSeconds,
    retryPolicy: {
      minimumBackoff: `${declaration.minBackoffSeconds}s`,
      maximumBackoff: `${declaration.maxBackoffSeconds}s`,
    },
    deadLetterPolicy: {
      deadLetterTopic: topicName(target, deadLetterTopic(declaration.topic)),
      maxDeliveryAttempts: declaration.deliveries,
    },
    enableMessageOrdering: declaration.ordered,
  })

const deadLetters = (target: Target, declaration: TopicDeclaration): Resource[] => {
  const agent = `serviceAccount:service-${target.projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com`
  const isOurs = () => false
  const dead = deadLetterTopic(declaration.topic)
  return [
    subscription(target, dead, 'dead letters', {
      topic: topicName(target, dead),
      labels,
      pushConfig: pushTo(target, deadLetterHandler, dead),
      ackDeadlineSeconds: 60,
      retryPolicy: { minimumBackoff: '10s', maximumBackoff: '600s' },
      messageRetentionDuration: `${deadLetterRetentionSeconds}s`,
    }),
    policyResource({
      id: `roles on topic ${dead}`,
      phase: 'release',
      group: 'roles of Pub/Sub',
      api: policyAt(`${pubsub}/${topicName(target, dead)}`),
      grants: [['roles/pubsub.publisher', agent]],
      isOurs,
    }),
    policyResource({
      id: `roles on subscription ${declaration.topic}`,
      phase: 'release',
      group: 'roles of Pub/Sub',
      api: policyAt(`${pubsub}/${subscriptionName(target, declaration.topic)}`),
      grants: [['roles/pubsub.subscriber', agent]],
      isOurs,
    }),
  ]
}

/** Cloud Scheduler publishes to the sweep's topic once a minute. */
const sweepSchedule = (target: Target): Resource => {
  const jobs = `cloudscheduler.googleapis.com/v1/${locationPath(target)}/jobs`
  const name = `${locationPath(target)}/jobs/sweep`
  return restResource({
    id: 'schedule sweep',
    phase: 'release',
    group: 'schedule',
    idle: 'free: three schedules a billing account are',
    path: `${jobs}/sweep`,
    desired: {
      name,
      schedule: '* * * * *',
      timeZone: 'Etc/UTC',
      pubsubTarget: { topicName: topicName(target, 'sweep'), data: Buffer.from('{}').toString('base64') },
    },
    creation: { path: jobs },
  })
}

/** Labseat's topics and subscriptions that `topics` no longer declares. */
const leftovers = (target: Target): Resource => {
  const topicNames = new Set(
    topics.flatMap((declaration) => [declaration.topic, deadLetterTopic(declaration.topic)]),
  )
  const find = async ({ google }: Session): Promise<string[]> => {
    const listed = await Promise.all(
      (['subscriptions', 'topics'] as const).map((kind) =>
        google.list(`${pubsub}/${projectPath(target)}/${kind}?pageSize=500`, kind).catch((error) => {
          ignoreAbsence(error)
          return []
        }),
      ),
    )
    return listed
      .flat()
      .filter(({ labels: its }) => its?.labseat === labels.labseat)
      .map(({ name }): string => name)
      .filter((name) => !topicNames.has(name.split('/').at(-1)!))
  }
  return {
    id: 'topics that left the code',
    phase: 'release',
    group: 'what left the code',
    compare: async (session): Promise<Change | undefined> => {
      const names = await find(session)
      return names.length > 0 ? { verb: 'delete', details: names } : unchanged
    },
    apply: async ({ google }, { details }) => {
      for (const name of details) await google.call('DELETE', `${pubsub}/${name}`).catch(ignoreAbsence)
    },
    remove: async () => {},
  }
}

/** Topics come before the code that publishes to them, subscriptions after the handlers that they push to. */
export const topicResources = (target: Target): Resource[] => [
  ...topics.flatMap((declaration) => [
    topic(target, declaration.topic),
    topic(target, deadLetterTopic(declaration.topic)),
  ]),
]
export const subscriptionResources = (target: Target): Resource[] => [
  ...topics.map((declaration) => pushSubscription(target, declaration)),
  ...topics.flatMap((declaration) => deadLetters(target, declaration)),
  sweepSchedule(target),
  leftovers(target),
]
