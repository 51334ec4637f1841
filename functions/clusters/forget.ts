import { clustersForget } from '../../contract/clusters.ts'
import { closedPatch } from '../../domain/cluster-life.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { remainsOf } from '../../domain/remains.ts'
import { updateCluster } from '../../server/clusters/apply-event.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { db, documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { readableDocs } from '../../server/readable.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { requireName } from './_confirm-name.ts'

const maxListed = 200

/** Closes a cluster whose destroy cannot succeed, for example because the credentials are gone. The cloud is not asked. */
export default endpoint(clustersForget, async ({ params, body, caller, now, commit }) => {
  const { clusterId } = params
  const cluster = await retryOnConflict(async () => {
    const { ref, cluster, readAt } = await clusterFor(clusterId, caller)
    requireName(cluster, body.name)
    const runs = readableDocs((await documents.runs(clusterId).orderBy('createdAt', 'desc').get()).docs).map(
      ({ data }) => data,
    )
    // Drift checks may have followed the failed destroy.
    const last = runs.find(({ command }) => command !== 'check-drift')
    if (cluster.busy || cluster.state !== 'failed' || last?.command !== 'destroy')
      throw new Problem(
        'nothing-to-forget',
        'Destroy this cluster first. Labseat forgets a cluster only after a destroy that failed. Nothing was changed.',
      )
    const left = remainsOf(cluster, runs).slice(0, maxListed)
    const patch = closedPatch({ reason: 'forgotten', at: now, left })
    const batch = db.batch()
    updateCluster(batch, { id: clusterId, readAt }, patch)
    await commit(batch, ref.path, { details: { name: cluster.name, left: String(left.length) } })
    return { ...cluster, ...patch }
  })
  return json(200, presentCluster(clusterId, cluster))
})
