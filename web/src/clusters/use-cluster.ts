import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { answer, api } from '../lib/api.ts'
import type { Failure } from '../lib/failure.ts'
import { useLiveDocument } from '../lib/live.ts'
import { useLoad } from '../lib/use-load.ts'

type State<T> =
  | { status: 'loading' }
  /** `retry`: it is not live, and this makes it so again. */
  | { status: 'ready'; data: T; retry?: () => void }
  | { status: 'failed'; failure: Failure; retry: () => void }

/** A document as it changes. The rules refuse what is not there or not one's own; the API says which, and has it without a listener. */
const useFollowed = <Heard, T>(
  path: string,
  plain: (heard: Heard) => T,
  read: (signal: AbortSignal) => Promise<T>,
): State<T> => {
  const live = useLiveDocument<Heard>(path)
  const heard = live.status === 'ready' ? live.data : null
  const isRead = live.status !== 'loading' && !heard
  const answered = useLoad(isRead ? path : null, read)
  const retry = () => {
    if (live.status === 'failed') live.retry()
    answered.reload()
  }
  if (heard) return { status: 'ready', data: plain(heard) }
  if (!isRead || answered.status === 'loading') return { status: 'loading' }
  if (answered.status === 'failed') return { status: 'failed', failure: answered.failure, retry }
  return { status: 'ready', data: answered.data, retry }
}

export const useCluster = (clusterId: string): State<Cluster> =>
  useFollowed<Cluster, Cluster>(
    `clusters/${clusterId}`,
    (heard) => heard,
    (signal) => answer(api.GET('/v1/clusters/{clusterId}', { params: { path: { clusterId } }, signal })),
  )

/** Kept as text: server/documents.ts. */
type Packed = Omit<Run, 'resources' | 'tail'> & { resources: string; tail: string }
export const heardRun = (run: Packed): Run => ({
  ...run,
  resources: JSON.parse(run.resources),
  tail: JSON.parse(run.tail),
})

export const useRun = (clusterId: string, runId: string): State<Run> =>
  useFollowed<Packed, Run>(`clusters/${clusterId}/runs/${runId}`, heardRun, (signal) =>
    answer(
      api.GET('/v1/clusters/{clusterId}/runs/{runId}', { params: { path: { clusterId, runId } }, signal }),
    ),
  )
