import type { DocumentSnapshot, QueryDocumentSnapshot } from '@google-cloud/firestore'
import { type RunDocument, runState } from '../../contract/runs.ts'
import type { NextAttempt } from '../../domain/run-events.ts'
import { isAtWork } from '../../domain/runs.ts'
import { commitWithActivity } from '../activity.ts'
import { type ChoreContext, runForEach } from '../chore.ts'
import { db, documents } from '../documents.ts'
import { getJobs, type Jobs } from '../jobs.ts'
import { describeError } from '../log.ts'
import { publish } from '../publish.ts'
import { readableDocs } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { applyEvent, type ReadCluster, type ReadRun } from './apply-event.ts'
import { claimTtlMs } from './attempt.ts'

const minuteMs = 60_000
/** The API stores that a runner lives every 10 s (functions/runner/progress.ts). */
const limits = {
  /** After a silence this long the run's execution is checked. */
  checkAfterMs: 20_000,
  /** After a silence this long a run is lost even if its execution still runs. */
  lostAfterMs: 10 * minuteMs,
}

type Options = { limits: typeof limits; jobs?: Jobs }
type Context = Pick<ChoreContext, 'now' | 'log'> & Options
type RunNames = { clusterId: string; runId: string }
type BusyCluster = { cluster: ReadCluster; run: ReadRun }

/** Reads a run at work with its cluster. @returns undefined if the run is over, waits for approval or isn't the cluster's last run */
const readRunAtWork = async ({ clusterId, runId }: RunNames): Promise<BusyCluster | undefined> => {
  const [clusterSnapshot, runSnapshot] = await Promise.all([
    documents.cluster(clusterId).get(),
    documents.run(clusterId, runId).get(),
  ])
  const [cluster, run] = [clusterSnapshot.data(), runSnapshot.data()]
  if (!cluster?.busy || !run || !isAtWork(run.state) || cluster.runId !== runId) return undefined
  return {
    cluster: { id: clusterId, cluster, readAt: clusterSnapshot.updateTime! },
    run: { id: runId, run, readAt: runSnapshot.updateTime! },
  }
}

/** Time since the last report. Before the first report it counts from the start of the attempt, which updates the cluster. */
const silenceMsOf = ({ cluster: { cluster }, run: { run } }: BusyCluster, now: string): number => {
  const startedAt = run.createdAt > cluster.updatedAt ? run.createdAt : cluster.updatedAt
  return Date.parse(now) - Date.parse(run.heardAt ?? startedAt)
}

/**
 * Time since a function received the message that starts an attempt.
 *
 * @returns undefined if no function has received it
 */
const receivedMsOf = async (
  { clusterId, runId }: RunNames,
  { attempt }: RunDocument,
  now: string,
): Promise<number | undefined> => {
  const access = (await documents.runAccess(clusterId, runId).get()).data()
  if (!access || access.attempt < attempt) return undefined
  return Date.parse(now) - (Date.parse(access.claimedUntil) - claimTtlMs)
}

/** An execution whose state can't be read counts as running, so that only `lostAfterMs` ends it. */
const getExecutionState = async (execution: string | undefined, { jobs, log }: Context) => {
  if (!execution) return 'unknown'
  try {
    return await (jobs ?? (await getJobs())).getState(execution)
  } catch (error) {
    log('WARNING', 'The state of an execution could not be read.', { execution, ...describeError(error) })
    return 'running'
  }
}

const detail =
  'The runner stopped reporting. Its Terraform state is stored. Try again to continue from there, or destroy the cluster.'

/** Ends a run as lost. @returns undefined if the run is over already; otherwise the attempt to start next */
const endLostRun = async (
  { cluster, run }: BusyCluster,
  now: string,
): Promise<{ start?: NextAttempt } | undefined> => {
  const { attempt } = run.run
  const batch = db.batch()
  const applied = applyEvent(batch, cluster, run, { type: 'lost', attempt }, now, {
    runPatch: { failure: { reason: 'lost', detail } },
  })
  if (!applied) return undefined
  await commitWithActivity(batch, {
    id: `runs-lost_${run.id}_${attempt}`,
    action: 'runs-lost',
    thing: `clusters/${cluster.id}`,
    at: now,
    details: { run: run.id, attempt: String(attempt) },
  })
  return applied.start ? { start: applied.start } : {}
}

type Outcome = {
  start?: NextAttempt
  /** The execution to end. */
  execution?: string | undefined
}

/** Decides about one silent run: start it, wait, or end it as lost. */
const checkSilentRun = async (names: RunNames, context: Context): Promise<Outcome | undefined> => {
  const { now, log, limits } = context
  const read = await readRunAtWork(names)
  if (!read) return
  const { run } = read.run
  const silenceMs = silenceMsOf(read, now)
  if (silenceMs < limits.checkAfterMs) return
  const mayWait = silenceMs < limits.lostAfterMs
  if (mayWait && run.state === 'queued') {
    const receivedMs = await receivedMsOf(names, run, now)
    if (receivedMs === undefined) return { start: { ...names, attempt: run.attempt } }
    // The message came late.
    if (!run.execution && receivedMs < limits.checkAfterMs) return
  }
  const isRunning = (await getExecutionState(run.execution, context)) === 'running'
  if (isRunning && mayWait) return
  const lostRun = await endLostRun(read, now)
  if (!lostRun) return
  const { execution } = run
  log('WARNING', 'A run was lost.', {
    run: `clusters/${names.clusterId}/runs/${names.runId}`,
    execution,
    silenceMs,
  })
  return { ...lostRun, ...(isRunning && { execution }) }
}

const handleSilentRun = async (names: RunNames, context: Context): Promise<void> => {
  const outcome = await retryOnConflict(() => checkSilentRun(names, context))
  if (outcome?.start) await publish('cluster-run', outcome.start.runId, outcome.start)
  if (outcome?.execution) await (context.jobs ?? (await getJobs())).cancel(outcome.execution)
}

const isSilent = (run: RunDocument, { now, limits }: Context): boolean =>
  Date.parse(now) - Date.parse(run.heardAt ?? run.createdAt) >= limits.checkAfterMs

/** Pages of the runs at work. */
async function* readRunsAtWork(maxPerPage: number): AsyncGenerator<QueryDocumentSnapshot<RunDocument>[]> {
  const atWork = documents
    .runsGroup()
    .where('state', 'in', runState.options.filter(isAtWork))
    .limit(maxPerPage)
  for (let last: DocumentSnapshot<RunDocument> | undefined; ; ) {
    const { docs } = await (last ? atWork.startAfter(last) : atWork).get()
    yield docs
    last = docs.at(-1)
    if (!last || docs.length < maxPerPage) return
  }
}

/**
 * Checks runs at work that are silent. A run is lost when its execution is over or unknown, or when the silence is too long; an execution
 * that still runs is then ended. A run whose message was lost is started. One query reads at most `maxItems` runs. A silent run costs two or
 * three reads, and a request to Cloud Run if it has an execution.
 *
 * @returns how many runs are silent
 */
export const findLostRuns = async (chore: ChoreContext, options: Partial<Options> = {}): Promise<number> => {
  const context: Context = { ...chore, limits, ...options }
  let silentCount = 0
  for await (const snapshots of readRunsAtWork(chore.maxItems))
    silentCount += await runForEach(
      chore,
      readableDocs(snapshots)
        .filter(({ data }) => isSilent(data, context))
        .map(({ snapshot, data }) => ({
          path: snapshot.ref.path,
          clusterId: data.clusterId,
          runId: snapshot.id,
        })),
      ({ clusterId, runId }) => handleSilentRun({ clusterId, runId }, context),
    )
  return silentCount
}
