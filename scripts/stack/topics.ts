import { PubSub } from '@google-cloud/pubsub'
import { deadLetterTopic, topics } from '../../pubsub/topics.ts'
import { portsOf, project, type StackName } from './ports.ts'

// Without it the library looks for a metadata server, and warns when there is none.
process.env.METADATA_SERVER_DETECTION ??= 'none'

function client(name: StackName): PubSub {
  const apiEndpoint = `127.0.0.1:${portsOf(name).pubsub}`
  return new PubSub({ projectId: project, apiEndpoint, emulatorMode: true })
}

/** Creates each topic and its dead-letter topic, each with a push subscription to its function. */
export async function createTopics(name: StackName): Promise<void> {
  const pubsub = client(name)
  const endpointOf = (topic: string) =>
    `http://127.0.0.1:${portsOf(name).api}/projects/${project}/topics/${topic}`
  await Promise.all(
    topics.map(
      async ({ topic, ordered, ackDeadlineSeconds, minBackoffSeconds, maxBackoffSeconds, deliveries }) => {
        const [[live], [dead]] = await Promise.all([
          pubsub.createTopic(topic),
          pubsub.createTopic(deadLetterTopic(topic)),
        ])
        await dead.createSubscription(deadLetterTopic(topic), {
          pushEndpoint: endpointOf(deadLetterTopic(topic)),
        })
        await live.createSubscription(topic, {
          pushEndpoint: endpointOf(topic),
          enableMessageOrdering: ordered,
          ackDeadlineSeconds,
          retryPolicy: {
            minimumBackoff: { seconds: minBackoffSeconds },
            maximumBackoff: { seconds: maxBackoffSeconds },
          },
          deadLetterPolicy: { deadLetterTopic: dead.name, maxDeliveryAttempts: deliveries },
        })
      },
    ),
  )
  await pubsub.close()
}

/** Publishes to the sweep topic every 30 seconds, as Cloud Scheduler does. Returns a function that stops it. */
export function startSweeping(name: StackName): () => void {
  const pubsub = client(name)
  const topic = pubsub.topic('sweep')
  const tick = () =>
    topic.publishMessage({ json: {} }).catch((error) => console.error('Sweep:', error.message))
  const timer = setInterval(tick, 30_000)
  return () => {
    clearInterval(timer)
    pubsub.close()
  }
}
