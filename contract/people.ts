import * as z from 'zod'
import { id, line, time } from './common.ts'
import { operation } from './operation.ts'
import { username } from './usernames.ts'

export const role = z.enum(['member', 'operator', 'admin']).meta({ id: 'Role' })
export type Role = z.infer<typeof role>

/** people/{uid}: what others may see of a person. */
export const person = z.object({
  uid: id,
  username,
  firstName: line(1, 60),
  lastName: line(1, 60),
  createdAt: time,
  updatedAt: time,
  /** `reserved` from the moment sign-up takes the name until the account stands; the sweep frees what stays so. */
  state: z.enum(['reserved', 'active']),
})
export type Person = z.infer<typeof person>

/** access/{uid}: the authority on what a person may do. Tokens from sign-ins before `validAfter` are revoked. */
export const access = z.object({ role, suspended: z.boolean(), validAfter: time.optional() })
export type AccessDocument = z.infer<typeof access>

/** usernames/{username}: its existence is what makes a username unique. */
export const usernameClaim = z.object({ uid: id, createdAt: time })

export const profile = z
  .object({
    uid: id,
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    username,
    firstName: z.string(),
    lastName: z.string(),
    role,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Profile' })
export type Profile = z.infer<typeof profile>

export const signUp = z.strictObject({
  email: z.email('This is not an e-mail address.').max(254, 'At most 254 characters.'),
  password: z.string().max(200, 'At most 200 characters.'),
  username,
  firstName: line(1, 60),
  lastName: line(1, 60),
})

export const authRegister = operation({
  id: 'auth-register',
  method: 'post',
  path: '/v1/auth/register',
  summary:
    'Creates an account with a username nobody else has, and sends the e-mail that confirms the address.',
  access: 'public',
  // A class that signs up together behind one address gets through; who makes accounts by the thousand doesn't.
  limit: { by: 'address', most: 100, seconds: 600 },
  body: signUp,
  answers: { 201: profile },
  problems: ['username-taken', 'email-taken', 'password-too-short'],
})

export const meGet = operation({
  id: 'me-get',
  method: 'get',
  path: '/v1/me',
  summary: "The caller's profile. Who signed up at Firebase directly gets one here.",
  access: 'user',
  withoutProfile: true,
  answers: { 200: profile },
})

export const profileChange = z
  .strictObject({ firstName: line(1, 60), lastName: line(1, 60) })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Give at least one field to change.')
  .meta({ id: 'ProfileChange', minProperties: 1 })

export const meUpdate = operation({
  id: 'me-update',
  method: 'patch',
  path: '/v1/me',
  summary: "Changes the caller's profile.",
  access: 'user',
  body: profileChange,
  answers: { 200: profile },
})
