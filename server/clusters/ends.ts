import { type ClusterDocument, clusterDocument } from '../../contract/clusters.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { commitWithActivity } from '../activity.ts'
import { db, documents, Timestamp, toFields } from '../documents.ts'
import { describeError, type Log } from '../log.ts'
import { queueMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { clusterNotice } from '../notify/notice-content.ts'
import { publish } from '../publish.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { applyEvent, beginRun } from './apply-event.ts'

// All in milliseconds.
const minute = 60_000
/** How long before the end people are told. */
export const warning = 60 * minute
/** After a destroy that failed the next one waits as long as the cluster had been overdue, between these. */
const pause = { least: 10 * minute, most: 24 * 60 * minute }

type Known = { id: string; cluster: ClusterDocument; readAt: Timestamp }

/** Once for each end: whoever comes second finds that it was told. */
const warn = async ({ id, cluster, readAt }: Known, end: string, now: string): Promise<void> => {
  if (cluster.endTold) return
  const batch = db.batch()
  const content = clusterNotice('cluster-expiring', { id, name: cluster.name, expiresAt: end })
  const notice = addNotice(batch, cluster.ownerId, `cluster-expiring_${id}_${Date.parse(end)}`, content, now)
  queueMail(batch, documents.mails().doc().id, { kind: 'notices', items: [notice] }, now)
  batch.update(documents.cluster(id), toFields(clusterDocument, { endTold: true }), {
    lastUpdateTime: readAt,
  })
  await batch.commit()
}

/** What failed is not begun again each minute. */
const isTooSoon = ({ command, endedAt }: RunDocument, end: string, now: string): boolean => {
  if (command !== 'destroy' || !endedAt) return false
  const overdue = Date.parse(endedAt) - Date.parse(end)
  return Date.parse(now) - Date.parse(endedAt) < Math.min(Math.max(overdue, pause.least), pause.most)
}

const noted = (id: string, runId: string, now: string) => ({
  id: `clusters-end_${id}_${runId}`,
  action: 'clusters-end',
  thing: `clusters/${id}`,
  at: now,
  details: { run: runId },
})

/** Destroys what is at its end: now, after the run that is at work, or in place of a plan that waits. @returns what is to be started */
const end = async (known: Known, now: string) => {
  const { id, cluster, readAt } = known
  const { runId, endsAt } = cluster
  const snapshot = await documents.run(id, runId).get()
  const run = snapshot.data()
  const batch = db.batch()
  if (!cluster.busy) {
    if (run && isTooSoon(run, endsAt!, now)) return
    const begun = beginRun(batch, known, 'destroy', cluster.ownerId, now)
    await commitWithActivity(batch, noted(id, begun, now))
    return { clusterId: id, runId: begun, attempt: 1 }
  }
  if (!run || run.command === 'destroy') return
  if (run.state === 'awaiting-approval') {
    const applied = applyEvent(
      batch,
      { ...known, cluster: { ...cluster, destroyWanted: true } },
      { id: runId, run, readAt: snapshot.updateTime! },
      { type: 'discard' },
      now,
    )
    await commitWithActivity(batch, noted(id, runId, now))
    return applied?.start
  }
  if (cluster.destroyWanted) return
  batch.update(documents.cluster(id), toFields(clusterDocument, { destroyWanted: true }), {
    lastUpdateTime: readAt,
  })
  await batch.commit()
}

/** Tells an hour before a cluster ends, by its time or its budget, and has it destroyed then. */
export const endClusters = async (now: string, log: Log, most: number): Promise<void> => {
  const found = await documents
    .clusters()
    .where('live', '==', true)
    .where('endsAt', '<=', Timestamp.fromMillis(Date.parse(now) + warning))
    .limit(most)
    .get()
  for (const { id } of found.docs) {
    const start = await retryOnConflict(async () => {
      const snapshot = await documents.cluster(id).get()
      const cluster = snapshot.data()
      if (!cluster?.live || !cluster.endsAt || cluster.state === 'destroying') return
      const known = { id, cluster, readAt: snapshot.updateTime! }
      if (cluster.endsAt > now) return warn(known, cluster.endsAt, now)
      return end(known, now)
    }).catch((error: unknown) =>
      log('ERROR', 'The end of a cluster could not be seen to.', { cluster: id, ...describeError(error) }),
    )
    if (start) await publish('cluster-run', start.runId, start)
  }
}
