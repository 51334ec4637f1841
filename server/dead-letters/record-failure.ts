import { messageFailure } from '../../contract/dead-letters.ts'
import type { Topic } from '../../contract/messages.ts'
import { db, documents, FieldValue, toFields } from '../documents.ts'
import { describeReason } from './describe-reason.ts'
import { deadLetterId } from './identity.ts'

const ttlMs = 24 * 3600_000

/** Deletes the record of a message that was handled after all. */
export const forgetFailure = async (topic: Topic, payload: string): Promise<void> => {
  await documents.messageFailure(deadLetterId(topic, payload)).delete()
}

/** Records that a delivery failed, so that a dead letter can say why: Pub/Sub forwards a message without the reason. */
export const recordFailure = async (
  topic: Topic,
  payload: string,
  error: unknown,
  { now, publishedAt }: { now: string; publishedAt: string },
): Promise<void> => {
  const { path } = documents.messageFailure(deadLetterId(topic, payload))
  const failure = {
    topic,
    reason: describeReason(error),
    attempts: FieldValue.increment(1),
    firstAt: publishedAt,
    lastAt: now,
    expiresAt: new Date(Date.parse(now) + ttlMs).toISOString(),
  }
  await db.doc(path).set(toFields(messageFailure, failure), { merge: true })
}
