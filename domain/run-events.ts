import type { ClusterDocument } from '../contract/clusters.ts'
import type { RunCommand, RunDocument } from '../contract/runs.ts'
import { type ClusterPatch, idleLife, lifeOf, neverAppliedPatch } from './cluster-life.ts'
import { reprice } from './prices.ts'
import {
  advanceRun,
  failedChangeAfterRun,
  isOver,
  type RunEvent,
  stateAfterRun,
  stateDuringRun,
} from './runs.ts'

export type Inventory = 'empty' | 'left' | 'unknown'
export type ClusterNotice = 'cluster-ready' | 'cluster-failed' | 'cluster-change-failed' | 'cluster-destroyed'
/** The attempt whose job starts next. */
export type NextAttempt = { clusterId: string; runId: string; attempt: number }
/** A change of a run; undefined removes a field. */
export type RunPatch = { [K in keyof RunDocument]?: RunDocument[K] | undefined }

type NewRun = {
  clusterId: string
  command: RunCommand
  cluster: Pick<ClusterDocument, 'approval' | 'state'>
  requestedBy: string
  now: string
  change?: RunDocument['change'] | undefined
  unlock?: RunDocument['unlock'] | undefined
}

/** A run that waits for its first attempt. */
export const newRun = ({
  clusterId,
  command,
  cluster,
  requestedBy,
  now,
  change,
  unlock,
}: NewRun): RunDocument => ({
  clusterId,
  command,
  state: 'queued',
  attempt: 1,
  // A drift check changes nothing, and the person who destroys a cluster has confirmed it.
  approval: command === 'create' || command === 'update' ? cluster.approval : 'automatic',
  approved: false,
  ...(change && { change }),
  ...(unlock && { unlock }),
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

/** The change of a cluster when a run of this command begins. */
export const patchForRun = (
  runId: string,
  command: RunCommand,
  { state, failedChange }: Pick<ClusterDocument, 'state' | 'failedChange'>,
  now: string,
): ClusterPatch => ({
  runId,
  ...lifeOf({
    state: stateDuringRun(command, state),
    busy: true,
    awaitsApproval: false,
    destroyWanted: false,
    failedChange,
  }),
  updatedAt: now,
})

const noticeFor = (
  command: RunCommand,
  state: ClusterDocument['state'],
  ended: RunDocument['state'],
  isFailedChange: boolean,
): ClusterNotice | undefined => {
  if (state === 'destroyed') return 'cluster-destroyed'
  const isStopped = ended === 'canceled' || ended === 'discarded'
  if (isFailedChange && !isStopped) return 'cluster-change-failed'
  if (state === 'failed' && !isStopped) return 'cluster-failed'
  return command === 'create' && state === 'ready' ? 'cluster-ready' : undefined
}

export type RunEventInput = {
  cluster: { id: string; cluster: ClusterDocument }
  run: { id: string; run: RunDocument }
  event: RunEvent
  now: string
  /** Written with the event. */
  runPatch?: Partial<RunDocument>
  clusterPatch?: ClusterPatch
  /** The resources that a destroy left in the cloud. */
  inventory?: Inventory
  /** Id of the next run, which destroys the cluster, if a destroy is requested. */
  nextRunId: string
  /** When the next drift check of a ready cluster is due. */
  driftDueAt: string
}

export type RunEventOutcome = {
  /** The run after the event. */
  run: RunDocument
  runPatch: RunPatch
  clusterPatch?: ClusterPatch
  notice?: ClusterNotice
  /** The run to create under `nextRunId`: it destroys the cluster. */
  nextRun?: RunDocument
  start?: NextAttempt
}

/** From the first plan that may be applied on, the cloud may have resources of the cluster. */
const appliedPatch = (
  { applied }: Pick<ClusterDocument, 'applied'>,
  { command, state, approved }: Pick<RunDocument, 'command' | 'state' | 'approved'>,
): ClusterPatch => {
  const mayHaveApplied = approved || (state === 'succeeded' && command !== 'check-drift')
  return applied === false && mayHaveApplied ? { applied: true } : {}
}

/** Cluster changes while its run goes on. */
const patchWhileRunning = (
  input: RunEventInput,
  runAfter: RunDocument,
  isNewAttempt: boolean,
): ClusterPatch | undefined => {
  const { cluster } = input.cluster
  const { now } = input
  const clusterPatch = { ...input.clusterPatch, ...appliedPatch(cluster, runAfter) }
  const awaitsApproval = runAfter.state === 'awaiting-approval'
  // A new attempt counts its silence from `updatedAt` (server/clusters/lost-runs.ts).
  if (isNewAttempt || awaitsApproval !== cluster.awaitsApproval)
    return { ...clusterPatch, ...lifeOf({ ...cluster, busy: true, awaitsApproval }), updatedAt: now }
  return Object.keys(clusterPatch).length > 0 ? clusterPatch : undefined
}

/** Cluster changes when its run is over: the cluster is free, and takes over what an update changed. */
const patchAfterRun = (
  input: RunEventInput,
  runAfter: RunDocument,
): Pick<RunEventOutcome, 'clusterPatch' | 'notice' | 'nextRun' | 'start'> => {
  const { cluster, id: clusterId } = input.cluster
  const { run } = input.run
  const { now, nextRunId } = input
  const state = stateAfterRun(runAfter, run.before, input.inventory ?? 'unknown')
  const failedChange = failedChangeAfterRun(runAfter, input.run.id, cluster.failedChange)
  const life = idleLife(state, failedChange)
  const change = runAfter.state === 'succeeded' && run.command === 'update' ? run.change : undefined
  const notice = noticeFor(run.command, state, runAfter.state, life.failedChange === input.run.id)
  const patch: ClusterPatch = {
    ...input.clusterPatch,
    ...change,
    ...((change?.nodes ?? change?.nodePrice) && reprice(cluster, { nodes: cluster.nodes, ...change }, now)),
    ...appliedPatch(cluster, runAfter),
    ...life,
    updatedAt: now,
    ...(state === 'ready' && { driftDueAt: input.driftDueAt }),
  }
  if (!cluster.destroyWanted || state === 'destroyed')
    return {
      clusterPatch: {
        ...patch,
        ...(state === 'destroyed' && { endpoint: undefined, linksDueAt: undefined }),
      },
      ...(notice && { notice }),
    }
  if (cluster.applied === false && !patch.applied) {
    const closed = neverAppliedPatch(now)
    return { clusterPatch: { ...patch, ...closed }, notice: 'cluster-destroyed' }
  }
  return {
    clusterPatch: { ...patch, ...patchForRun(nextRunId, 'destroy', life, now) },
    ...(notice && { notice }),
    nextRun: newRun({
      clusterId,
      command: 'destroy',
      cluster: { ...cluster, ...life },
      requestedBy: cluster.ownerId,
      now,
    }),
    start: { clusterId, runId: nextRunId, attempt: 1 },
  }
}

/**
 * Applies an event to a run and its cluster.
 *
 * @returns undefined for an event that comes too late, too early or from an earlier attempt
 */
export const applyRunEvent = (input: RunEventInput): RunEventOutcome | undefined => {
  const { run, id: runId } = input.run
  const core = advanceRun(run, input.event)
  if (!core) return undefined
  const isNewAttempt = core.attempt !== run.attempt
  const change: Partial<RunDocument> = {
    ...input.runPatch,
    state: core.state,
    attempt: core.attempt,
    approved: core.approved,
    ...(isNewAttempt && { sequence: 0, heardAt: null }),
    ...(isOver(core.state) && { endedAt: input.now }),
  }
  const runAfter = { ...run, ...change }
  // The execution belongs to the attempt that is over.
  const runPatch: RunPatch = { ...change, ...(isNewAttempt && { execution: undefined }) }
  if (isOver(core.state)) return { run: runAfter, runPatch, ...patchAfterRun(input, runAfter) }
  const clusterPatch = patchWhileRunning(input, runAfter, isNewAttempt)
  return {
    run: runAfter,
    runPatch,
    ...(clusterPatch && { clusterPatch }),
    ...(isNewAttempt && { start: { clusterId: input.cluster.id, runId, attempt: core.attempt } }),
  }
}
