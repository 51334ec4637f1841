import * as z from 'zod'
import { operation } from './operation.ts'
import { message } from './validation.ts'

/** Words that could be mistaken for a path or for Labseat itself. */
export const reservedUsernames: ReadonlySet<string> = new Set(
  `about account accounts activity admin administrator api app auth billing blog cloud clusters cockpit contact dashboard docs
  event events former-member health help home labseat login logout mail me new notifications null official operator organise
  people postmaster pricing privacy register root seats security settings signin signout signup staff status support system
  team terms undefined user username users webmaster www`.split(/\s+/),
)

/** 3–30 of a-z, 0-9, `-`, `_`. A reserved or taken name fails later, with its own problem code. */
export const username = z
  .string()
  .regex(/^[a-z0-9_-]{3,30}$/, message('username'))
  // It is the id of a document, and Firestore reserves such ids.
  .refine((text) => !/^__.*__$/.test(text), message('usernameUnderscores'))
  .meta({ id: 'Username', example: 'ada_l' })

export const usernamesGet = operation({
  id: 'usernames-get',
  method: 'get',
  path: '/v1/usernames/{username}',
  summary: 'Reports whether a username is free.',
  access: 'public',
  limit: 'lookUp',
  params: z.strictObject({ username: z.string().min(1).max(100) }),
  responses: {
    200: z.object({
      username: z.string(),
      available: z.boolean(),
      reason: z.enum(['invalid', 'reserved', 'taken']).optional(),
    }),
  },
})
