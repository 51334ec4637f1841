import * as z from 'zod'
import { operation } from './operation.ts'

/** With it the session that asked signs in afresh; every other one has ended. */
export const freshSession = z.object({ customToken: z.string() }).meta({ id: 'FreshSession' })

export const authRecordSignIn = operation({
  id: 'auth-record-sign-in',
  method: 'post',
  path: '/v1/me/sign-ins',
  summary: 'Puts the sign-in that the token comes from on record. Once or often: it is recorded once.',
  access: 'user',
  answers: { 204: null },
})

export const meRevokeSessions = operation({
  id: 'me-revoke-sessions',
  method: 'post',
  path: '/v1/me/revoke-sessions',
  summary: 'Ends every session of the caller. The one that asked goes on with the token it is answered.',
  access: 'user',
  answers: { 200: freshSession },
})
