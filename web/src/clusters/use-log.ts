import { useEffect, useEffectEvent, useState } from 'react'
import { type Failure, toFailure, unreachable } from '../lib/failure.ts'
import { useLiveList } from '../lib/live.ts'
import { startSession } from '../lib/session.ts'
import type { PageRun } from './use-cluster.ts'

/** The number of log parts shown at first: about 500 lines. */
const initialParts = 2
/** The number of parts that are read at the same time. */
const maxReads = 20
const nameOf = (part: number) => String(part).padStart(6, '0')

type LogOf = Pick<PageRun, 'id' | 'clusterId' | 'parts'>

/** Reads parts of a log. */
const readParts = async ({ id, clusterId }: LogOf, parts: readonly number[]) => {
  const { db, doc, getDoc } = await startSession()
  const readPart = async (part: number) => {
    const path = `clusters/${clusterId}/runs/${id}/log/${nameOf(part)}`
    const text = (await getDoc(doc(db, path))).data()?.text
    if (typeof text !== 'string') throw unreachable()
    return [part, text] as const
  }
  const texts: (readonly [number, string])[] = []
  for (let first = 0; first < parts.length; first += maxReads)
    texts.push(...(await Promise.all(parts.slice(first, first + maxReads).map(readPart))))
  return texts
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

/** Number of log parts. A run from the API doesn't have it: then the name of the newest part gives it. */
const usePartCount = ({ id, clusterId, parts }: LogOf) => {
  const path = `clusters/${clusterId}/runs/${id}/log`
  const newest = useLiveList<{ id: string }>(
    parts === undefined ? path : null,
    ({ collection, db, limit, orderBy, query }) =>
      query(collection(db, path), orderBy('at', 'desc'), limit(1)),
  )
  if (parts !== undefined) return { count: parts, loading: false }
  const last = newest.status === 'ready' ? newest.data[0] : undefined
  return {
    count: last ? Number(last.id) + 1 : 0,
    loading: newest.status === 'loading',
    ...(newest.status === 'failed' && { failed: newest }),
  }
}

/**
 * The log of a run: its newest parts, then its live tail. A part never changes, so each is read once. The tail stays until the part that
 * replaces it is read. `whole` reads every part, which a search needs.
 */
export const useLog = (run: LogOf & Pick<PageRun, 'tail'>, whole: boolean) => {
  const { tail } = run
  const { count: parts, loading: isCounting, failed } = usePartCount(run)
  const [texts, setTexts] = useState<ReadonlyMap<number, string>>(new Map())
  const [extraParts, setExtraParts] = useState(0)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [attempt, setAttempt] = useState(0)
  const from = whole ? 0 : Math.max(0, parts - initialParts - extraParts)
  const shownParts = range(from, parts)
  const missing = shownParts.filter((part) => !texts.has(part))

  const read = useEffectEvent(async (isGone: () => boolean) => {
    const loaded = await readParts(run, missing)
    if (!isGone()) setTexts((known) => new Map([...known, ...loaded]))
  })
  const key = missing.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` triggers a retry
  useEffect(() => {
    if (key === '') return
    let gone = false
    setFailure(null)
    read(() => gone).catch((error) => gone || setFailure(toFailure(error)))
    return () => {
      gone = true
    }
  }, [key, attempt])

  const [last, setLast] = useState({ parts, tail })
  const isRead = missing.length === 0
  if (isRead && (last.parts !== parts || last.tail !== tail)) setLast({ parts, tail })
  const end = isRead ? { parts, tail } : last
  const blocks = shownParts
    .filter((part) => part < end.parts && texts.has(part))
    .map((part) => ({ part, text: texts.get(part) ?? '' }))
  return {
    blocks,
    /** Every line, also those that are not shown. */
    readAll: async () => {
      const read = await readParts(
        run,
        range(0, parts).filter((part) => !texts.has(part)),
      )
      const all = new Map([...texts, ...read])
      return [...range(0, parts).map((part) => all.get(part) ?? ''), ...tail].join('\n')
    },
    tail: end.tail,
    loading: isCounting || (!isRead && !failure),
    failure: failed ? toFailure(failed.error) : failure,
    retry: () => (failed ? failed.retry() : setAttempt((count) => count + 1)),
    earlier: from > 0 && isRead ? () => setExtraParts(extraParts + 3) : undefined,
  }
}
