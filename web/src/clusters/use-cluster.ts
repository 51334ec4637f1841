import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { answer, api } from '../lib/api.ts'
import { type Followed, useFollowed } from '../lib/use-followed.ts'

export const useCluster = (clusterId: string): Followed<Cluster> =>
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

export const useRun = (clusterId: string, runId: string): Followed<Run> =>
  useFollowed<Packed, Run>(`clusters/${clusterId}/runs/${runId}`, heardRun, (signal) =>
    answer(
      api.GET('/v1/clusters/{clusterId}/runs/{runId}', { params: { path: { clusterId, runId } }, signal }),
    ),
  )
