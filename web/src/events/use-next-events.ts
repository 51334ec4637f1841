import { useState } from 'react'
import type { Event, EventDocument } from '../../../contract/events.ts'
import { endOf, eventExists, phaseOf, presentEvent, startBounds } from '../../../domain/events.ts'
import { answer, publicApi } from '../lib/api.ts'
import { useLiveList } from '../lib/live.ts'
import { presentEach } from '../lib/present-each.ts'
import { useNow } from '../lib/use-now.ts'
import { usePages } from '../lib/use-pages.ts'

const size = 20
const bySoonest = (a: Event, b: Event) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0)

/** The most frequent tags of these events. */
const commonTags = (events: Event[]) => {
  const uses = new Map<string, number>()
  for (const tag of events.flatMap((event) => event.tags)) uses.set(tag, (uses.get(tag) ?? 0) + 1)
  return [...uses]
    .sort((a, b) => b[1] - a[1])
    .map(([tag]) => tag)
    .slice(0, 8)
}

/**
 * Events that run or come, soonest first: pages from the API, with the first events live. An event from the listener
 * replaces the one from the API. Without a search, newly published events join the list.
 */
export const useNextEvents = (query: string, tag: string) => {
  const filter = { ...(query && { query }), ...(tag && { tag }) }
  const key = JSON.stringify(filter)
  const list = usePages<Event>(
    key,
    (cursor, signal) => {
      const query = { ...filter, limit: size, ...(cursor && { cursor }) }
      return answer(publicApi.GET('/v1/events', { params: { query }, signal }))
    },
    ({ id }) => id,
  )
  const [tags, setTags] = useState<string[]>([])
  const [since] = useState(() => new Date().toISOString())

  const live = useLiveList<EventDocument & { id: string }>(
    list.status === 'ready' ? 'next events' : null,
    ({ and, collection, db, limit, or, orderBy, query: ask, Timestamp, where }) => {
      const at = (time: string) => Timestamp.fromDate(new Date(time))
      const { listedFrom, openEndedAfter } = startBounds(since)
      return ask(
        collection(db, 'events'),
        and(
          where('state', '==', 'published'),
          where('startsAt', '>', at(listedFrom)),
          or(
            where('endsAt', '>', at(since)),
            and(where('endsAt', '==', null), where('startsAt', '>', at(openEndedAfter))),
          ),
        ),
        orderBy('startsAt'),
        limit(size),
      )
    },
  )

  const heard =
    live.status === 'ready'
      ? presentEach(live.data.filter(eventExists), (event) => presentEvent(event.id, event))
      : []
  const events = new Map(list.items.map((event) => [event.id, event]))
  for (const event of heard) if (key === '{}' || events.has(event.id)) events.set(event.id, event)
  const now = useNow(...[...events.values()].flatMap((event) => [event.startsAt, endOf(event)]))
  const shown = [...events.values()].filter((event) => phaseOf(event, now) !== 'over').sort(bySoonest)

  // Keep offering the tags of the unfiltered list while a tag is chosen.
  if (key === '{}' && !list.refreshing && tags.length === 0 && list.items.length > 0)
    setTags(commonTags(list.items))
  const offered = tag && !tags.includes(tag) ? [tag, ...tags] : tags

  return { ...list, events: shown, tags: offered, now }
}
