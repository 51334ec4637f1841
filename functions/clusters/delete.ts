import { clustersDelete } from '../../contract/clusters.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { destroyCluster } from '../../server/clusters/destroy-cluster.ts'
import { db } from '../../server/documents.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Destroys a cluster (server/clusters/destroy-cluster.ts). A second request changes nothing. */
export default endpoint(clustersDelete, async ({ params, caller, now, commit }) => {
  const { clusterId } = params
  const { cluster, start } = await retryOnConflict(async () => {
    const { ref, cluster, readAt } = await clusterFor(clusterId, caller)
    const batch = db.batch()
    const destroyed = await destroyCluster(batch, { id: clusterId, cluster, readAt }, { by: caller.uid, now })
    if (destroyed.changes) await commit(batch, ref.path, { details: { command: 'destroy' } })
    return destroyed
  })
  if (start) await publish('cluster-run', start.runId, start)
  return json(202, presentCluster(clusterId, cluster))
})
