import type { WriteBatch } from '@google-cloud/firestore'
import { type ClusterDocument, clusterDocument } from '../../contract/clusters.ts'
import { type RunCommand, type RunDocument, runDocument } from '../../contract/runs.ts'
import { repriced } from '../../domain/prices.ts'
import { afterRun, isAtWork, isOver, next, type RunEvent, whileRunning } from '../../domain/runs.ts'
import { documents, FieldValue, type Timestamp, toFields } from '../documents.ts'
import { addNotice } from '../notify/notice.ts'
import { clusterNotice } from '../notify/notice-content.ts'

type Cluster = { id: string; cluster: ClusterDocument; readAt: Timestamp }
type Run = { id: string; run: RunDocument; readAt: Timestamp }

const hour = 3600_000
/** When it is looked at for drift again: once a day, and not all that were made together at once. */
export const nextLook = (now: string): string =>
  new Date(Date.parse(now) + 24 * hour + Math.random() * hour).toISOString()

export const newRun = (
  clusterId: string,
  command: RunCommand,
  cluster: Pick<ClusterDocument, 'approval' | 'state'>,
  requestedBy: string,
  now: string,
  change?: RunDocument['change'],
): RunDocument => ({
  clusterId,
  command,
  state: 'queued',
  attempt: 1,
  // Looking changes nothing, and whoever destroys has said so.
  approval: command === 'create' || command === 'update' ? cluster.approval : 'automatic',
  approved: false,
  ...(change && { change }),
  before: cluster.state,
  sequence: 0,
  stages: [],
  resources: [],
  total: 0,
  done: 0,
  tail: [],
  parts: 0,
  requestedBy,
  heardAt: null,
  startedAt: null,
  endedAt: null,
  createdAt: now,
})

/** Begins a run in the commit of what it is for. @returns its id, for the message that has it started */
export const beginRun = (
  batch: WriteBatch,
  { id, cluster, readAt }: Cluster,
  command: RunCommand,
  by: string,
  now: string,
  change?: RunDocument['change'],
): string => {
  const ref = documents.runs(id).doc()
  batch.create(ref, newRun(id, command, cluster, by, now, change))
  batch.update(
    documents.cluster(id),
    toFields(clusterDocument, {
      runId: ref.id,
      busy: true,
      state: whileRunning(command, cluster.state),
      destroyWanted: false,
      updatedAt: now,
    }),
    { lastUpdateTime: readAt },
  )
  return ref.id
}

const noticeOf = (command: RunCommand, state: ClusterDocument['state'], ended: RunDocument['state']) => {
  if (state === 'destroyed') return 'cluster-destroyed'
  if (state === 'failed' && ended !== 'canceled' && ended !== 'discarded') return 'cluster-failed'
  return command === 'create' && state === 'ready' ? 'cluster-ready' : undefined
}

type More = {
  run?: Partial<RunDocument>
  cluster?: Parameters<typeof toFields<typeof clusterDocument>>[1]
  inventory?: 'empty' | 'left' | 'unknown'
}

/**
 * Writes what an event makes of a run, and of its cluster when the run is over: then it is free, what an update changed is its own, whoever
 * wanted it gone gets the run that destroys it, and its owner is told.
 *
 * @returns nothing where the event comes too late or from an earlier attempt; else the run as it is now, and the message of what is to be
 * started next
 */
export const applyEvent = (
  batch: WriteBatch,
  owner: Cluster,
  { id, run, readAt }: Run,
  event: RunEvent,
  now: string,
  more: More = {},
): { run: RunDocument; start?: { clusterId: string; runId: string; attempt: number } } | undefined => {
  const after = next(run, event)
  if (!after) return undefined
  const over = isOver(after.state)
  const again = after.attempt !== run.attempt
  const change: Partial<RunDocument> = {
    ...more.run,
    state: after.state,
    attempt: after.attempt,
    approved: after.approved,
    ...(again && { sequence: 0, heardAt: null }),
    ...(over && { endedAt: now }),
  }
  batch.update(
    documents.run(owner.id, id),
    // The next attempt is another execution's.
    toFields(runDocument, { ...change, ...(again && { execution: FieldValue.delete() }) }),
    { lastUpdateTime: readAt },
  )
  const changed = { ...run, ...change }
  if (!over) {
    const awaitsApproval = after.state === 'awaiting-approval'
    // From now on the next attempt is waited for: silence is counted from here (server/clusters/lost-runs).
    const moves = again || awaitsApproval !== owner.cluster.awaitsApproval
    const news = { ...more.cluster, ...(moves && { awaitsApproval, updatedAt: now }) }
    if (Object.keys(news).length > 0)
      batch.update(documents.cluster(owner.id), toFields(clusterDocument, news), {
        lastUpdateTime: owner.readAt,
      })
    return {
      run: changed,
      ...(again && { start: { clusterId: owner.id, runId: id, attempt: after.attempt } }),
    }
  }

  const { cluster } = owner
  const before = run.before as ClusterDocument['state']
  const state = afterRun(after, before, more.inventory ?? 'unknown')
  const updated = after.state === 'succeeded' && run.command === 'update' ? run.change : undefined
  const price = updated?.nodes && repriced(cluster, updated.nodes, now)
  const kind = noticeOf(run.command, state, after.state)
  if (kind) {
    const content = clusterNotice(kind, { id: owner.id, name: cluster.name })
    addNotice(batch, cluster.ownerId, `${kind}_${id}`, content, now)
  }
  const settled: NonNullable<More['cluster']> = {
    ...more.cluster,
    ...updated,
    ...price,
    state,
    live: state !== 'destroyed',
    busy: false,
    awaitsApproval: false,
    updatedAt: now,
    ...(state === 'ready' && { driftDueAt: nextLook(now) }),
  }
  if (cluster.destroyWanted && state !== 'destroyed') {
    const ref = documents.runs(owner.id).doc()
    batch.create(ref, newRun(owner.id, 'destroy', { ...cluster, state }, cluster.ownerId, now))
    Object.assign(settled, { runId: ref.id, busy: true, state: 'destroying', destroyWanted: false })
    batch.update(documents.cluster(owner.id), toFields(clusterDocument, settled), {
      lastUpdateTime: owner.readAt,
    })
    return { run: changed, start: { clusterId: owner.id, runId: ref.id, attempt: 1 } }
  }
  batch.update(
    documents.cluster(owner.id),
    toFields(clusterDocument, {
      ...settled,
      ...(state === 'destroyed' && { endpoint: FieldValue.delete(), linksDueAt: FieldValue.delete() }),
    }),
    { lastUpdateTime: owner.readAt },
  )
  return { run: changed }
}

export { isAtWork, isOver }
