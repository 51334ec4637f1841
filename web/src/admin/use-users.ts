import { useState } from 'react'
import type { Role } from '../../../contract/people.ts'
import type { User } from '../../../contract/users.ts'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { usePages } from '../lib/use-pages.ts'

export type UserFilter = { query?: string; role?: Role; suspended?: 'true' | 'false' }

const size = 30
const read = (filter: UserFilter & { cursor?: string; limit?: number }, signal: AbortSignal) =>
  answer(api.GET('/v1/users', { params: { query: { limit: size, ...filter } }, signal }))

/** People, page by page. A changed person is shown as the API answered until the list is read again. */
export const useUsers = (filter: UserFilter) => {
  const list = usePages<User>(
    JSON.stringify(filter),
    (cursor, signal) => read({ ...filter, ...(cursor && { cursor }) }, signal),
    ({ uid }) => uid,
  )
  const [changed, setChanged] = useState<ReadonlyMap<string, User>>(new Map())
  return {
    ...list,
    users: list.items.map((user) => ({ ...user, ...changed.get(user.uid) })),
    /** The answer to a change has no e-mail address, so the earlier address stays. */
    adopt: (user: User) => setChanged(new Map([...changed, [user.uid, user]])),
  }
}

/** Whether there is only one admin. Read again when `moment` changes. */
export const useOnlyAdmin = (moment: string): boolean => {
  const admins = useLoad(`admins ${moment}`, (signal) =>
    read({ role: 'admin', suspended: 'false', limit: 2 }, signal),
  )
  return admins.status === 'ready' && admins.data.items.length === 1
}
