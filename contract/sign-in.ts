import * as z from 'zod'
import { operation } from './operation.ts'
import { emailAddress } from './people.ts'
import { message } from './validation.ts'

/** The calling session signs in again with this token. Every other session has ended. */
export const freshSession = z.object({ customToken: z.string() }).meta({ id: 'FreshSession' })

export const authRecordSignIn = operation({
  id: 'auth-record-sign-in',
  method: 'post',
  path: '/v1/me/sign-ins',
  summary:
    "Records the token's sign-in. Repeated calls record it once. The person gets a notice of a sign-in from a new device, and of a changed password, address or second factor.",
  access: 'user',
  limit: 'write',
  // At the first sign-in with Google the profile may not exist yet.
  withoutProfile: true,
  body: z.strictObject({
    device: z
      .string()
      .regex(/^[\w-]{16,64}$/, message('id'))
      .optional()
      .meta({ description: 'A random name that the client keeps. Labseat stores a keyed hash of it.' }),
  }),
  responses: { 204: null },
})

export const meRevokeSessions = operation({
  id: 'me-revoke-sessions',
  method: 'post',
  path: '/v1/me/revoke-sessions',
  summary: 'Ends every session of the caller. The calling session continues with the returned token.',
  access: 'user',
  limit: 'write',
  responses: { 200: freshSession },
})

/** The requested address. No e-mail is sent when no account has it. */
const mailed = z.object({ email: z.string() })

export const authResendVerification = operation({
  id: 'auth-resend-verification',
  method: 'post',
  path: '/v1/auth/resend-verification',
  summary:
    "Sends the e-mail to confirm the caller's address again, at most once a minute. A confirmed address gets no e-mail.",
  access: 'user',
  limit: 'mail',
  responses: { 202: mailed },
})

export const passwordReset = z.strictObject({ email: emailAddress })

export const authRequestPasswordReset = operation({
  id: 'auth-request-password-reset',
  method: 'post',
  path: '/v1/auth/password-reset',
  summary: 'Sends a link for a new password. The response never reveals whether an account has the address.',
  access: 'public',
  limit: 'openMail',
  fromApp: true,
  body: passwordReset,
  responses: { 202: mailed },
})

export const emailChange = z.strictObject({
  email: emailAddress,
  currentPassword: z.string().max(200).optional(),
})

export const meChangeEmail = operation({
  id: 'me-change-email',
  method: 'put',
  path: '/v1/me/email',
  summary:
    'Sends a link to the new address and a notice to the old one. The address changes when the link is opened. Requires the password, or without a password a sign-in of the last 15 minutes.',
  access: 'user',
  limit: 'mail',
  body: emailChange,
  responses: { 202: mailed },
  problems: ['wrong-password', 'recent-sign-in-required', 'email-taken'],
})
