import type { Cluster, ClusterDocument } from '../../contract/clusters.ts'
import type { RunCommand, RunDocument } from '../../contract/runs.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import type { Caller } from '../../server/caller.ts'
import { requireUsable } from '../../server/cloud-accounts/account.ts'
import { beginRun } from '../../server/clusters/apply-event.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { db, documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import type { Commit } from '../record-activity.ts'

type Request = { params: { clusterId: string }; caller: Caller; now: string; commit: Commit }
type Command = {
  command: RunCommand
  change?: RunDocument['change']
  unlock?: RunDocument['unlock']
  /** For the activity. */
  details?: Record<string, string>
}

const clusterBusyProblem = () =>
  new Problem(
    'cluster-busy',
    'A run of this cluster is in progress. Wait until it ends, or stop it. Nothing was changed.',
  )

/**
 * Begins a run of a cluster without a run at work, and requests its start. Next: pubsub/clusters/start.
 *
 * @param chooseCommand returns the command, or throws the problem that prevents it
 */
export const begin = async (
  { params: { clusterId }, caller, now, commit }: Request,
  chooseCommand: (cluster: ClusterDocument) => Command | Promise<Command>,
): Promise<Cluster> => {
  const begun = await retryOnConflict(async () => {
    const { cluster, readAt } = await clusterFor(clusterId, caller)
    if (cluster.state === 'destroyed')
      throw new Problem('conflict', 'This cluster is destroyed. Create a new cluster.')
    if (cluster.busy) throw clusterBusyProblem()
    const { command, change, unlock, details } = await chooseCommand(cluster)
    // A destroy also begins in a disabled account: its failure names the reason, and a retry continues when the account is enabled.
    if (command !== 'destroy') {
      const account = (await documents.cloudAccount(cluster.accountId).get()).data()
      if (!account) throw new Problem('account-not-usable', 'The cloud account of this cluster was deleted.')
      requireUsable(account)
    }
    const batch = db.batch()
    const { runId, patch } = beginRun(
      batch,
      { id: clusterId, cluster, readAt },
      { command, by: caller.uid, now, ...(change && { change }), ...(unlock && { unlock }) },
    )
    await commit(batch, `clusters/${clusterId}`, { details: { command, ...details } })
    return { runId, cluster: { ...cluster, ...patch } }
  })
  await publish('cluster-run', begun.runId, { clusterId, runId: begun.runId, attempt: 1 })
  return presentCluster(clusterId, begun.cluster)
}
