import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { type Failure, toFailure } from './failure.ts'

export type Load<T> =
  | { status: 'loading' }
  /** `refreshing`: newer data is loading. */
  | { status: 'ready'; data: T; refreshing: boolean; failure: Failure | null }
  | { status: 'failed'; failure: Failure }

/** Reads once per key. The data of the previous key stays until the new data arrives. A null key waits. */
export const useLoad = <T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
): Load<T> & { reload: () => void } => {
  const [state, setState] = useState<Load<T>>({ status: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const read = useEffectEvent(load)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` triggers a retry
  useEffect(() => {
    if (key === null) return
    const control = new AbortController()
    setState((previous) =>
      previous.status === 'ready' ? { ...previous, refreshing: true, failure: null } : { status: 'loading' },
    )
    read(control.signal).then(
      (data) => {
        if (!control.signal.aborted) setState({ status: 'ready', data, refreshing: false, failure: null })
      },
      (error) => {
        if (control.signal.aborted) return
        const failure = toFailure(error)
        setState((previous) =>
          previous.status === 'ready'
            ? { ...previous, refreshing: false, failure }
            : { status: 'failed', failure },
        )
      },
    )
    return () => control.abort()
  }, [key, attempt])

  const reload = useCallback(() => setAttempt((count) => count + 1), [])
  return { ...state, reload }
}
