import type { Failure } from './failure.ts'
import { useLiveDocument } from './live.ts'
import { useLoad } from './use-load.ts'

export type Followed<T> =
  | { status: 'loading' }
  /** `retry` is there when the data is not live, and starts the listener again. */
  | { status: 'ready'; data: T; retry?: () => void }
  | { status: 'failed'; failure: Failure; retry: () => void }

/**
 * Follows one document. When the listener fails, reads the document from the API: the rules give the same error for a
 * missing document and a forbidden one, and the API may still have the data.
 */
export const useFollowed = <Stored, T>(
  path: string,
  present: (stored: Stored & { id: string }) => T,
  read: (signal: AbortSignal) => Promise<T>,
): Followed<T> => {
  const live = useLiveDocument<Stored & { id: string }>(path)
  const stored = live.status === 'ready' ? live.data : null
  const needsApi = live.status !== 'loading' && !stored
  const answer = useLoad(needsApi ? path : null, read)
  const retry = () => {
    if (live.status === 'failed') live.retry()
    answer.reload()
  }
  if (stored) return { status: 'ready', data: present(stored) }
  if (!needsApi || answer.status === 'loading') return { status: 'loading' }
  if (answer.status === 'failed') return { status: 'failed', failure: answer.failure, retry }
  return { status: 'ready', data: answer.data, retry }
}
