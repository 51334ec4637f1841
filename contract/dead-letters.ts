import * as z from 'zod'
import { id, listOf, page, time } from './common.ts'
import { messages, type Topic } from './messages.ts'
import { operation } from './operation.ts'

export const topic = z.enum(Object.keys(messages) as [Topic, ...Topic[]])

/** messageFailures/{id}: a message that a handler could not handle. A TTL policy deletes it after a day. */
export const messageFailure = z.object({
  topic,
  /** The last error, without secrets and addresses. */
  reason: z.string(),
  /** Deliveries that failed. */
  attempts: z.int(),
  /** When it was published. */
  firstAt: time,
  lastAt: time,
  expiresAt: time,
})

/**
 * deadLetters/{id}: a message that failed in every delivery. Messages of one topic with the same payload are one document, because handling
 * one of them does the work of all. A TTL policy deletes it after a month.
 */
export const deadLetterDocument = z.object({
  topic,
  /** The message as it was published, up to a limit. */
  payload: z.string(),
  /** The payload was longer than the limit. Such a message can't be replayed. */
  isCut: z.boolean(),
  reason: z.string().nullable(),
  attempts: z.int().nullable(),
  firstAt: time,
  lastAt: time,
  /** The trace of the request that published the message. */
  traceId: z.string().nullable(),
  state: z.enum(['dead', 'replayed', 'discarded']),
  /** When an admin replayed or discarded it. */
  endedAt: time.nullable(),
  replays: z.int(),
  expiresAt: time,
})
export type DeadLetterDocument = z.infer<typeof deadLetterDocument>

export const deadLetter = deadLetterDocument
  .omit({ isCut: true, endedAt: true, expiresAt: true })
  .extend({
    id,
    payload: z.string().meta({ description: 'JSON, up to 2,000 characters.' }),
    canReplay: z
      .boolean()
      .meta({ description: 'The message is whole, and the contract still has its form.' }),
  })
  .meta({ id: 'DeadLetter' })
export type DeadLetter = z.infer<typeof deadLetter>

const params = z.strictObject({ deadLetterId: id })

export const deadLettersList = operation({
  id: 'dead-letters-list',
  method: 'get',
  path: '/v1/dead-letters',
  summary: 'The messages that failed in every delivery and that nobody replayed or discarded, newest first.',
  access: 'role',
  limit: 'read',
  query: page,
  responses: { 200: listOf(deadLetter) },
})

export const deadLettersReplay = operation({
  id: 'dead-letters-replay',
  method: 'post',
  path: '/v1/dead-letters/{deadLetterId}/replay',
  summary:
    'Publishes the message again. It may be repeated: a message that is handled twice changes nothing. The message comes back to the list if it fails again.',
  access: 'role',
  limit: 'write',
  params,
  responses: { 200: deadLetter },
  problems: ['not-found', 'not-replayable'],
})

export const deadLettersDiscard = operation({
  id: 'dead-letters-discard',
  method: 'delete',
  path: '/v1/dead-letters/{deadLetterId}',
  summary: 'Discards the message. The sweep still repairs what it can.',
  access: 'role',
  limit: 'write',
  params,
  responses: { 204: null },
  problems: ['not-found'],
})
