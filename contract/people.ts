import * as z from 'zod'
import { withAsciiDomain } from './ascii-domain.ts'
import { id, line, nameLine, tag, time } from './common.ts'
import { operation } from './operation.ts'
import { timeZone } from './time-zone.ts'
import { username } from './usernames.ts'
import { message } from './validation.ts'

export const role = z.enum(['member', 'operator', 'admin']).meta({ id: 'Role' })
export type Role = z.infer<typeof role>

/** The groups of e-mail. A missing group is on. */
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

/** The defaults. */
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

/** people/{uid}: a person's profile. */
export const person = z.object({
  uid: id,
  username,
  firstName: line(1, 60),
  /** Empty for a person with one name. */
  lastName: line(0, 60),
  interests: z.array(z.string()).optional(),
  preferences: preferencesChange.optional(),
  /** Changes with the picture; absent without a picture. */
  avatarVersion: z.int().optional(),
  /** Number of the secret address of the person's calendar; absent for the first. Another number ends the earlier address. */
  calendarNumber: z.int().optional(),
  createdAt: time,
  updatedAt: time,
  /** `reserved` until the account exists. The sweep releases old reservations. */
  state: z.enum(['reserved', 'active']),
})
export type Person = z.infer<typeof person>

/** access/{uid}: the authority on what a person may do. Tokens from sign-ins before `validAfter` are revoked. */
export const access = z.object({
  role,
  suspended: z.boolean(),
  validAfter: time.optional(),
  /**
   * Time of the last change of `suspended`, until the Firebase account and the events certainly agree with it. The sweep applies the change
   * a second time: a request that was in flight may have published an event.
   */
  suspensionChangedAt: time.optional(),
  /** Time of the deletion request. From then on the person may do nothing. */
  deletingSince: time.optional(),
})
export type AccessDocument = z.infer<typeof access>

/**
 * people/{uid}/security/account: what protected the account when Labseat looked last, to notice changes that Firebase made without
 * the API. `email` is a keyed hash, `factors` are Firebase's ids.
 */
export const accountSeen = z.object({
  passwordUpdatedAt: time.optional(),
  email: z.string().optional(),
  factors: z.array(z.string()).optional(),
})

/** people/{uid}/devices/{hash}: a browser that the person signed in with. The id is a keyed hash, and a TTL policy deletes the document. */
export const device = z.object({ lastSignInAt: time, expiresAt: time })

/** usernames/{username}: its existence makes a username unique. */
export const usernameClaim = z.object({ uid: id, createdAt: time })

/** Replaces a deleted person in other people's documents. */
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
      .meta({ description: 'Version of the picture at /v1/avatars/{uid}, or null without a picture.' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Profile' })
export type Profile = z.infer<typeof profile>

const newPassword = z.string().max(200)

/** As zod's, and the domain may end in the ASCII form of another script: xn--p1ai. */
const emailPattern =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]+)$/

/** An address that an account may have. A domain with umlauts becomes its ASCII form. */
export const emailAddress = z
  .string()
  .overwrite(withAsciiDomain)
  .email({ pattern: emailPattern, error: message('email') })
  .max(254)

/** The names that a person writes. Many people have one name only. */
export const personNames = { firstName: nameLine(1, 60), lastName: nameLine(0, 60) }

export const signUp = z.strictObject({
  email: emailAddress,
  password: newPassword,
  username,
  firstName: personNames.firstName,
  lastName: personNames.lastName.default(''),
})

export const authRegister = operation({
  id: 'auth-register',
  method: 'post',
  path: '/v1/auth/register',
  summary: 'Creates an account with a unique username, and sends an e-mail to confirm the address.',
  access: 'public',
  limit: 'signUp',
  fromApp: true,
  body: signUp,
  responses: { 201: profile },
  problems: ['username-taken', 'email-taken', 'password-too-short', 'password-too-common'],
})

export const meGet = operation({
  id: 'me-get',
  method: 'get',
  path: '/v1/me',
  summary:
    "The caller's profile. The first call creates the profile of a person who signed up at Firebase directly.",
  access: 'user',
  limit: 'read',
  withoutProfile: true,
  responses: { 200: profile },
})

export const profileChange = z
  .strictObject({
    ...personNames,
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
  summary: "Changes the caller's profile. Missing `preferences` stay unchanged.",
  access: 'user',
  limit: 'write',
  body: profileChange,
  responses: { 200: profile },
})

export const usernameChange = z.strictObject({ username })

export const meChangeUsername = operation({
  id: 'me-change-username',
  method: 'put',
  path: '/v1/me/username',
  summary: "Changes the caller's username. The old name is free at once.",
  access: 'user',
  limit: 'write',
  body: usernameChange,
  responses: { 200: profile },
  problems: ['username-taken'],
})

export const passwordChange = z.strictObject({ currentPassword: z.string().max(200), newPassword })

export const meChangePassword = operation({
  id: 'me-change-password',
  method: 'put',
  path: '/v1/me/password',
  summary: "Changes the caller's password and ends every session. `customToken` starts a new session.",
  access: 'user',
  limit: 'password',
  body: passwordChange,
  responses: { 200: z.object({ customToken: z.string() }) },
  problems: ['password-too-short', 'password-too-common', 'password-reused', 'wrong-password'],
})

/** A stored document with its path. */
const storedDocument = z.looseObject({ path: z.string() })

export const meExport = operation({
  id: 'me-export',
  method: 'get',
  path: '/v1/me/export',
  summary: "The caller's data in one JSON document.",
  access: 'user',
  limit: 'expensive',
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
        avatar: z.string().nullable().meta({ description: 'A data: URL.' }),
        registrations: z.array(storedDocument),
        events: z.array(storedDocument),
        reviews: z.array(storedDocument),
        notifications: z.array(storedDocument),
        activity: z.array(storedDocument),
        cloudAccounts: z.array(storedDocument),
        labPlaces: z.array(storedDocument),
        clients: z.array(storedDocument),
      })
      .meta({ id: 'Export' }),
  },
})

export const meDelete = operation({
  id: 'me-delete',
  method: 'delete',
  path: '/v1/me',
  summary:
    'Deletes the caller. Their seats go to the next people in line; their reviews stay without a name.',
  access: 'user',
  limit: 'write',
  sensitive: true,
  withoutProfile: true,
  responses: { 204: null },
  problems: ['has-events', 'has-clusters', 'last-admin'],
})
