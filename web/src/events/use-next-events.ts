import { useState } from 'react'
import type { Event, EventDocument } from '../../../contract/events.ts'
import { answer, publicApi } from '../lib/api.ts'
import type { Failure } from '../lib/failure.ts'
import { useLiveList } from '../lib/live.ts'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'
import { heardEvent } from './heard-event.ts'

const size = 20
const bySoonest = (a: Event, b: Event) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0)

const read = async (filter: { query?: string; tag?: string; cursor?: string }, signal?: AbortSignal) =>
  answer(
    publicApi.GET('/v1/events', { params: { query: { ...filter, limit: size } }, ...(signal && { signal }) }),
  )

/** The tags most used by these events. */
const commonTags = (events: Event[]) => {
  const uses = new Map<string, number>()
  for (const tag of events.flatMap((event) => event.tags)) uses.set(tag, (uses.get(tag) ?? 0) + 1)
  return [...uses]
    .sort((a, b) => b[1] - a[1])
    .map(([tag]) => tag)
    .slice(0, 8)
}

/**
 * Coming events, soonest first: pages from the API, and the first of them live. What the listener says of an event
 * replaces what the API said; while nothing is searched for, an event published meanwhile joins the list.
 */
export const useNextEvents = (query: string, tag: string) => {
  const filter = { ...(query && { query }), ...(tag && { tag }) }
  const key = JSON.stringify(filter)
  const first = useLoad(key, (signal) => read(filter, signal))
  const [rest, setRest] = useState<{ key: string; items: Event[]; cursor?: string | undefined }>({
    key,
    items: [],
  })
  const [tags, setTags] = useState<string[]>([])
  const [since] = useState(() => new Date())

  const live = useLiveList<EventDocument & { id: string }>(
    first.status === 'ready' ? 'next events' : null,
    ({ collection, db, limit, orderBy, query: ask, Timestamp, where }) =>
      ask(
        collection(db, 'events'),
        where('state', '==', 'published'),
        where('startsAt', '>=', Timestamp.fromDate(since)),
        orderBy('startsAt'),
        limit(size),
      ),
  )

  const known = first.status === 'ready' ? first.data : undefined
  const later = rest.key === key ? rest : { key, items: [], cursor: undefined }
  const cursor = later.items.length > 0 ? later.cursor : known?.nextCursor
  const more = useAction(async () => {
    const page = await read({ ...filter, ...(cursor && { cursor }) })
    setRest({ key, items: [...later.items, ...page.items], cursor: page.nextCursor })
  })

  const heard = live.status === 'ready' ? live.data.map(heardEvent) : []
  const events = new Map([...(known?.items ?? []), ...later.items].map((event) => [event.id, event]))
  for (const event of heard) if (key === '{}' || events.has(event.id)) events.set(event.id, event)
  const now = since.toISOString()
  const shown = [...events.values()]
    .filter((event) => event.startsAt >= now || tag !== '' || query !== '')
    .sort(bySoonest)

  // The tags of the whole list stay on offer while one of them is chosen.
  if (key === '{}' && known && tags.length === 0 && known.items.length > 0) setTags(commonTags(known.items))
  const offered = tag && !tags.includes(tag) ? [tag, ...tags] : tags

  return {
    status: first.status,
    refreshing: first.status === 'ready' && first.refreshing,
    failure: (first.status === 'loading' ? null : (first.failure ?? more.failure)) as Failure | null,
    events: shown,
    tags: offered,
    reload: first.reload,
    more: cursor ? more.run : undefined,
    loadingMore: more.busy,
  }
}
