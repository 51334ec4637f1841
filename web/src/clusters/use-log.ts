import { useEffect, useEffectEvent, useState } from 'react'
import type { Run } from '../../../contract/runs.ts'
import { type Failure, toFailure, unreachable } from '../lib/failure.ts'
import { startSession } from '../lib/session.ts'

/** Parts that are shown without being asked for: with the last lines these are some five hundred. */
const shown = 2
const nameOf = (part: number) => String(part).padStart(6, '0')

/**
 * The log of a run: its newest parts, then its last lines as they come. A part is complete when it is there, so each is read once; until the
 * one is read that the last lines have become, they stay.
 */
export const useLog = ({ id, clusterId, parts, tail }: Pick<Run, 'id' | 'clusterId' | 'parts' | 'tail'>) => {
  const [texts, setTexts] = useState<ReadonlyMap<number, string>>(new Map())
  const [asked, setAsked] = useState(0)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [attempt, setAttempt] = useState(0)
  const from = Math.max(0, parts - shown - asked)
  const wanted = Array.from({ length: parts - from }, (_, index) => from + index)
  const missing = wanted.filter((part) => !texts.has(part))

  const read = useEffectEvent(async (isGone: () => boolean) => {
    const { db, doc, getDoc } = await startSession()
    const found = await Promise.all(
      missing.map(async (part) => {
        const path = `clusters/${clusterId}/runs/${id}/log/${nameOf(part)}`
        const text = (await getDoc(doc(db, path))).data()?.text
        if (typeof text !== 'string') throw unreachable()
        return [part, text] as const
      }),
    )
    if (!isGone()) setTexts((known) => new Map([...known, ...found]))
  })
  const key = missing.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` reads again
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
  const blocks = wanted
    .filter((part) => part < end.parts && texts.has(part))
    .map((part) => ({ part, text: texts.get(part) ?? '' }))
  return {
    blocks,
    tail: end.tail,
    loading: !isRead && !failure,
    failure,
    retry: () => setAttempt((count) => count + 1),
    earlier: from > 0 && isRead ? () => setAsked(asked + 3) : undefined,
  }
}
