import type { ClusterState } from '../contract/clusters.ts'
import type { RunCommand, RunState } from '../contract/runs.ts'

/** What of a run decides what may come next. */
export type RunCore = {
  command: RunCommand
  state: RunState
  /** Counts executions: who speaks for an earlier one is not heard. */
  attempt: number
  approval: 'manual' | 'automatic'
  /** The plan stands, and is to be carried out by the attempt that is queued or at work. */
  approved: boolean
}

export type RunEvent =
  /** The runner of this attempt has begun. */
  | { type: 'claimed'; attempt: number }
  /** It has planned so many changes. */
  | { type: 'planned'; attempt: number; changes: number }
  /** Somebody changed what was planned for: it has to be planned again. */
  | { type: 'stale'; attempt: number }
  | { type: 'finished'; attempt: number; outcome: 'succeeded' | 'failed' | 'canceled' }
  /** The runner has gone silent and its execution is over, or never was. */
  | { type: 'lost'; attempt: number }
  | { type: 'approve' }
  | { type: 'discard' }
  | { type: 'cancel' }

const over: readonly RunState[] = ['succeeded', 'failed', 'canceled', 'discarded', 'lost']
export const isOver = (state: RunState): boolean => over.includes(state)
/** A runner has it, or is about to. */
export const isAtWork = (state: RunState): boolean => !isOver(state) && state !== 'awaiting-approval'

/** The execution that is over when a run waits: approving and planning again start the next one. */
const again = (run: RunCore, approved: boolean): RunCore => ({
  ...run,
  state: 'queued',
  attempt: run.attempt + 1,
  approved,
})

/** What a run becomes by an event, or undefined where the event comes too late, too early, or from an earlier attempt. */
export const next = (run: RunCore, event: RunEvent): RunCore | undefined => {
  const { state, command, approval, approved } = run
  if (isOver(state)) return undefined
  if ('attempt' in event && event.attempt !== run.attempt) return undefined
  const to = (other: RunState): RunCore => ({ ...run, state: other })
  switch (event.type) {
    case 'claimed':
      return state === 'queued' ? to(approved ? 'applying' : 'planning') : undefined
    case 'planned':
      // Where somebody has to approve this is a runner's last word: it planned, and heard of the cancelling too late.
      if (state === 'canceling' && approval === 'manual' && !approved) return to('canceled')
      if (state !== 'planning') return undefined
      if (command === 'check-drift' || event.changes === 0) return to('succeeded')
      return approval === 'manual' ? to('awaiting-approval') : { ...to('applying'), approved: true }
    case 'stale':
      // A last word too.
      if (state === 'canceling') return to('canceled')
      return state === 'applying' ? again(run, false) : undefined
    case 'finished':
      if (state === 'planning' || state === 'applying') return to(event.outcome)
      // It may have been through before it heard of the cancelling.
      return state === 'canceling' ? to(event.outcome === 'succeeded' ? 'succeeded' : 'canceled') : undefined
    case 'lost':
      return state === 'awaiting-approval' ? undefined : to('lost')
    case 'approve':
      return state === 'awaiting-approval' ? again(run, true) : undefined
    case 'discard':
      return state === 'awaiting-approval' ? to('discarded') : undefined
    case 'cancel':
      if (state === 'planning' || state === 'applying') return to('canceling')
      if (state === 'awaiting-approval') return to('discarded')
      // Nobody has claimed it yet, and now nobody can.
      return state === 'queued' ? to('canceled') : undefined
  }
}

const during: Record<Exclude<RunCommand, 'check-drift'>, ClusterState> = {
  create: 'provisioning',
  update: 'updating',
  destroy: 'destroying',
}

/** What a cluster is while a run of this command is at work. */
export const whileRunning = (command: RunCommand, before: ClusterState): ClusterState =>
  command === 'check-drift' ? before : during[command]

/**
 * What a cluster is when a run of it is over. A plan that was discarded, or canceled before anything of it was carried out, has changed
 * nothing, so it is what it was before; looking for drift changes nothing either. Destroyed it is only when nothing was found any more.
 */
export const afterRun = (
  { command, state, approved }: Pick<RunCore, 'command' | 'state' | 'approved'>,
  before: ClusterState,
  inventory: 'empty' | 'left' | 'unknown',
): ClusterState => {
  if (command === 'check-drift') return before
  if (state === 'discarded' || (state === 'canceled' && !approved))
    return command === 'create' ? 'failed' : before
  if (state !== 'succeeded') return 'failed'
  if (command === 'destroy') return inventory === 'empty' ? 'destroyed' : 'failed'
  return 'ready'
}

export type ClusterAction =
  | 'update'
  | 'destroy'
  | 'check-drift'
  | 'retry'
  | 'cancel'
  | 'approve'
  | 'discard'
  | 'extend'

/** What a person may do with a cluster now: never nothing, until it is destroyed. */
export const ways = (cluster: ClusterState, run: Pick<RunCore, 'state' | 'command'>): ClusterAction[] => {
  if (cluster === 'destroyed') return []
  if (run.state === 'awaiting-approval') return ['approve', 'discard', 'cancel', 'extend']
  if (run.state === 'canceling') return ['extend']
  if (isAtWork(run.state)) return ['cancel', 'extend']
  if (cluster === 'failed') return ['retry', 'destroy', 'extend']
  return ['update', 'check-drift', 'destroy', 'extend']
}
