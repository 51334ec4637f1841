import type { CloudEvent } from '@google-cloud/functions-framework'
import { type Message, messages, type Topic } from '../contract/messages.ts'
import { createLogger, describeError, type Log } from '../server/log.ts'

/** What a handler is given beside its message. */
export type Delivery = {
  /** RFC 3339, one moment for the whole message. */
  now: string
  /** Pub/Sub's id of the message: the same at each delivery. */
  messageId: string
  log: Log
}

type Pushed = { message?: { data?: string; messageId?: string; message_id?: string } }

/**
 * A Pub/Sub function. Returning acknowledges; throwing has Pub/Sub deliver again, later and at last to the dead-letter topic.
 * So a handler is safe to run twice, late and at once with itself. A message that is not of the contract's form never becomes right:
 * it is refused each time and ends among the dead letters, where it can be looked at.
 */
export const subscriber =
  <T extends Topic>(topic: T, handler: (message: Message<T>, delivery: Delivery) => Promise<void>) =>
  async (event: CloudEvent<Pushed>): Promise<void> => {
    const pushed = event.data?.message
    const messageId = pushed?.messageId ?? pushed?.message_id ?? event.id
    const log = createLogger({}, { topic, messageId })
    try {
      const json: unknown = JSON.parse(Buffer.from(pushed?.data ?? '', 'base64').toString())
      await handler(messages[topic].parse(json) as Message<T>, {
        now: new Date().toISOString(),
        messageId,
        log,
      })
    } catch (error) {
      log('ERROR', 'A message was not handled; it will be delivered again.', describeError(error))
      throw error
    }
  }
