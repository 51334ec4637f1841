import { clusterDocument, clustersDelete } from '../../contract/clusters.ts'
import { applyEvent, beginRun } from '../../server/clusters/apply-event.ts'
import { clusterFor, presented } from '../../server/clusters/cluster.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/**
 * Has a cluster destroyed: at once, or as soon as the run that is at work, which is canceled for it, is over. Asking again changes nothing.
 */
export default endpoint(clustersDelete, async ({ params, caller, now, commit }) => {
  const { clusterId } = params
  const outcome = await retryOnConflict(async () => {
    const { ref, cluster, readAt } = await clusterFor(clusterId, caller)
    const owner = { id: clusterId, cluster, readAt }
    const batch = db.batch()
    if (cluster.state === 'destroyed') return { cluster }
    if (!cluster.busy) {
      const runId = beginRun(batch, owner, 'destroy', caller.uid, now)
      await commit(batch, ref.path, { details: { command: 'destroy' } })
      const begun = { ...cluster, runId, busy: true, state: 'destroying' as const, updatedAt: now }
      return { cluster: begun, start: { clusterId, runId, attempt: 1 } }
    }
    const snapshot = await documents.run(clusterId, cluster.runId).get()
    const run = snapshot.data()
    if (!run || (run.command === 'destroy' && run.state !== 'canceling')) return { cluster }
    const wanted = { ...cluster, destroyWanted: true, updatedAt: now }
    const applied = applyEvent(
      batch,
      { ...owner, cluster: wanted },
      { id: cluster.runId, run, readAt: snapshot.updateTime! },
      { type: 'cancel' },
      now,
      { cluster: { destroyWanted: true, updatedAt: now } },
    )
    // Canceling already: only the wish may be new.
    if (!applied && cluster.destroyWanted) return { cluster }
    if (!applied)
      batch.update(ref, toFields(clusterDocument, { destroyWanted: true, updatedAt: now }), {
        lastUpdateTime: readAt,
      })
    await commit(batch, ref.path, { details: { command: 'destroy' } })
    return { cluster: wanted, start: applied?.start }
  })
  if (outcome.start) await publish('cluster-run', outcome.start.runId, outcome.start)
  return json(202, presented(clusterId, outcome.cluster))
})
