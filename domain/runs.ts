import type { ClusterState, StoredCluster } from '../contract/clusters.ts'
import type { RunCommand, RunState } from '../contract/runs.ts'

/** The fields of a run that decide which event may come next. */
export type RunCore = {
  command: RunCommand
  state: RunState
  /** Counts executions. Events of an earlier execution change nothing. */
  attempt: number
  approval: 'manual' | 'automatic'
  /** The plan is approved; the attempt that is queued or at work applies it. */
  approved: boolean
}

export type RunEvent =
  /** The runner of this attempt has begun. */
  | { type: 'claimed'; attempt: number }
  /** The plan has this number of changes. */
  | { type: 'planned'; attempt: number; changes: number }
  /** The resources changed after the plan, so the run needs a new plan. */
  | { type: 'stale'; attempt: number }
  | { type: 'finished'; attempt: number; outcome: 'succeeded' | 'failed' | 'canceled' }
  /** The runner is silent and its execution is over or unknown. */
  | { type: 'lost'; attempt: number }
  | { type: 'approve' }
  | { type: 'discard' }
  | { type: 'cancel' }

const over: readonly RunState[] = ['succeeded', 'failed', 'canceled', 'discarded', 'lost']
export const isOver = (state: RunState): boolean => over.includes(state)
/** A runner works on the run or is about to start. */
export const isAtWork = (state: RunState): boolean => !isOver(state) && state !== 'awaiting-approval'

/** Queues the next attempt. The execution of a run that waits is over, so approval and a new plan need another execution. */
const nextAttempt = (run: RunCore, approved: boolean): RunCore => ({
  ...run,
  state: 'queued',
  attempt: run.attempt + 1,
  approved,
})

/** Returns the run after an event. Undefined if the event comes too late, too early, or from an earlier attempt. */
export const advanceRun = (run: RunCore, event: RunEvent): RunCore | undefined => {
  const { state, command, approval, approved } = run
  if (isOver(state)) return undefined
  if ('attempt' in event && event.attempt !== run.attempt) return undefined
  const to = (other: RunState): RunCore => ({ ...run, state: other })
  switch (event.type) {
    case 'claimed':
      return state === 'queued' ? to(approved ? 'applying' : 'planning') : undefined
    case 'planned':
      // With manual approval a plan is the runner's last report: the cancellation came too late to stop it.
      if (state === 'canceling' && approval === 'manual' && !approved) return to('canceled')
      if (state !== 'planning') return undefined
      if (command === 'check-drift' || event.changes === 0) return to('succeeded')
      return approval === 'manual' ? to('awaiting-approval') : { ...to('applying'), approved: true }
    case 'stale':
      // A stale plan is also the runner's last report.
      if (state === 'canceling') return to('canceled')
      return state === 'applying' ? nextAttempt(run, false) : undefined
    case 'finished':
      if (state === 'planning' || state === 'applying') return to(event.outcome)
      // The runner may finish before it receives the cancellation.
      return state === 'canceling' ? to(event.outcome === 'succeeded' ? 'succeeded' : 'canceled') : undefined
    case 'lost':
      return state === 'awaiting-approval' ? undefined : to('lost')
    case 'approve':
      return state === 'awaiting-approval' ? nextAttempt(run, true) : undefined
    case 'discard':
      return state === 'awaiting-approval' ? to('discarded') : undefined
    case 'cancel':
      if (state === 'planning' || state === 'applying') return to('canceling')
      if (state === 'awaiting-approval') return to('discarded')
      // No runner has claimed the run, and now no runner can.
      return state === 'queued' ? to('canceled') : undefined
  }
}

const during: Record<Exclude<RunCommand, 'check-drift'>, ClusterState> = {
  create: 'provisioning',
  update: 'updating',
  destroy: 'destroying',
}

/** The state of a cluster while a run of this command is at work. */
export const stateDuringRun = (command: RunCommand, stateBefore: ClusterState): ClusterState =>
  command === 'check-drift' ? stateBefore : during[command]

/** A plan was discarded, or canceled before it was applied. */
const changedNothing = ({ state, approved }: Pick<RunCore, 'state' | 'approved'>): boolean =>
  state === 'discarded' || (state === 'canceled' && !approved)

/**
 * The state of a cluster when a run is over. A drift check, a discarded plan and a plan that was canceled before it was applied change nothing,
 * so the state before the run returns. A change that ended halfway leaves a cluster that works. A cluster is destroyed only if the cloud has no
 * leftovers.
 */
export const stateAfterRun = (
  { command, state, approved }: Pick<RunCore, 'command' | 'state' | 'approved'>,
  stateBefore: ClusterState,
  inventory: 'empty' | 'left' | 'unknown',
): ClusterState => {
  if (command === 'check-drift') return stateBefore
  if (changedNothing({ state, approved })) return command === 'create' ? 'failed' : stateBefore
  if (state !== 'succeeded') return command === 'update' && stateBefore === 'ready' ? 'ready' : 'failed'
  if (command === 'destroy') return inventory === 'empty' ? 'destroyed' : 'failed'
  return 'ready'
}

/** The run of the change that ended halfway, when a run is over: this run, an earlier run, or none after a change that succeeded. */
export const failedChangeAfterRun = (
  { command, state, approved }: Pick<RunCore, 'command' | 'state' | 'approved'>,
  runId: string,
  failedBefore: string | undefined,
): string | undefined => {
  if (command !== 'update' || changedNothing({ state, approved })) return failedBefore
  return state === 'succeeded' ? undefined : runId
}

export type ClusterAction =
  | 'update'
  | 'undo-change'
  | 'destroy'
  | 'check-drift'
  | 'retry'
  | 'cancel'
  | 'approve'
  | 'discard'
  | 'extend'

/** The actions that a person may take now. Only a destroyed cluster has none. */
export const actionsOf = (
  { state, failedChange }: Pick<StoredCluster, 'state' | 'failedChange'>,
  run: Pick<RunCore, 'state' | 'command'>,
): ClusterAction[] => {
  if (state === 'destroyed') return []
  if (run.state === 'awaiting-approval') return ['approve', 'discard', 'cancel', 'extend']
  if (run.state === 'canceling') return ['extend']
  if (isAtWork(run.state)) return ['cancel', 'extend']
  if (state === 'failed') return ['retry', 'destroy', 'extend']
  const actions: ClusterAction[] = ['update', 'check-drift', 'destroy', 'extend']
  return failedChange ? ['retry', 'undo-change', ...actions] : actions
}
