import { useEffect, useEffectEvent, useState } from 'react'
import type { ActivityItem } from '../../../contract/activity.ts'
import { answer, api } from '../lib/api.ts'
import { useLiveList } from '../lib/live.ts'
import { usePages } from '../lib/use-pages.ts'

export type ActivityFilter = { actor: string; thing: string; action: string; from: string; to: string }

/** For the page and for the listener. The rules allow at most 50. */
const pageSize = 30

/** The first or the last moment of a day in the reader's time zone. */
const momentOf = (day: string, isEnd: boolean): string | undefined => {
  const at = new Date(`${day}T${isEnd ? '23:59:59.999' : '00:00:00'}`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

const byNewest = (a: ActivityItem, b: ActivityItem) =>
  a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1

/** The activity log: pages from the API, and the newest items live. Items that arrive meanwhile stay on screen. */
export const useActivity = (filter: ActivityFilter) => {
  const { actor, thing, action } = filter
  const from = momentOf(filter.from, false)
  const to = momentOf(filter.to, true)
  const key = JSON.stringify([actor, thing, action, from, to])
  const list = usePages<ActivityItem>(
    key,
    (cursor, signal) => {
      const query = {
        limit: pageSize,
        ...(actor && { actor }),
        ...(thing && { thing }),
        ...(action && { action }),
        ...(from && { from }),
        ...(to && { to }),
        ...(cursor && { cursor }),
      }
      return answer(api.GET('/v1/activity', { params: { query }, signal }))
    },
    ({ id }) => id,
  )
  const [arrived, setArrived] = useState<{ key: string; items: ReadonlyMap<string, ActivityItem> }>({
    key,
    items: new Map(),
  })

  const isReady = list.status === 'ready' && !list.refreshing
  // Days that are over get no new items.
  const isOver = to !== undefined && to < new Date().toISOString()
  const live = useLiveList<ActivityItem>(
    isReady && !isOver ? key : null,
    ({ collection, db, limit, orderBy, query, Timestamp, where }) =>
      query(
        collection(db, 'activity'),
        ...(actor ? [where('actorId', '==', actor)] : []),
        ...(action ? [where('action', '==', action)] : []),
        ...(thing ? [where('things', 'array-contains', thing)] : []),
        ...(from ? [where('at', '>=', Timestamp.fromDate(new Date(from)))] : []),
        ...(to ? [where('at', '<=', Timestamp.fromDate(new Date(to)))] : []),
        orderBy('at', 'desc'),
        limit(pageSize),
      ),
  )

  const fresh = arrived.key === key ? arrived.items : new Map<string, ActivityItem>()
  const items = new Map(list.items.map((item) => [item.id, item]))
  const pageIds = new Set(items.keys())
  if (isReady) for (const [id, item] of fresh) items.set(id, item)

  const take = useEffectEvent((newest: readonly ActivityItem[]) => {
    // More items arrived than the listener shows: read the list again to get those between.
    if (newest.length === pageSize && items.size > 0 && !newest.some(({ id }) => items.has(id))) list.reload()
    setArrived({ key, items: new Map([...fresh, ...newest.map((item) => [item.id, item] as const)]) })
  })
  const liveItems = live.status === 'ready' ? live.data : undefined
  useEffect(() => {
    if (liveItems) take(liveItems)
  }, [liveItems])

  return {
    ...list,
    items: [...items.values()].sort(byNewest),
    isNew: (id: string) => !pageIds.has(id),
    live,
  }
}
