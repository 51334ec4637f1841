import * as z from 'zod'
import { id, line, tag, time, timeZone } from './common.ts'
import { operation } from './operation.ts'
import { username } from './usernames.ts'
import { message } from './validation.ts'

export const role = z.enum(['member', 'operator', 'admin']).meta({ id: 'Role' })
export type Role = z.infer<typeof role>

/** What e-mail is sent of. What is not said is sent. */
const mailPreferences = z.strictObject({
  registrations: z.boolean(),
  events: z.boolean(),
  organising: z.boolean(),
  account: z.boolean(),
  clusters: z.boolean(),
})
export type MailTopic = keyof z.infer<typeof mailPreferences>

export const preferences = z
  .strictObject({
    language: z.enum(['en']),
    /** null: the zone of the device. */
    timeZone: timeZone.nullable(),
    theme: z.enum(['system', 'light', 'dark']),
    mail: mailPreferences,
  })
  .meta({ id: 'Preferences' })
export type Preferences = z.infer<typeof preferences>

const preferencesChange = preferences.extend({ mail: mailPreferences.partial() }).partial()
export type PreferencesChange = z.infer<typeof preferencesChange>

/** What is so for who has chosen nothing. */
export const usualPreferences: Preferences = {
  language: 'en',
  timeZone: null,
  theme: 'system',
  mail: { registrations: true, events: true, organising: true, account: true, clusters: true },
}

export const interests = z
  .array(tag)
  .max(20)
  .refine((tags) => new Set(tags).size === tags.length, message('unique'))

/** people/{uid}: what is kept of a person. */
export const person = z.object({
  uid: id,
  username,
  firstName: line(1, 60),
  lastName: line(1, 60),
  interests: z.array(z.string()).optional(),
  preferences: preferencesChange.optional(),
  /** Changes with the picture; absent for who has none. */
  avatarVersion: z.int().optional(),
  createdAt: time,
  updatedAt: time,
  /** `reserved` from the moment sign-up takes the name until the account stands; the sweep frees what stays so. */
  state: z.enum(['reserved', 'active']),
})
export type Person = z.infer<typeof person>

/** access/{uid}: the authority on what a person may do. Tokens from sign-ins before `validAfter` are revoked. */
export const access = z.object({
  role,
  suspended: z.boolean(),
  validAfter: time.optional(),
  /** The person asked to be deleted at this moment; until it is done, they may do nothing. */
  deletingSince: time.optional(),
})
export type AccessDocument = z.infer<typeof access>

/** usernames/{username}: its existence is what makes a username unique. */
export const usernameClaim = z.object({ uid: id, createdAt: time })

/** Stands in what others keep for somebody who has left. */
export const formerMember = { uid: 'former-member', name: 'Former member' } as const

export const profile = z
  .object({
    uid: id,
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    username,
    firstName: z.string(),
    lastName: z.string(),
    role,
    interests: z.array(z.string()),
    preferences,
    avatarVersion: z
      .int()
      .nullable()
      .meta({ description: 'Of the picture at /v1/avatars/{uid}; null: none.' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Profile' })
export type Profile = z.infer<typeof profile>

const newPassword = z.string().max(200)

export const signUp = z.strictObject({
  email: z.email(message('email')).max(254),
  password: newPassword,
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
  limit: { by: 'address', max: 100, seconds: 600 },
  body: signUp,
  responses: { 201: profile },
  problems: ['username-taken', 'email-taken', 'password-too-short', 'password-too-common'],
})

export const meGet = operation({
  id: 'me-get',
  method: 'get',
  path: '/v1/me',
  summary: "The caller's profile. Who signed up at Firebase directly gets one here.",
  access: 'user',
  withoutProfile: true,
  responses: { 200: profile },
})

export const profileChange = z
  .strictObject({
    firstName: line(1, 60),
    lastName: line(1, 60),
    interests,
    preferences: preferencesChange,
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, message('noChange'))
  .meta({ id: 'ProfileChange', minProperties: 1 })

export const meUpdate = operation({
  id: 'me-update',
  method: 'patch',
  path: '/v1/me',
  summary: "Changes the caller's profile. Of `preferences`, what is not said stays.",
  access: 'user',
  body: profileChange,
  responses: { 200: profile },
})

export const usernameChange = z.strictObject({ username })

export const meChangeUsername = operation({
  id: 'me-change-username',
  method: 'put',
  path: '/v1/me/username',
  summary: 'Gives the caller another username; the old one is free for everybody at once.',
  access: 'user',
  body: usernameChange,
  responses: { 200: profile },
  problems: ['username-taken'],
})

export const passwordChange = z.strictObject({ currentPassword: z.string().max(200), newPassword })

export const meChangePassword = operation({
  id: 'me-change-password',
  method: 'put',
  path: '/v1/me/password',
  summary: "Changes the caller's password and ends every session; `customToken` begins this one again.",
  access: 'user',
  body: passwordChange,
  responses: { 200: z.object({ customToken: z.string() }) },
  problems: ['password-too-short', 'password-too-common', 'password-reused', 'wrong-password'],
})

/** A document as it is kept, with its place. */
const storedDocument = z.looseObject({ path: z.string() })

export const meExport = operation({
  id: 'me-export',
  method: 'get',
  path: '/v1/me/export',
  summary: 'Everything kept on the caller, in one JSON document.',
  access: 'user',
  responses: {
    200: z
      .object({
        exportedAt: time,
        account: z
          .object({
            email: z.string().nullable(),
            phoneNumbers: z.array(z.string()),
            signsInWith: z.array(z.string()),
            createdAt: time,
            lastSignInAt: time.nullable(),
          })
          .nullable(),
        profile,
        access,
        avatar: z.string().nullable().meta({ description: 'A data: address.' }),
        registrations: z.array(storedDocument),
        events: z.array(storedDocument),
        reviews: z.array(storedDocument),
        notifications: z.array(storedDocument),
        activity: z.array(storedDocument),
        cloudAccounts: z.array(storedDocument),
      })
      .meta({ id: 'Export' }),
  },
})

export const meDelete = operation({
  id: 'me-delete',
  method: 'delete',
  path: '/v1/me',
  summary:
    'Deletes the caller: seats go to the next in line, reviews stay without their name, nothing else does. Asks for a sign-in of the last 5 minutes.',
  access: 'user',
  withoutProfile: true,
  responses: { 204: null },
  problems: ['recent-sign-in-required', 'has-events', 'has-clusters', 'last-admin'],
})
