import * as z from 'zod'
import { id } from './common.ts'
import { operation } from './operation.ts'
import { message } from './validation.ts'

/** What organisers do while an event runs, and what a person with a place says to them. The place itself: contract/lab-places.ts. */

const inEvent = z.strictObject({ eventId: id })
const atPlace = z.strictObject({ eventId: id, userId: id })

export const labsSetHand = operation({
  id: 'labs-set-hand',
  method: 'put',
  path: '/v1/events/{eventId}/lab/places/{userId}/hand',
  summary:
    "Raises or lowers a hand. People raise their own; organisers lower everybody's. A repeated call changes nothing, and the order stays.",
  access: 'user',
  limit: 'write',
  params: atPlace,
  body: z.strictObject({ raised: z.boolean() }),
  responses: { 204: null },
  problems: ['forbidden', 'not-found', 'no-seat', 'lab-not-open'],
})

export const labsAskHelp = operation({
  id: 'labs-ask-help',
  method: 'post',
  path: '/v1/events/{eventId}/lab/places/{userId}/help',
  summary:
    'Asks a person to let the calling organiser into their lab. One organiser at a time; a repeated call changes nothing.',
  access: 'user',
  limit: 'write',
  params: atPlace,
  responses: { 204: null },
  problems: ['forbidden', 'not-found', 'help-taken'],
})

export const labsAllowHelp = operation({
  id: 'labs-allow-help',
  method: 'put',
  path: '/v1/events/{eventId}/lab/help',
  summary:
    'Lets the organiser who asked into the lab of the caller, for at most an hour. `askedBy` names the organiser whom the person has seen.',
  access: 'user',
  limit: 'write',
  params: inEvent,
  body: z.strictObject({ askedBy: id }),
  responses: { 204: null },
  problems: ['no-seat', 'lab-not-open', 'no-consent'],
})

export const labsEndHelp = operation({
  id: 'labs-end-help',
  method: 'delete',
  path: '/v1/events/{eventId}/lab/places/{userId}/help',
  summary:
    'Refuses or withdraws a request, or ends a consent, for the person and for organisers. The addresses that the organiser got stop working.',
  access: 'user',
  limit: 'write',
  params: atPlace,
  responses: { 204: null },
  problems: ['forbidden', 'not-found', 'no-seat', 'lab-not-open', 'unavailable'],
})

/** Where the organiser opens the lab of a person, or what it waits for. */
export const labHelp = z
  .discriminatedUnion('state', [
    z.object({
      state: z.literal('open'),
      url: z.string().meta({ description: 'Contains a secret that opens this server for ten minutes.' }),
    }),
    z.object({ state: z.literal('waiting'), waitsFor: z.enum(['consent', 'server']) }),
  ])
  .meta({ id: 'LabHelp' })
export type LabHelp = z.infer<typeof labHelp>

export const labsOpenHelp = operation({
  id: 'labs-open-help',
  method: 'post',
  path: '/v1/events/{eventId}/lab/places/{userId}/help/open',
  summary:
    'The lab of a person, for the organiser whom the person has allowed. Each call gives a new address.',
  access: 'user',
  limit: 'write',
  params: atPlace,
  responses: { 200: labHelp },
  problems: ['forbidden', 'not-found', 'no-consent', 'lab-not-open', 'unavailable'],
})

export const labsRestartPlaces = operation({
  id: 'labs-restart-places',
  method: 'post',
  path: '/v1/events/{eventId}/lab/places/restart',
  summary:
    "Restarts everybody's server. Servers that are off stay off. Files stay; what runs in the notebooks ends.",
  access: 'user',
  limit: 'expensive',
  params: inEvent,
  responses: { 202: z.object({ servers: z.int() }) },
  problems: ['forbidden', 'not-found'],
})

/** Who gets a message: people with a seat, the waiting list, both, or one of these people. */
export const messageAudience = z.enum(['seats', 'waiting', 'everybody', 'person'])
export type MessageAudience = z.infer<typeof messageAudience>

export const eventMessage = z
  .strictObject({
    /** The client chooses it. A repeated call with the same id notifies only people who have no notice yet. */
    messageId: id,
    text: z.string().trim().min(1).max(500),
    to: messageAudience,
    userId: id.optional().meta({ description: 'The person, where `to` is `person`.' }),
  })
  .refine(({ to, userId }) => (to === 'person') === (userId !== undefined), {
    path: ['userId'],
    message: message('required'),
  })
export type EventMessage = z.infer<typeof eventMessage>

export const eventsMessage = operation({
  id: 'events-message',
  method: 'post',
  path: '/v1/events/{eventId}/messages',
  summary:
    'Sends a message to people of an event, in the app and by e-mail. After a lost answer, a call with the same `messageId` notifies only people without a notice.',
  access: 'user',
  limit: 'message',
  params: inEvent,
  body: eventMessage,
  responses: { 202: z.object({ people: z.int() }) },
  problems: ['forbidden', 'not-found', 'conflict'],
})
