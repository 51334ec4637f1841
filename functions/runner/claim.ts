import type { ClusterDocument } from '../../contract/clusters.ts'
import { type RunnerInputs, runnerClaim } from '../../contract/runner.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { isOver } from '../../domain/runs.ts'
import { applyEvent } from '../../server/clusters/apply-event.ts'
import {
  attemptOf,
  hashSecret,
  isSame,
  planKeyOf,
  runOverProblem,
  sessionsOf,
} from '../../server/clusters/attempt.ts'
import { config } from '../../server/config.ts'
import { db, documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The same runner can repeat its claim this long, because a reply can be lost. */
const repeatMs = 60_000
/** A job's task is ended after this long (server/jobs.ts); an EKS cluster takes about twenty minutes. */
export const maxRunMs = 110 * 60_000

const modeOf = ({ command, approval, approved }: RunDocument): RunnerInputs['mode'] => {
  if (command === 'check-drift') return 'plan'
  if (approved) return 'apply'
  return approval === 'manual' ? 'plan' : 'plan-and-apply'
}

/** Every region that the account uses: leftovers can be in any of them. */
const regionsOf = async ({ accountId, region }: ClusterDocument): Promise<string[]> => {
  const clusters = await documents.clusters().where('accountId', '==', accountId).select('region').get()
  return [...new Set([region, ...clusters.docs.map((snapshot) => snapshot.get('region') as string)])].sort()
}

/** What each seat of the cluster's lab gets. */
const labOf = async (clusterId: string, { eventId }: ClusterDocument): Promise<RunnerInputs['lab']> => {
  const lab = eventId ? (await documents.lab(eventId).get()).data() : undefined
  if (lab?.clusterId !== clusterId) return undefined
  return { memoryGb: lab.memoryGb, cores: lab.cores, materials: lab.materials }
}

const inputsOf = async (
  clusterId: string,
  runId: string,
  cluster: ClusterDocument,
  run: RunDocument,
  now: string,
): Promise<RunnerInputs> => {
  const change = run.command === 'update' ? run.change : undefined
  const [lab, regions] = await Promise.all([labOf(clusterId, cluster), regionsOf(cluster)])
  return {
    command: run.command,
    mode: modeOf(run),
    platform: cluster.platform,
    stages: ['cluster', 'apps'],
    cluster: { ...cluster, ...change },
    ...(lab && { lab }),
    tags: { 'labseat:cluster': clusterId, 'labseat:name': cluster.name },
    prefix: `labseat/${cluster.name}`,
    planKey: planKeyOf(runId),
    regions,
    built: cluster.applied !== false && (run.command === 'destroy' || run.before === 'ready'),
    ...(run.unlock && { unlock: run.unlock }),
    simulated: config.emulated && cluster.platform === 'aws',
    deadline: new Date(Date.parse(now) + maxRunMs).toISOString(),
  }
}

/** Gives an attempt to its runner. Only the same runner can repeat the claim, for when the reply is lost. */
export default endpoint(runnerClaim, async ({ body, now, commit }) => {
  const { clusterId, runId, claim, nonce, execution } = body
  const [session, ...earlierSessions] = sessionsOf(runId, body.attempt, nonce)
  return retryOnConflict(async () => {
    const { cluster, run, access, accessReadAt } = await attemptOf(body)
    if (!isSame(claim, access.claim)) throw runOverProblem()
    const answer = async (of: RunDocument, its = session) =>
      json(200, { session: its, inputs: await inputsOf(clusterId, runId, cluster.cluster, of, now) })
    if (access.claimedAt !== null) {
      const isMine = isSame(nonce, access.nonce) && Date.parse(now) - Date.parse(access.claimedAt) < repeatMs
      if (isOver(run.run.state)) throw runOverProblem()
      if (!isMine) throw new Problem('run-claimed', 'Another runner has this attempt. Stop.')
      return answer(
        run.run,
        earlierSessions.find((earlier) => isSame(earlier, access.session)),
      )
    }
    if (access.claimedUntil < now) throw runOverProblem()
    const batch = db.batch()
    // Times count from this attempt: no execution runs while a plan waits for approval.
    const begun = { heardAt: now, startedAt: now, ...(!run.run.execution && { execution }) }
    const applied = applyEvent(batch, cluster, run, { type: 'claimed', attempt: body.attempt }, now, {
      runPatch: begun,
    })
    if (!applied) throw runOverProblem()
    batch.update(
      documents.runAccess(clusterId, runId),
      { nonce: hashSecret(nonce), session: hashSecret(session), claimedAt: new Date(now) },
      { lastUpdateTime: accessReadAt },
    )
    await commit(batch, `clusters/${clusterId}`, {
      by: 'system',
      details: { run: runId, attempt: String(body.attempt) },
    })
    return answer(applied.run)
  })
})
