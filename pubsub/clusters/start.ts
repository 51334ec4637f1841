import { runDocument } from '../../contract/runs.ts'
import { applyEvent } from '../../server/clusters/apply-event.ts'
import { digest, newSecret } from '../../server/clusters/attempt.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { getJobs, type Jobs } from '../../server/jobs.ts'
import { describeError, type Log } from '../../server/log.ts'
import { grpc, hasGrpcCode } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { subscriber } from '../subscriber.ts'

/** A claim is good for so long, which is how long a job may take to begin. In milliseconds. */
const claimTtlMs = 10 * 60_000

type Attempt = { clusterId: string; runId: string; attempt: number }

/** Makes the claim of an attempt, once: whoever comes second, or again, finds that there is one. */
const claimFor = async ({ clusterId, runId, attempt }: Attempt, now: string): Promise<string | undefined> => {
  const ref = documents.runAccess(clusterId, runId)
  const stored = await ref.get()
  if ((stored.data()?.attempt ?? 0) >= attempt) return undefined
  const claim = newSecret()
  const access = {
    attempt,
    claim: digest(claim),
    claimedUntil: new Date(Date.parse(now) + claimTtlMs).toISOString(),
    nonce: null,
    claimedAt: null,
    session: null,
  }
  const batch = db.batch()
  if (stored.exists) {
    // A precondition goes with an update alone.
    batch.update(ref, { attempt: -1 }, { lastUpdateTime: stored.updateTime! })
    batch.set(ref, access)
  } else batch.create(ref, access)
  await batch.commit()
  return claim
}

/** By the time a job is started its attempt may be over, and the next one's execution must not be taken for this one. */
const noteExecution = ({ clusterId, runId, attempt }: Attempt, execution: string) =>
  retryOnConflict(async () => {
    const snapshot = await documents.run(clusterId, runId).get()
    if (snapshot.data()?.attempt !== attempt) return
    await snapshot.ref.update(toFields(runDocument, { execution }), { lastUpdateTime: snapshot.updateTime! })
  })

/** What could not be started is over: its page says why, and offers to try again. */
const notStarted = (attempt: Attempt, detail: string, now: string) =>
  retryOnConflict(async () => {
    const [cluster, run] = await Promise.all([
      documents.cluster(attempt.clusterId).get(),
      documents.run(attempt.clusterId, attempt.runId).get(),
    ])
    const [owner, of] = [cluster.data(), run.data()]
    if (!owner || !of) return
    const batch = db.batch()
    const applied = applyEvent(
      batch,
      { id: attempt.clusterId, cluster: owner, readAt: cluster.updateTime! },
      { id: attempt.runId, run: of, readAt: run.updateTime! },
      { type: 'lost', attempt: attempt.attempt },
      now,
      { runPatch: { failure: { reason: 'not-started', detail } } },
    )
    if (applied) await batch.commit()
  })

/**
 * Starts the job of an attempt that is queued. A message that comes twice starts one: the second finds the claim. Between claim and job it
 * may be killed; then nothing claims, and the sweep says that it was lost (server/clusters/lost-runs).
 */
export const startAttempt = async (attempt: Attempt, now: string, log: Log, using?: Jobs): Promise<void> => {
  const { clusterId, runId } = attempt
  const [cluster, run] = await Promise.all([
    documents.cluster(clusterId).get(),
    documents.run(clusterId, runId).get(),
  ])
  const [owner, of] = [cluster.data(), run.data()]
  if (!owner || of?.state !== 'queued' || of.attempt !== attempt.attempt) return
  const claim = await claimFor(attempt, now).catch((error: unknown) => {
    if (hasGrpcCode(error, grpc.alreadyExists, grpc.failedPrecondition, grpc.aborted)) return undefined
    throw error
  })
  if (!claim) return
  let execution: string
  try {
    execution = await (using ?? (await getJobs())).start({ ...attempt, claim, platform: owner.platform })
  } catch (error) {
    log('ERROR', 'A run could not be started.', { run: run.ref.path, ...describeError(error) })
    await notStarted(
      attempt,
      'Its job could not be started. Nothing was changed in the cloud: try again.',
      now,
    )
    return
  }
  // It runs: where this fails the runner's own name of its execution has to do.
  await noteExecution(attempt, execution).catch((error: unknown) =>
    log('WARNING', 'An execution could not be noted.', {
      run: run.ref.path,
      execution,
      ...describeError(error),
    }),
  )
}

export default subscriber('cluster-run', (message, { now, log }) => startAttempt(message, now, log))
