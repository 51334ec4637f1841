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
  summary: "Changes a person's role, from their next request on. The person gets a notice.",
  access: 'role',
  params: userParams,
  body: z.strictObject({ role }),
  responses: { 200: user },
  problems: ['not-found', 'last-admin'],
})

export const usersSuspend = operation({
  id: 'users-suspend',
  method: 'put',
  path: '/v1/users/{uid}/suspended',
  summary: 'Suspends a person, which ends their sessions, or ends the suspension. The person gets a notice.',
  access: 'role',
  params: userParams,
  body: z.strictObject({ suspended: z.boolean() }),
  responses: { 200: user },
  problems: ['not-found', 'last-admin'],
})
