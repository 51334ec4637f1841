import { clustersCancel } from '../../contract/clusters.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { applyEvent } from '../../server/clusters/apply-event.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { db, documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** A run that waits ends at once. A runner at work receives the cancellation in the reply to its next report, and Terraform saves its state. */
export default endpoint(clustersCancel, async ({ params, caller, now, commit }) => {
  const { clusterId } = params
  const applied = await retryOnConflict(async () => {
    const { ref, cluster, readAt } = await clusterFor(clusterId, caller)
    const snapshot = await documents.run(clusterId, cluster.runId).get()
    const run = snapshot.data()
    const batch = db.batch()
    const applied =
      run && cluster.busy
        ? applyEvent(
            batch,
            { id: clusterId, cluster, readAt },
            { id: cluster.runId, run, readAt: snapshot.updateTime! },
            { type: 'cancel' },
            now,
          )
        : undefined
    if (!applied)
      throw new Problem(
        'nothing-to-cancel',
        'No run of this cluster can be stopped now. Nothing was changed.',
      )
    await commit(batch, ref.path)
    return applied
  })
  // A destroy was requested for the end of this run.
  if (applied.start) await publish('cluster-run', applied.start.runId, applied.start)
  const { cluster } = await clusterFor(clusterId, caller)
  return json(202, presentCluster(clusterId, cluster))
})
