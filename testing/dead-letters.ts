import type { DeadLetterDocument } from '../contract/dead-letters.ts'
import { deadLetterId } from '../server/dead-letters/identity.ts'
import { documents } from '../server/documents.ts'
import { unique } from './people.ts'

/** Stores a dead letter as if its message had failed ten times. @returns its id */
export const addDeadLetter = async (change: Partial<DeadLetterDocument> = {}): Promise<string> => {
  const now = new Date().toISOString()
  const stored: DeadLetterDocument = {
    topic: 'user-notification',
    payload: JSON.stringify({ mailId: `none-${unique()}` }),
    isCut: false,
    reason: 'The mail server does not answer.',
    attempts: 10,
    firstAt: now,
    lastAt: now,
    traceId: null,
    state: 'dead',
    endedAt: null,
    replays: 0,
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    ...change,
  }
  const id = deadLetterId(stored.topic, stored.payload)
  await documents.deadLetter(id).set(stored)
  return id
}
