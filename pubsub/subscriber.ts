import type { CloudEvent } from '@google-cloud/functions-framework'
import { type Message, messages, type Topic } from '../contract/messages.ts'
import { createLogger, describeError, type Log } from '../server/log.ts'

/** What a handler receives besides its message. */
export type Delivery = {
  /** RFC 3339; the same for the whole message. */
  now: string
  /** Pub/Sub's id of the message; the same for each redelivery. */
  messageId: string
  log: Log
}

type Pushed = { message?: { data?: string; messageId?: string; message_id?: string } }

/**
 * A Pub/Sub function. Returning acknowledges the message. Throwing makes Pub/Sub deliver it again with backoff, and finally to the
 * dead-letter topic. So a handler must survive a second, a late and a simultaneous run. A message that does not match the contract fails
 * each time and ends in the dead-letter topic, where an operator can read it.
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
