import type { NextAttempt } from '../../domain/run-events.ts'
import { commitWithActivity } from '../activity.ts'
import { type ChoreContext, runForEach } from '../chore.ts'
import { db, documents, Timestamp } from '../documents.ts'
import { publish } from '../publish.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { beginRun, nextDriftCheck, updateCluster } from './apply-event.ts'
import { warningMs } from './ends.ts'

/** Each check is a job of several minutes, so one sweep starts only a few. */
const maxPerSweep = 10

/** Begins the drift check of one cluster, or postpones it for a day. @returns the attempt to start */
const checkCluster = (id: string, now: string): Promise<NextAttempt | undefined> =>
  retryOnConflict(async () => {
    const snapshot = await documents.cluster(id).get()
    const cluster = snapshot.data()
    if (cluster?.state !== 'ready' || cluster.busy || !cluster.driftDueAt || cluster.driftDueAt > now) return
    const account = (await documents.cloudAccount(cluster.accountId).get()).data()
    const batch = db.batch()
    const read = { id, cluster, readAt: snapshot.updateTime! }
    const endsSoon = cluster.endsAt && Date.parse(cluster.endsAt) - Date.parse(now) <= warningMs
    if (endsSoon || !account?.works || account.disabled) {
      updateCluster(batch, read, { driftDueAt: nextDriftCheck(now) })
      return void (await batch.commit())
    }
    const { runId } = beginRun(batch, read, { command: 'check-drift', by: cluster.ownerId, now })
    await commitWithActivity(batch, {
      id: `clusters-check-drift_${id}_${runId}`,
      action: 'clusters-check-drift',
      thing: snapshot.ref.path,
      at: now,
      details: { run: runId },
    })
    return { clusterId: id, runId, attempt: 1 }
  })

/**
 * Checks ready clusters for drift, each once a day. A cluster with a run at work waits; a cluster that ends within the hour, or whose account
 * can't be used, waits for a day.
 */
export const checkDrift = async (context: ChoreContext): Promise<number> => {
  const { now, maxItems } = context
  const due = await documents
    .clusters()
    .where('state', '==', 'ready')
    .where('busy', '==', false)
    .where('driftDueAt', '<=', Timestamp.fromDate(new Date(now)))
    .limit(Math.min(maxItems, maxPerSweep))
    .get()
  return runForEach(
    context,
    due.docs.map(({ id, ref }) => ({ path: ref.path, id })),
    async ({ id }) => {
      const start = await checkCluster(id, now)
      if (start) await publish('cluster-run', start.runId, start)
    },
  )
}
