import { clustersDelete } from '../../contract/clusters.ts'
import { lifeOf } from '../../domain/cluster-life.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { applyEvent, beginRun, updateCluster } from '../../server/clusters/apply-event.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { db, documents } from '../../server/documents.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/**
 * Destroys a cluster: at once, or after the run at work, which is canceled. A second request changes nothing.
 */
export default endpoint(clustersDelete, async ({ params, caller, now, commit }) => {
  const { clusterId } = params
  const outcome = await retryOnConflict(async () => {
    const { ref, cluster, readAt } = await clusterFor(clusterId, caller)
    const owner = { id: clusterId, cluster, readAt }
    const batch = db.batch()
    if (cluster.state === 'destroyed') return { cluster }
    if (!cluster.busy) {
      const { runId, patch } = beginRun(batch, owner, { command: 'destroy', by: caller.uid, now })
      await commit(batch, ref.path, { details: { command: 'destroy' } })
      return { cluster: { ...cluster, ...patch }, start: { clusterId, runId, attempt: 1 } }
    }
    const snapshot = await documents.run(clusterId, cluster.runId).get()
    const run = snapshot.data()
    if (!run || (run.command === 'destroy' && run.state !== 'canceling')) return { cluster }
    const patch = { ...lifeOf({ ...cluster, destroyWanted: true }), updatedAt: now }
    const clusterAfter = { ...cluster, ...patch }
    const applied = applyEvent(
      batch,
      { ...owner, cluster: clusterAfter },
      { id: cluster.runId, run, readAt: snapshot.updateTime! },
      { type: 'cancel' },
      now,
      { clusterPatch: patch },
    )
    // The run is canceling already: only the request to destroy may be new.
    if (!applied && cluster.destroyWanted) return { cluster }
    if (!applied) updateCluster(batch, owner, patch)
    await commit(batch, ref.path, { details: { command: 'destroy' } })
    return { cluster: clusterAfter, start: applied?.start }
  })
  if (outcome.start) await publish('cluster-run', outcome.start.runId, outcome.start)
  return json(202, presentCluster(clusterId, outcome.cluster))
})
