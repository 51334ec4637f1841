import { clusterDocument } from '../../contract/clusters.ts'
import { commitWithActivity } from '../activity.ts'
import { db, documents, Timestamp, toFields } from '../documents.ts'
import { describeError, type Log } from '../log.ts'
import { publish } from '../publish.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { beginRun, nextLook } from './apply-event.ts'
import { warning } from './ends.ts'

/** So many a tick: each one is a job of some minutes. */
const portion = 10

const lookAt = (id: string, now: string) =>
  retryOnConflict(async () => {
    const snapshot = await documents.cluster(id).get()
    const cluster = snapshot.data()
    if (cluster?.state !== 'ready' || cluster.busy || !cluster.driftDueAt || cluster.driftDueAt > now) return
    const account = (await documents.cloudAccount(cluster.accountId).get()).data()
    const [batch, next] = [db.batch(), { driftDueAt: nextLook(now) }]
    const ends = cluster.endsAt && Date.parse(cluster.endsAt) - Date.parse(now) <= warning
    if (ends || !account?.works || account.disabled) {
      batch.update(snapshot.ref, toFields(clusterDocument, next), { lastUpdateTime: snapshot.updateTime! })
      return void (await batch.commit())
    }
    const known = { id, cluster, readAt: snapshot.updateTime! }
    const runId = beginRun(batch, known, 'check-drift', cluster.ownerId, now)
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
 * Has clusters looked at for drift, each once a day, in small portions. Never beside another run, and not one that is about to end, or whose
 * account can't be used: that one is looked at tomorrow.
 */
export const lookForDrift = async (now: string, log: Log, most = portion): Promise<void> => {
  const due = await documents
    .clusters()
    .where('state', '==', 'ready')
    .where('busy', '==', false)
    .where('driftDueAt', '<=', Timestamp.fromDate(new Date(now)))
    .limit(most)
    .get()
  for (const { id } of due.docs) {
    const start = await lookAt(id, now).catch((error: unknown) =>
      log('ERROR', 'A cluster could not be looked at for drift.', { cluster: id, ...describeError(error) }),
    )
    if (start) await publish('cluster-run', start.runId, start)
  }
}
