import * as z from 'zod'
import { operation } from './operation.ts'
import { message } from './validation.ts'

/** With it the session that asked signs in afresh; every other one has ended. */
export const freshSession = z.object({ customToken: z.string() }).meta({ id: 'FreshSession' })

export const authRecordSignIn = operation({
  id: 'auth-record-sign-in',
  method: 'post',
  path: '/v1/me/sign-ins',
  summary: 'Puts the sign-in that the token comes from on record. Once or often: it is recorded once.',
  access: 'user',
  // The first sign-in with Google is told while its profile is being made.
  withoutProfile: true,
  responses: { 204: null },
})

export const meRevokeSessions = operation({
  id: 'me-revoke-sessions',
  method: 'post',
  path: '/v1/me/revoke-sessions',
  summary: 'Ends every session of the caller. The one that asked goes on with the token it is answered.',
  access: 'user',
  responses: { 200: freshSession },
})

const address = z.email(message('email')).max(254)

/** Where the e-mail goes, if it goes to anybody. */
const mailed = z.object({ email: z.string() })

export const authResendVerification = operation({
  id: 'auth-resend-verification',
  method: 'post',
  path: '/v1/auth/resend-verification',
  summary:
    "Sends the e-mail that confirms the caller's address again, once a minute; nothing is sent where it is confirmed.",
  access: 'user',
  responses: { 202: mailed },
})

export const passwordReset = z.strictObject({ email: address })

export const authRequestPasswordReset = operation({
  id: 'auth-request-password-reset',
  method: 'post',
  path: '/v1/auth/password-reset',
  summary: 'Sends a link to choose a new password with. Whether anybody has the address is never said.',
  access: 'public',
  limit: { by: 'address', max: 20, seconds: 600 },
  body: passwordReset,
  responses: { 202: mailed },
})

export const emailChange = z.strictObject({
  email: address,
  currentPassword: z.string().max(200).optional(),
})

export const meChangeEmail = operation({
  id: 'me-change-email',
  method: 'put',
  path: '/v1/me/email',
  summary:
    'Sends a link to the new address; opening it makes the change. The old address is told. Asks for the password, or of who has none for a sign-in of the last 5 minutes.',
  access: 'user',
  body: emailChange,
  responses: { 202: mailed },
  problems: ['wrong-password', 'recent-sign-in-required', 'email-taken'],
})
