import { useState } from 'react'
import type { Role } from '../../../contract/people.ts'
import type { User } from '../../../contract/users.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'

export type UserFilter = { query?: string; role?: Role; suspended?: 'true' | 'false' }

const size = 30
const read = (filter: UserFilter & { cursor?: string; limit?: number }, signal?: AbortSignal) =>
  answer(api.GET('/v1/users', { params: { query: { limit: size, ...filter } }, ...(signal && { signal }) }))

/** People page by page. What is changed here is shown as it was answered, until the list is read again. */
export const useUsers = (filter: UserFilter) => {
  const key = JSON.stringify(filter)
  const first = useLoad(key, (signal) => read(filter, signal))
  const [rest, setRest] = useState<{ key: string; items: User[]; cursor?: string | undefined }>({
    key,
    items: [],
  })
  const [changed, setChanged] = useState<ReadonlyMap<string, User>>(new Map())

  const known = first.status === 'ready' ? first.data : undefined
  const later = rest.key === key ? rest : { key, items: [], cursor: undefined }
  const cursor = later.items.length > 0 ? later.cursor : known?.nextCursor
  const more = useAction(async () => {
    const page = await read({ ...filter, ...(cursor && { cursor }) })
    setRest({ key, items: [...later.items, ...page.items], cursor: page.nextCursor })
  })
  const found = new Map([...(known?.items ?? []), ...later.items].map((user) => [user.uid, user]))
  return {
    status: first.status,
    refreshing: first.status === 'ready' && first.refreshing,
    failure: first.status === 'loading' ? null : (first.failure ?? more.failure),
    users: [...found.values()].map((user) => ({ ...user, ...changed.get(user.uid) })),
    /** The answer to a change holds no address: what is known of it stays. */
    adopt: (user: User) => setChanged(new Map([...changed, [user.uid, user]])),
    reload: first.reload,
    more: cursor ? more.run : undefined,
    loadingMore: more.busy,
  }
}

/** Whether one admin is all there are. */
export const useLoneAdmin = (moment: string): boolean => {
  const admins = useLoad(`admins ${moment}`, (signal) =>
    read({ role: 'admin', suspended: 'false', limit: 2 }, signal),
  )
  return admins.status === 'ready' && admins.data.items.length === 1
}
