import type { CloudEvent } from '@google-cloud/functions-framework'
import { type Message, messages, type Topic } from '../contract/messages.ts'
import { createLogger, describeError, type Log } from '../server/log.ts'
import { continueTrace, inTrace } from '../server/trace.ts'

/** The input of a handler besides its message. */
export type Delivery = {
  /** RFC 3339; the same for the whole message. */
  now: string
  /** Pub/Sub's id of the message; the same for each redelivery. */
  messageId: string
  log: Log
}

/** The event of a pushed message. */
export type Pushed = {
  message?: {
    data?: string
    attributes?: Record<string, string>
    messageId?: string
    message_id?: string
    publishTime?: string
  }
}

/** Pub/Sub writes up to nanoseconds. */
export const parseTime = (text: string | undefined): string | undefined =>
  text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined

const parseTraceIds = (text: string | undefined): string[] => text?.split(',').filter(Boolean) ?? []

/** Messages that failed in this instance. Another instance may handle them; then the record of the failure stays until its TTL. */
const failedHere = new Set<string>()
const maxRemembered = 1000

/** Loads Firestore only now, because activity-log does not need it otherwise. */
const loadFailures = () => import('../server/dead-letters/record-failure.ts')

const recordFailure = async (
  topic: Topic,
  payload: string,
  error: unknown,
  times: { now: string; publishedAt: string },
): Promise<void> => {
  if (failedHere.size >= maxRemembered) failedHere.clear()
  failedHere.add(`${topic} ${payload}`)
  await (await loadFailures()).recordFailure(topic, payload, error, times)
}

const forgetFailure = async (topic: Topic, payload: string): Promise<void> => {
  if (failedHere.delete(`${topic} ${payload}`)) await (await loadFailures()).forgetFailure(topic, payload)
}

/**
 * A Pub/Sub function. Returning acknowledges the message. Throwing makes Pub/Sub deliver it again with backoff, and finally to the
 * dead-letter topic. So a handler must survive a second, a late and a simultaneous run. A message that does not match the contract fails
 * each time and ends in the dead-letter topic.
 * The handler continues the trace of the request that published the message.
 */
export const subscriber =
  <T extends Topic>(topic: T, handler: (message: Message<T>, delivery: Delivery) => Promise<void>) =>
  (event: CloudEvent<Pushed>): Promise<void> => {
    const pushed = event.data?.message
    const messageId = pushed?.messageId ?? pushed?.message_id ?? event.id
    const mergedTraces = parseTraceIds(pushed?.attributes?.mergedTraces)
    const log = createLogger({ topic, messageId })
    const handle = async () => {
      const startedMs = Date.now()
      const now = new Date(startedMs).toISOString()
      const payload = Buffer.from(pushed?.data ?? '', 'base64').toString()
      try {
        await handler(messages[topic].parse(JSON.parse(payload)) as Message<T>, { now, messageId, log })
      } catch (error) {
        log('ERROR', 'A message was not handled; it will be delivered again.', describeError(error))
        // Firestore itself may be the reason.
        const publishedAt = parseTime(pushed?.publishTime) ?? now
        await recordFailure(topic, payload, error, { now, publishedAt }).catch(() => {})
        throw error
      }
      // The work is done, so a failure here must not repeat it.
      await forgetFailure(topic, payload).catch(() => {})
      const endedMs = Date.now()
      log('INFO', 'A message was handled.', {
        durationMs: endedMs - startedMs,
        ...(pushed?.publishTime && { lagMs: endedMs - Date.parse(pushed.publishTime) }),
        ...(mergedTraces.length > 0 && { mergedTraces }),
      })
    }
    return inTrace(
      continueTrace(pushed?.attributes ?? {}),
      { name: `handle ${topic}`, kind: 'consumer', mergedTraces },
      handle,
    )
  }
