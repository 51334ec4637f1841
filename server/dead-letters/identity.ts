import { createHash } from 'node:crypto'
import type { Topic } from '../../contract/messages.ts'

/**
 * The id of a message's failure and of its dead letter. It derives from the topic and the payload: Pub/Sub gives a dead letter a new message
 * id, and equal messages are the same work.
 */
export const deadLetterId = (topic: Topic, payload: string): string =>
  createHash('sha256').update(`${topic}\n${payload}`).digest('hex')
