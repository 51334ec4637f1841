import { type ClusterDocument, clustersUndoChange } from '../../contract/clusters.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { undoOf } from '../../domain/undo-change.ts'
import { updateCluster } from '../../server/clusters/apply-event.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { db } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { begin } from './_begin.ts'
import { readFailedChange } from './_failed-change.ts'

const requireFailedChange = async (clusterId: string, cluster: ClusterDocument): Promise<RunDocument> => {
  const run = await readFailedChange(clusterId, cluster)
  if (!run)
    throw new Problem('nothing-to-undo', 'No change of this cluster ended halfway. Nothing was changed.')
  return run
}

/** A change that was never applied needs no way back. Otherwise a run plans the settings that the cluster had before. */
export default endpoint(clustersUndoChange, async (request) => {
  const { params, caller, now, commit } = request
  const { clusterId } = params
  const accepted = await retryOnConflict(async () => {
    const { ref, cluster, readAt } = await clusterFor(clusterId, caller)
    if (cluster.busy || undoOf(await requireFailedChange(clusterId, cluster))) return undefined
    const batch = db.batch()
    const change = { failedChange: undefined, updatedAt: now }
    updateCluster(batch, { id: clusterId, readAt }, change)
    await commit(batch, ref.path)
    return { ...cluster, ...change }
  })
  if (accepted) return json(202, presentCluster(clusterId, accepted))
  return json(
    202,
    await begin(request, async (cluster) => ({
      command: 'update',
      change: undoOf(await requireFailedChange(clusterId, cluster)) ?? {},
    })),
  )
})
