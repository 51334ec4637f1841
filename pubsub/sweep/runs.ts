import { clusterDocument } from '../../contract/clusters.ts'
import { applyEvent, beginRun } from '../../functions/clusters/runs.ts'
import { db, documents, fields, Timestamp } from '../../functions/documents.ts'
import { jobs } from '../../functions/jobs.ts'
import type { Log } from '../../functions/log.ts'
import { queueMail } from '../../functions/mail/queue.ts'
import { aboutCluster } from '../../functions/notifications/notices.ts'
import { tell } from '../../functions/notifications/tell.ts'
import { optimistic } from '../../functions/optimistic.ts'
import { publish } from '../../functions/publish.ts'

// All in milliseconds.
const minute = 60_000
/** A runner speaks every half minute; one that was silent for so long is looked at. */
const silent = 2 * minute
/** One whose execution is said to run, and that says nothing for so long, is given up. */
const mute = 10 * minute
/** How long before the end people are told. */
const warning = 60 * minute

/** Looks at runs that are at work and silent: their execution is over, or nobody knows it, or it says nothing for too long. */
export const findLostRuns = async (
  now: string,
  log: Log,
  most: number,
  limits = { silent, mute },
): Promise<void> => {
  const since = (milliseconds: number) => Timestamp.fromMillis(Date.parse(now) - milliseconds)
  const found = await documents
    .clusters()
    .where('busy', '==', true)
    .where('updatedAt', '<=', since(limits.silent))
    .limit(most)
    .get()
  for (const { id, data } of found.docs.map((one) => ({ id: one.id, data: one.data() })))
    await optimistic(async () => {
      const [cluster, run] = await Promise.all([
        documents.cluster(id).get(),
        documents.run(id, data.runId).get(),
      ])
      const [owner, of] = [cluster.data(), run.data()]
      if (!owner?.busy || !of || of.state === 'awaiting-approval' || owner.runId !== run.id) return
      const heard = Date.parse(of.heardAt ?? of.createdAt)
      const quiet = Date.parse(now) - Math.max(heard, of.heardAt ? 0 : Date.parse(owner.updatedAt))
      if (quiet < limits.silent) return
      const execution = of.execution ? await (await jobs()).look(of.execution) : 'unknown'
      if (execution === 'running' && quiet < limits.mute) return
      const batch = db.batch()
      const detail =
        'Its runner was not heard of any more. What it made is kept in its state: try again to go on from there, or destroy it.'
      const applied = applyEvent(
        batch,
        { id, cluster: owner, readAt: cluster.updateTime! },
        { id: run.id, run: of, readAt: run.updateTime! },
        { type: 'lost', attempt: of.attempt },
        now,
        { run: { failure: { reason: 'lost', detail } } },
      )
      if (!applied) return
      await batch.commit()
      log('WARNING', 'A run was lost.', { run: run.ref.path, execution: of.execution, quiet })
      if (execution === 'running') await (await jobs()).cancel(of.execution!)
      if (applied.start) await publish('cluster-run', applied.start.runId, applied.start)
    })
}

/** Tells an hour before a cluster ends, by its time or its budget, and has it destroyed then. */
export const endClusters = async (now: string, most: number): Promise<void> => {
  const live = await documents
    .clusters()
    .where('live', '==', true)
    .where('endsAt', '<=', Timestamp.fromMillis(Date.parse(now) + warning))
    .limit(most)
    .get()
  for (const one of live.docs)
    await optimistic(async () => {
      const snapshot = await documents.cluster(one.id).get()
      const cluster = snapshot.data()
      const end = cluster?.endsAt
      if (!cluster?.live || !end || cluster.state === 'destroying' || cluster.destroyWanted) return
      const batch = db.batch()
      if (end > now) {
        if (cluster.endTold) return
        const content = aboutCluster('cluster-expiring', { id: one.id, name: cluster.name, expiresAt: end })
        const notice = tell(batch, cluster.ownerId, `cluster-expiring_${one.id}_${end}`, content, now)
        queueMail(batch, documents.mails().doc().id, { kind: 'notices', items: [notice] }, now)
        batch.update(snapshot.ref, fields(clusterDocument, { endTold: true }), {
          lastUpdateTime: snapshot.updateTime!,
        })
        return void (await batch.commit())
      }
      if (cluster.busy) {
        batch.update(snapshot.ref, fields(clusterDocument, { destroyWanted: true }), {
          lastUpdateTime: snapshot.updateTime!,
        })
        return void (await batch.commit())
      }
      const runId = beginRun(
        batch,
        { id: one.id, cluster, readAt: snapshot.updateTime! },
        'destroy',
        cluster.ownerId,
        now,
      )
      await batch.commit()
      await publish('cluster-run', runId, { clusterId: one.id, runId, attempt: 1 })
    })
}
