import type { ClusterDocument } from '../../contract/clusters.ts'
import { lifeOf, neverAppliedPatch } from '../../domain/cluster-life.ts'
import type { NextAttempt } from '../../domain/run-events.ts'
import { documents, type WriteBatch } from '../documents.ts'
import { applyEvent, beginRun, type ReadCluster, updateCluster } from './apply-event.ts'

export type Destroyed = { changes: boolean; cluster: ClusterDocument; start?: NextAttempt }

/**
 * Adds the destroy of a cluster to a batch: at once, or after the run at work, which is canceled. A cluster whose plan was never applied ends
 * without the cloud, which may not even answer. A second request changes nothing.
 *
 * @returns the cluster after the commit, and the attempt to start then
 */
export const destroyCluster = async (
  batch: WriteBatch,
  read: ReadCluster,
  { by, now }: { by: string; now: string },
): Promise<Destroyed> => {
  const { id: clusterId, cluster } = read
  const withPatch = (patch: object) => ({ ...cluster, ...patch }) as ClusterDocument
  if (cluster.state === 'destroyed') return { changes: false, cluster }
  if (!cluster.busy && cluster.applied === false) {
    const patch = neverAppliedPatch(now)
    updateCluster(batch, read, patch)
    return { changes: true, cluster: withPatch(patch) }
  }
  if (!cluster.busy) {
    const { runId, patch } = beginRun(batch, read, { command: 'destroy', by, now })
    return { changes: true, cluster: withPatch(patch), start: { clusterId, runId, attempt: 1 } }
  }
  const snapshot = await documents.run(clusterId, cluster.runId).get()
  const run = snapshot.data()
  if (!run || (run.command === 'destroy' && run.state !== 'canceling')) return { changes: false, cluster }
  const patch = { ...lifeOf({ ...cluster, destroyWanted: true }), updatedAt: now }
  const clusterAfter = withPatch(patch)
  const applied = applyEvent(
    batch,
    { ...read, cluster: clusterAfter },
    { id: cluster.runId, run, readAt: snapshot.updateTime! },
    { type: 'cancel' },
    now,
    { clusterPatch: patch },
  )
  // The run is canceling already: only the request to destroy may be new.
  if (!applied && cluster.destroyWanted) return { changes: false, cluster }
  if (!applied) updateCluster(batch, read, patch)
  return {
    changes: true,
    cluster: applied?.cluster ?? clusterAfter,
    ...(applied?.start && { start: applied.start }),
  }
}
