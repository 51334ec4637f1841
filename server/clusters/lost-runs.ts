import type { DocumentSnapshot } from '@google-cloud/firestore'
import { type RunDocument, runState } from '../../contract/runs.ts'
import { isAtWork } from '../../domain/runs.ts'
import { commitWithActivity } from '../activity.ts'
import { db, documents } from '../documents.ts'
import { getJobs, type Jobs } from '../jobs.ts'
import { describeError, type Log } from '../log.ts'
import { publish } from '../publish.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { applyEvent } from './apply-event.ts'

// All in milliseconds.
const minute = 60_000
/** A runner speaks every half minute; one that was silent for so long is looked at. */
const silent = 2 * minute
/** One whose execution is said to run, and that says nothing for so long, is given up. */
const mute = 10 * minute

type Look = { now: string; log: Log; limits: { silent: number; mute: number }; using: Jobs | undefined }
type Found = { clusterId: string; runId: string }

/** Where nobody can be asked the execution may well run: then only time tells. */
const lookAt = async (execution: string | undefined, { using, log }: Look) => {
  if (!execution) return 'unknown'
  try {
    return await (using ?? (await getJobs())).getState(execution)
  } catch (error) {
    log('WARNING', 'An execution could not be looked at.', { execution, ...describeError(error) })
    return 'running'
  }
}

/** Nobody has taken the message that was to start it. */
const isUntaken = async ({ clusterId, runId }: Found, { state, attempt }: RunDocument) =>
  state === 'queued' && ((await documents.runAccess(clusterId, runId).get()).data()?.attempt ?? 0) < attempt

const detail =
  'Its runner was not heard of any more. What it made is kept in its state: try again to go on from there, or destroy it.'

const lookAtRun = async (found: Found, look: Look): Promise<void> => {
  const { clusterId, runId } = found
  const { now, log, limits, using } = look
  const lost = await retryOnConflict(async () => {
    const [cluster, run] = await Promise.all([
      documents.cluster(clusterId).get(),
      documents.run(clusterId, runId).get(),
    ])
    const [owner, of] = [cluster.data(), run.data()]
    if (!owner?.busy || !of || !isAtWork(of.state) || owner.runId !== runId) return
    const since = of.heardAt ?? (of.createdAt > owner.updatedAt ? of.createdAt : owner.updatedAt)
    const quiet = Date.parse(now) - Date.parse(since)
    if (quiet < limits.silent) return
    if (quiet < limits.mute && (await isUntaken(found, of)))
      return { start: { clusterId, runId, attempt: of.attempt } }
    const execution = await lookAt(of.execution, look)
    if (execution === 'running' && quiet < limits.mute) return
    const batch = db.batch()
    const applied = applyEvent(
      batch,
      { id: clusterId, cluster: owner, readAt: cluster.updateTime! },
      { id: runId, run: of, readAt: run.updateTime! },
      { type: 'lost', attempt: of.attempt },
      now,
      { runPatch: { failure: { reason: 'lost', detail } } },
    )
    if (!applied) return
    await commitWithActivity(batch, {
      id: `runs-lost_${runId}_${of.attempt}`,
      action: 'runs-lost',
      thing: `clusters/${clusterId}`,
      at: now,
      details: { run: runId, attempt: String(of.attempt) },
    })
    log('WARNING', 'A run was lost.', { run: run.ref.path, execution: of.execution, quiet })
    return { start: applied.start, running: execution === 'running' ? of.execution : undefined }
  })
  if (lost?.start) await publish('cluster-run', lost.start.runId, lost.start)
  if (lost?.running) await (using ?? (await getJobs())).cancel(lost.running)
}

/**
 * Looks at runs that are at work and silent: their execution is over, or nobody knows it, or it says nothing for too long. What only lost
 * its message is started now.
 */
export const findLostRuns = async (
  now: string,
  log: Log,
  most: number,
  limits = { silent, mute },
  using?: Jobs,
): Promise<void> => {
  const atWork = documents.runsGroup().where('state', 'in', runState.options.filter(isAtWork)).limit(most)
  const quiet = (run: RunDocument) =>
    Date.parse(now) - Date.parse(run.heardAt ?? run.createdAt) >= limits.silent
  for (let last: DocumentSnapshot<RunDocument> | undefined; ; ) {
    const { docs } = await (last ? atWork.startAfter(last) : atWork).get()
    for (const one of docs) {
      const found = { clusterId: one.data().clusterId, runId: one.id }
      if (!quiet(one.data())) continue
      // One that fails must not keep the others waiting: the next tick tries again.
      await lookAtRun(found, { now, log, limits, using }).catch((error: unknown) =>
        log('ERROR', 'A silent run could not be seen to.', { ...found, ...describeError(error) }),
      )
    }
    last = docs.at(-1)
    if (!last || docs.length < most) return
  }
}
