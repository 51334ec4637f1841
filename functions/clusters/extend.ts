import { clusterDocument, clustersExtend } from '../../contract/clusters.ts'
import { endProblems } from '../../domain/cluster-input.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { endOf } from '../../domain/prices.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { db, toFields } from '../../server/documents.ts'
import { invalidInput, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(clustersExtend, async ({ params, body, caller, now, commit }) => {
  const { expiresAt } = body
  const problems = endProblems(expiresAt, now, 'timeToEnd')
  if (problems.length > 0) throw invalidInput(problems)
  const cluster = await retryOnConflict(async () => {
    const { ref, cluster, readAt } = await clusterFor(params.clusterId, caller)
    if (cluster.state === 'destroyed' || cluster.state === 'destroying' || cluster.destroyWanted)
      throw new Problem('conflict', 'This cluster is being destroyed and can’t be extended.')
    const endsAt = endOf({ ...cluster, expiresAt }, cluster.cost.hourly)
    const change = { expiresAt, endsAt, endTold: false, updatedAt: now }
    const batch = db.batch()
    batch.update(ref, toFields(clusterDocument, change), { lastUpdateTime: readAt })
    await commit(batch, ref.path, { details: { expiresAt: expiresAt ?? 'never' } })
    return { ...cluster, ...change }
  })
  return json(200, presentCluster(params.clusterId, cluster))
})
