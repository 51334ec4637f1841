import { runDocument } from '../../contract/runs.ts'
import { applyEvent } from '../../server/clusters/apply-event.ts'
import { claimTtlMs, createSecret, hashSecret } from '../../server/clusters/attempt.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { getJobs, type Jobs } from '../../server/jobs.ts'
import { describeError, type Log } from '../../server/log.ts'
import { grpc, hasGrpcCode } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { subscriber } from '../subscriber.ts'

type Attempt = { clusterId: string; runId: string; attempt: number }

/** Creates the claim of an attempt. @returns undefined when a second or redelivered message finds a claim */
const createClaim = async (
  { clusterId, runId, attempt }: Attempt,
  now: string,
): Promise<string | undefined> => {
  const ref = documents.runAccess(clusterId, runId)
  const stored = await ref.get()
  if ((stored.data()?.attempt ?? 0) >= attempt) return undefined
  const claim = createSecret()
  const access = {
    attempt,
    claim: hashSecret(claim),
    claimedUntil: new Date(Date.parse(now) + claimTtlMs).toISOString(),
    nonce: null,
    claimedAt: null,
    session: null,
  }
  const batch = db.batch()
  if (stored.exists) {
    // Only an update takes a precondition, and only a set replaces the whole document.
    batch.update(ref, { attempt: -1 }, { lastUpdateTime: stored.updateTime! })
    batch.set(ref, access)
  } else batch.create(ref, access)
  await batch.commit()
  return claim
}

/** The attempt may be over before its job starts. The check keeps this execution off the next attempt. */
const noteExecution = ({ clusterId, runId, attempt }: Attempt, execution: string) =>
  retryOnConflict(async () => {
    const snapshot = await documents.run(clusterId, runId).get()
    if (snapshot.data()?.attempt !== attempt) return
    await snapshot.ref.update(toFields(runDocument, { execution }), { lastUpdateTime: snapshot.updateTime! })
  })

/** Ends an attempt whose job did not start. The cluster's page shows the reason and a retry button. */
const failStart = (attempt: Attempt, detail: string, now: string) =>
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
 * Starts the job of a queued attempt. A redelivered message starts no second job, because it finds the claim. If this function is killed
 * between claim and job, nothing uses the claim and the sweep marks the run as lost (server/clusters/lost-runs).
 */
export const startAttempt = async (attempt: Attempt, now: string, log: Log, using?: Jobs): Promise<void> => {
  const { clusterId, runId } = attempt
  const [cluster, run] = await Promise.all([
    documents.cluster(clusterId).get(),
    documents.run(clusterId, runId).get(),
  ])
  const [owner, of] = [cluster.data(), run.data()]
  if (!owner || of?.state !== 'queued' || of.attempt !== attempt.attempt) return
  const claim = await createClaim(attempt, now).catch((error: unknown) => {
    if (hasGrpcCode(error, grpc.alreadyExists, grpc.failedPrecondition, grpc.aborted)) return undefined
    throw error
  })
  if (!claim) return
  let execution: string
  try {
    execution = await (using ?? (await getJobs())).start({ ...attempt, claim, platform: owner.platform })
  } catch (error) {
    log('ERROR', 'A run could not be started.', { run: run.ref.path, ...describeError(error) })
    await failStart(
      attempt,
      'The job of the runner could not be started. Nothing was changed in the cloud. Try again.',
      now,
    )
    return
  }
  // The job already runs. If this write fails, the runner reports its own execution name.
  await noteExecution(attempt, execution).catch((error: unknown) =>
    log('WARNING', 'An execution could not be noted.', {
      run: run.ref.path,
      execution,
      ...describeError(error),
    }),
  )
}

export default subscriber('cluster-run', (message, { now, log }) => startAttempt(message, now, log))
