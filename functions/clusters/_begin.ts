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

type Begin = {
  clusterId: string
  caller: Caller
  now: string
  commit: Commit
  /** What to do, or the problem that stands against it. */
  what: (
    cluster: ClusterDocument,
  ) =>
    | { command: RunCommand; change?: RunDocument['change'] }
    | Promise<{ command: RunCommand; change?: RunDocument['change'] }>
}

export const busy = () =>
  new Problem(
    'cluster-busy',
    'A run of this cluster is at work. Wait for it, or cancel it; nothing was changed.',
  )

/** Begins a run of a cluster that has none at work, and has it started. Next: pubsub/clusters/start. */
export const begin = async ({ clusterId, caller, now, commit, what }: Begin): Promise<Cluster> => {
  const begun = await retryOnConflict(async () => {
    const { cluster, readAt } = await clusterFor(clusterId, caller)
    if (cluster.state === 'destroyed')
      throw new Problem('conflict', 'This cluster is destroyed. Create another one.')
    if (cluster.busy) throw busy()
    const { command, change } = await what(cluster)
    // Not so for a destroy: it may go on when the account is enabled again, and says what stands in its way.
    if (command !== 'destroy') {
      const account = (await documents.cloudAccount(cluster.accountId).get()).data()
      if (!account) throw new Problem('account-not-usable', 'The account of this cluster is gone.')
      requireUsable(account)
    }
    const batch = db.batch()
    const { runId, patch } = beginRun(
      batch,
      { id: clusterId, cluster, readAt },
      { command, by: caller.uid, now, ...(change && { change }) },
    )
    await commit(batch, `clusters/${clusterId}`, { details: { command } })
    return { runId, cluster: { ...cluster, ...patch } }
  })
  await publish('cluster-run', begun.runId, { clusterId, runId: begun.runId, attempt: 1 })
  return presentCluster(clusterId, begun.cluster)
}
