import type { TopicDeclaration } from '../../pubsub/topics.ts'
import { functionUrl } from '../openapi.ts'
import { accountIn, projectFlag, type Target } from './target.ts'

export const createTopic = (target: Target, name: string) =>
  `gcloud pubsub topics describe ${name} ${projectFlag(target)} || gcloud pubsub topics create ${name} ${projectFlag(target)}`

export const createSubscription = (
  target: Target,
  {
    topic,
    handler,
    ordered,
    ackDeadlineSeconds,
    minBackoffSeconds,
    maxBackoffSeconds,
    deliveries,
  }: TopicDeclaration,
) => {
  const url = functionUrl(handler, target)
  // The framework reads the topic from the path of the push.
  const settings = [
    `--push-endpoint=${url}/projects/${target.projectId}/topics/${topic}`,
    `--push-auth-service-account=${accountIn(target, 'push')} --push-auth-token-audience=${url}`,
    `--ack-deadline=${ackDeadlineSeconds} --min-retry-delay=${minBackoffSeconds}s --max-retry-delay=${maxBackoffSeconds}s`,
    `--dead-letter-topic=${topic}-dead --max-delivery-attempts=${deliveries} --expiration-period=never ${projectFlag(target)}`,
  ].join(' ')
  const ordering = ordered ? ' --enable-message-ordering' : ''
  return `gcloud pubsub subscriptions update ${topic} ${settings} || gcloud pubsub subscriptions create ${topic} --topic=${topic}${ordering} ${settings}`
}

export const createDeadLetters = (target: Target, { topic }: TopicDeclaration) => {
  const project = projectFlag(target)
  const agent = `--member=serviceAccount:service-${target.projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com ${project}`
  return [
    `gcloud pubsub subscriptions describe ${topic}-dead ${project} || gcloud pubsub subscriptions create ${topic}-dead --topic=${topic}-dead --expiration-period=never ${project}`,
    `gcloud pubsub topics add-iam-policy-binding ${topic}-dead --role=roles/pubsub.publisher ${agent}`,
    `gcloud pubsub subscriptions add-iam-policy-binding ${topic} --role=roles/pubsub.subscriber ${agent}`,
  ]
}

/** Cloud Scheduler publishes to the sweep's topic once a minute. */
export const scheduleSweep = (target: Target) => {
  const job = `pubsub sweep --location=${target.region} --schedule='* * * * *' --topic=projects/${target.projectId}/topics/sweep --message-body='{}' ${projectFlag(target)}`
  return `gcloud scheduler jobs update ${job} || gcloud scheduler jobs create ${job}`
}
