import { useEffect, useState } from 'react'
import type { DeadLetter } from '../../../contract/dead-letters.ts'
import type { SystemStatus } from '../../../contract/system.ts'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { usePages } from '../lib/use-pages.ts'

const intervalMs = 30_000

/** A number that grows every half minute while the page is visible, and when the page becomes visible. */
const useBeat = () => {
  const [beat, setBeat] = useState(0)
  useEffect(() => {
    const next = () => {
      if (document.visibilityState === 'visible') setBeat((count) => count + 1)
    }
    const timer = setInterval(next, intervalMs)
    document.addEventListener('visibilitychange', next)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', next)
    }
  }, [])
  return { beat, next: () => setBeat((count) => count + 1) }
}

/** The state of the system and its failed messages. Both are read again at each beat; no listener could count what waits. */
export const useSystem = () => {
  const { beat, next } = useBeat()
  const status = useLoad<{ system: SystemStatus; readAt: string }>(`system ${beat}`, async (signal) => ({
    system: await answer(api.GET('/v1/system', { signal })),
    readAt: new Date().toISOString(),
  }))
  const deadLetters = usePages<DeadLetter>(
    'dead letters',
    (cursor, signal) =>
      answer(
        api.GET('/v1/dead-letters', { params: { query: { limit: 20, ...(cursor && { cursor }) } }, signal }),
      ),
    ({ id }) => id,
    String(beat),
  )
  return { status, deadLetters, refresh: next }
}
