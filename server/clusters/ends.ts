import type { RunDocument } from '../../contract/runs.ts'
import { lifeOf, neverAppliedPatch } from '../../domain/cluster-life.ts'
import type { NextAttempt } from '../../domain/run-events.ts'
import { commitWithActivity } from '../activity.ts'
import { type ChoreContext, runForEach } from '../chore.ts'
import { db, documents, Timestamp } from '../documents.ts'
import { queueMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { clusterNotice } from '../notify/notice-content.ts'
import { publish } from '../publish.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { applyEvent, beginRun, type ReadCluster, updateCluster } from './apply-event.ts'

const minuteMs = 60_000
/** The owner gets a notice this long before the end. */
export const warningMs = 60 * minuteMs
/** A failed destroy is retried after as long as the cluster had been overdue, within these limits. */
const retryPauseMs = { min: 10 * minuteMs, max: 24 * 60 * minuteMs }

/** Adds the notice and the e-mail, once for each end: `endTold` and the notice's id make a second call do nothing. */
const warnOwner = async (read: ReadCluster, endsAt: string, now: string): Promise<void> => {
  const { id, cluster } = read
  if (cluster.endTold) return
  const batch = db.batch()
  const content = clusterNotice('cluster-expiring', { id, name: cluster.name, expiresAt: endsAt })
  const noticeId = `cluster-expiring_${id}_${Date.parse(endsAt)}`
  const notice = addNotice(batch, cluster.ownerId, noticeId, content, now)
  queueMail(batch, documents.mails().doc().id, { kind: 'notices', items: [notice] }, now)
  updateCluster(batch, read, { endTold: true })
  await batch.commit()
}

/** A destroy that failed waits before its next attempt. */
const isTooSoon = ({ command, endedAt }: RunDocument, endsAt: string, now: string): boolean => {
  if (command !== 'destroy' || !endedAt) return false
  const overdueMs = Date.parse(endedAt) - Date.parse(endsAt)
  const pauseMs = Math.min(Math.max(overdueMs, retryPauseMs.min), retryPauseMs.max)
  return Date.parse(now) - Date.parse(endedAt) < pauseMs
}

const activityOf = (id: string, runId: string, now: string) => ({
  id: `clusters-end_${id}_${runId}`,
  action: 'clusters-end',
  thing: `clusters/${id}`,
  at: now,
  details: { run: runId },
})

/** Destroys an overdue cluster: now, in place of a plan that waits for approval, or after the run at work. */
const destroyCluster = async (
  read: ReadCluster,
  endsAt: string,
  now: string,
): Promise<NextAttempt | undefined> => {
  const { id, cluster } = read
  const snapshot = await documents.run(id, cluster.runId).get()
  const run = snapshot.data()
  const batch = db.batch()
  if (!cluster.busy && cluster.applied === false) {
    updateCluster(batch, read, neverAppliedPatch(now))
    await commitWithActivity(batch, activityOf(id, cluster.runId, now))
    return
  }
  if (!cluster.busy) {
    if (run && isTooSoon(run, endsAt, now)) return
    const { runId } = beginRun(batch, read, { command: 'destroy', by: cluster.ownerId, now })
    await commitWithActivity(batch, activityOf(id, runId, now))
    return { clusterId: id, runId, attempt: 1 }
  }
  if (!run || run.command === 'destroy') return
  const life = lifeOf({ ...cluster, destroyWanted: true })
  if (run.state === 'awaiting-approval') {
    const applied = applyEvent(
      batch,
      { ...read, cluster: { ...cluster, ...life } },
      { id: cluster.runId, run, readAt: snapshot.updateTime! },
      { type: 'discard' },
      now,
    )
    await commitWithActivity(batch, activityOf(id, cluster.runId, now))
    return applied?.start
  }
  if (cluster.destroyWanted) return
  updateCluster(batch, read, life)
  await batch.commit()
}

/** Warns the owner of one cluster, or destroys the cluster. @returns the attempt to start */
const endCluster = (id: string, now: string): Promise<NextAttempt | undefined> =>
  retryOnConflict(async () => {
    const snapshot = await documents.cluster(id).get()
    const cluster = snapshot.data()
    if (!cluster?.live || !cluster.endsAt || cluster.state === 'destroying') return
    const read = { id, cluster, readAt: snapshot.updateTime! }
    if (cluster.endsAt <= now) return destroyCluster(read, cluster.endsAt, now)
    await warnOwner(read, cluster.endsAt, now)
  })

/** Warns owners an hour before a cluster ends, by its time or its budget, and destroys clusters at their end. */
export const endClusters = async (context: ChoreContext): Promise<number> => {
  const { now, maxItems } = context
  const ending = await documents
    .clusters()
    .where('live', '==', true)
    .where('endsAt', '<=', Timestamp.fromMillis(Date.parse(now) + warningMs))
    .limit(maxItems)
    .get()
  return runForEach(
    context,
    ending.docs.map(({ id, ref }) => ({ path: ref.path, id })),
    async ({ id }) => {
      const start = await endCluster(id, now)
      if (start) await publish('cluster-run', start.runId, start)
    },
  )
}
