import type { WriteBatch } from '@google-cloud/firestore'
import { type ClusterDocument, clusterDocument } from '../../contract/clusters.ts'
import { type RunCommand, type RunDocument, runDocument } from '../../contract/runs.ts'
import type { ClusterPatch } from '../../domain/cluster-life.ts'
import { applyRunEvent, newRun, patchForRun, type RunEventInput } from '../../domain/run-events.ts'
import type { RunEvent } from '../../domain/runs.ts'
import { documents, type Timestamp } from '../documents.ts'
import { addNotice } from '../notify/notice.ts'
import { clusterNotice } from '../notify/notice-content.ts'
import { deleteClusterClient } from '../oidc/cluster-client-id.ts'
import { toUpdate } from '../to-update.ts'

/** A cluster and a run as they were read; the commit fails if they have changed since `readAt`. */
export type ReadCluster = { id: string; cluster: ClusterDocument; readAt: Timestamp }
export type ReadRun = { id: string; run: RunDocument; readAt: Timestamp }

const hourMs = 3600_000
/** A day from now, plus up to an hour at random, so that clusters created together are checked at different times. */
export const nextDriftCheck = (now: string): string =>
  new Date(Date.parse(now) + 24 * hourMs + Math.random() * hourMs).toISOString()

/** Writes a change of a cluster into a batch. The client of its services ends with the cluster. */
export const updateCluster = (
  batch: WriteBatch,
  { id, readAt }: Pick<ReadCluster, 'id' | 'readAt'>,
  patch: ClusterPatch,
): void => {
  batch.update(documents.cluster(id), toUpdate(clusterDocument, patch), { lastUpdateTime: readAt })
  if (patch.state === 'destroyed') deleteClusterClient(batch, id)
}

type Begin = {
  command: RunCommand
  by: string
  now: string
  change?: RunDocument['change']
  unlock?: RunDocument['unlock']
}

/** Adds a new run to a batch. @returns the run's id and the cluster's change */
export const beginRun = (
  batch: WriteBatch,
  read: ReadCluster,
  { command, by, now, change, unlock }: Begin,
): { runId: string; patch: ClusterPatch } => {
  const ref = documents.runs(read.id).doc()
  const { id: clusterId, cluster } = read
  batch.create(ref, newRun({ clusterId, command, cluster, requestedBy: by, now, change, unlock }))
  const patch = patchForRun(ref.id, command, cluster, now)
  updateCluster(batch, read, patch)
  return { runId: ref.id, patch }
}

/**
 * Adds the changes of a run and its cluster by an event (domain/run-events.ts) to a batch.
 *
 * @returns undefined for an event that comes too late or from an earlier attempt; otherwise the run and the cluster after the event, and the
 *   attempt to start next
 */
export const applyEvent = (
  batch: WriteBatch,
  read: ReadCluster,
  { id, run, readAt }: ReadRun,
  event: RunEvent,
  now: string,
  patches: Pick<RunEventInput, 'runPatch' | 'clusterPatch' | 'inventory'> = {},
) => {
  const nextRef = documents.runs(read.id).doc()
  const outcome = applyRunEvent({
    cluster: read,
    run: { id, run },
    event,
    now,
    ...patches,
    nextRunId: nextRef.id,
    driftDueAt: nextDriftCheck(now),
  })
  if (!outcome) return undefined
  batch.update(documents.run(read.id, id), toUpdate(runDocument, outcome.runPatch), {
    lastUpdateTime: readAt,
  })
  if (outcome.notice) {
    const content = clusterNotice(outcome.notice, { id: read.id, name: read.cluster.name })
    addNotice(batch, read.cluster.ownerId, `${outcome.notice}_${id}`, content, now)
  }
  if (outcome.nextRun) batch.create(nextRef, outcome.nextRun)
  if (outcome.clusterPatch) updateCluster(batch, read, outcome.clusterPatch)
  const cluster = { ...read.cluster, ...outcome.clusterPatch } as ClusterDocument
  return { run: outcome.run, cluster, ...(outcome.start && { start: outcome.start }) }
}
