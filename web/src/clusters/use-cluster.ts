import type { Cluster, StoredCluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { type PackedRun, presentCluster, presentRun, unpackRun } from '../../../domain/present-cluster.ts'
import { answer, api } from '../lib/api.ts'
import { type Followed, useFollowed } from '../lib/use-followed.ts'

export const useCluster = (clusterId: string): Followed<Cluster> =>
  useFollowed<StoredCluster & { id: string }, Cluster>(
    `clusters/${clusterId}`,
    (stored) => presentCluster(stored.id, stored),
    (signal) => answer(api.GET('/v1/clusters/{clusterId}', { params: { path: { clusterId } }, signal })),
  )

/** A run on a page. Only a live run has the number of its log parts: the API leaves it out. */
export type PageRun = Run & { parts?: number }

const presentPackedRun = ({ id, ...stored }: PackedRun & { id: string }): PageRun => {
  const run = unpackRun(stored)
  return { ...presentRun(id, run), parts: run.parts }
}

export const useRun = (clusterId: string, runId: string): Followed<PageRun> =>
  useFollowed<PackedRun & { id: string }, PageRun>(
    `clusters/${clusterId}/runs/${runId}`,
    presentPackedRun,
    (signal) =>
      answer(
        api.GET('/v1/clusters/{clusterId}/runs/{runId}', { params: { path: { clusterId, runId } }, signal }),
      ),
  )
