import * as z from 'zod'
import { id, listOf, page, time } from './common.ts'
import { operation } from './operation.ts'
import { role } from './people.ts'
import { username } from './usernames.ts'

/** A person as admins see them, with the e-mail address and the suspension. */
export const user = z
  .object({
    uid: id,
    username,
    firstName: z.string(),
    lastName: z.string(),
    email: z.string().optional(),
    role,
    suspended: z.boolean(),
    createdAt: time,
    lastSignInAt: time.optional(),
    unreadable: z
      .literal(true)
      .optional()
      .meta({ description: 'The stored profile is damaged; this is what can be read of it.' }),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof user>

const userParams = z.strictObject({ uid: id })

export const usersList = operation({
  id: 'users-list',
  method: 'get',
  path: '/v1/users',
  summary:
    'Finds people by the beginnings of their names or by their full e-mail address. Newest first; with only a role or a suspension, by id.',
  access: 'role',
  limit: 'read',
  query: page.extend({
    query: z.string().trim().max(254).optional(),
    role: role.optional(),
    suspended: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .optional(),
  }),
  responses: { 200: listOf(user) },
})

export const usersSetRole = operation({
  id: 'users-set-role',
  method: 'put',
  path: '/v1/users/{uid}/role',
  summary:
    "Changes a person's role, from their next request on. The person gets a notice. A person with live clusters can lose the right to manage them only if the caller takes the clusters over.",
  access: 'role',
  limit: 'write',
  sensitive: true,
  params: userParams,
  body: z.strictObject({
    role,
    /** `take-over`: the caller becomes the owner of the clusters that the person could no longer manage. */
    clusters: z.literal('take-over').optional(),
  }),
  responses: { 200: user },
  problems: ['not-found', 'last-admin', 'owns-clusters'],
})

export const usersSuspend = operation({
  id: 'users-suspend',
  method: 'put',
  path: '/v1/users/{uid}/suspended',
  summary:
    'Suspends a person, or ends the suspension. Suspending ends their sessions and hides their events. The person gets a notice.',
  access: 'role',
  limit: 'write',
  sensitive: true,
  params: userParams,
  body: z.strictObject({ suspended: z.boolean() }),
  responses: { 200: user },
  problems: ['not-found', 'last-admin'],
})
