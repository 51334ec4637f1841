import type { CloudEvent } from '@google-cloud/functions-framework'
import { topic } from '../../contract/dead-letters.ts'
import { storeDeadLetter } from '../../server/dead-letters/store-dead-letter.ts'
import { createLogger, describeError } from '../../server/log.ts'
import { continueTrace, inTrace } from '../../server/trace.ts'
import { type Pushed, parseTime } from '../subscriber.ts'

/** Pub/Sub adds it to a dead letter: https://cloud.google.com/pubsub/docs/handling-failures#track-delivery-attempts */
const deliveriesAttribute = 'CloudPubSubDeadLetterSourceDeliveryCount'
const publishedAttribute = 'CloudPubSubDeadLetterSourceTopicPublishTime'

/**
 * Handles every dead-letter topic: stores the message where admins list, replay or discard it. An error makes Pub/Sub deliver the message
 * again, for as long as the subscription keeps it.
 */
export default (event: CloudEvent<Pushed>): Promise<void> => {
  const message = event.data?.message
  const attributes = message?.attributes ?? {}
  const [, name] = /\/topics\/(.+)-dead$/.exec(event.source) ?? []
  const trace = continueTrace(attributes)
  const log = createLogger({ topic: name })
  return inTrace(trace, { name: 'store dead letter', kind: 'consumer' }, async () => {
    try {
      const now = new Date().toISOString()
      const deliveries = Number(attributes[deliveriesAttribute])
      await storeDeadLetter(
        {
          topic: topic.parse(name),
          payload: Buffer.from(message?.data ?? '', 'base64').toString(),
          publishedAt: parseTime(attributes[publishedAttribute] ?? message?.publishTime) ?? now,
          traceId: attributes.traceparent ? trace.traceId : null,
          deliveries: deliveries > 0 ? deliveries : null,
        },
        now,
      )
      log('ERROR', 'A message failed in every delivery. Admins can replay it.')
    } catch (error) {
      log('ERROR', 'A dead letter was not stored; it will be delivered again.', describeError(error))
      throw error
    }
  })
}
