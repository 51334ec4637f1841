import * as z from 'zod'
import { id } from './common.ts'
import { operation } from './operation.ts'

/** `signInId` is the id of an interaction at the provider. */
const params = z.strictObject({ signInId: id })

/** Why a person may not sign in at a client. */
export const entryRefusal = z.enum(['no-seat', 'event-gone', 'client-gone'])
export type EntryRefusal = z.infer<typeof entryRefusal>

export const signIn = z
  .object({
    client: z.object({
      name: z.string(),
      host: z.string().meta({ description: 'Where the person continues.' }),
      ownerName: z.string(),
      isOfCluster: z.boolean(),
      eventId: z.string().nullable(),
    }),
    declineUrl: z.string().meta({ description: 'Leads the browser back without a sign-in.' }),
    refusal: entryRefusal.nullable().meta({ description: 'Why the caller may not enter; null if they may.' }),
  })
  .meta({ id: 'SignIn', description: 'A sign-in that a client began.' })
export type SignIn = z.infer<typeof signIn>

export const signInsGet = operation({
  id: 'sign-ins-get',
  method: 'get',
  path: '/v1/sign-ins/{signInId}',
  summary: 'A sign-in that a client began, and whether the caller may enter there.',
  access: 'user',
  limit: 'read',
  params,
  responses: { 200: signIn },
  problems: ['not-found'],
})

export const signInsAnswer = operation({
  id: 'sign-ins-answer',
  method: 'post',
  path: '/v1/sign-ins/{signInId}/answer',
  summary:
    'The caller signs in at the client. Only the browser in which the client began the sign-in can use `continueUrl`, once, within a minute.',
  access: 'verified',
  limit: 'write',
  params,
  responses: { 200: z.object({ continueUrl: z.string() }) },
  problems: ['not-found', 'no-access', 'recent-sign-in-required'],
})
