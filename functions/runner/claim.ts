import type { ClusterDocument } from '../../contract/clusters.ts'
import { type RunnerInputs, runnerClaim } from '../../contract/runner.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { isOver } from '../../domain/runs.ts'
import { applyEvent } from '../../server/clusters/apply-event.ts'
import { attemptOf, digest, isSame, over, planKeyOf, sessionOf } from '../../server/clusters/attempt.ts'
import { config } from '../../server/config.ts'
import { db, documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** An answer that was lost is given again for so long. In milliseconds. */
const again = 60_000
/** A job's task is ended after this long (jobs.ts); an EKS cluster takes some twenty minutes. In milliseconds. */
export const longest = 110 * 60_000

const modeOf = ({ command, approval, approved }: RunDocument): RunnerInputs['mode'] => {
  if (command === 'check-drift') return 'plan'
  if (approved) return 'apply'
  return approval === 'manual' ? 'plan' : 'plan-and-apply'
}

/** Every region the account uses: what is left may be in any. */
const regionsOf = async ({ accountId, region }: ClusterDocument): Promise<string[]> => {
  const used = await documents.clusters().where('accountId', '==', accountId).select('region').get()
  return [...new Set([region, ...used.docs.map((one) => one.get('region') as string)])].sort()
}

const inputsOf = async (
  clusterId: string,
  runId: string,
  cluster: ClusterDocument,
  run: RunDocument,
  now: string,
): Promise<RunnerInputs> => {
  const change = run.command === 'update' ? run.change : undefined
  return {
    command: run.command,
    mode: modeOf(run),
    platform: cluster.platform,
    stages: ['cluster', 'apps'],
    cluster: { ...cluster, ...change },
    tags: { 'labseat:cluster': clusterId, 'labseat:name': cluster.name },
    prefix: `labseat/${cluster.name}`,
    planKey: planKeyOf(runId),
    regions: await regionsOf(cluster),
    simulated: config.emulated && cluster.platform === 'aws',
    deadline: new Date(Date.parse(now) + longest).toISOString(),
  }
}

/** Gives a run to the runner that was started for it: once, and again only to the same one whose answer was lost. */
export default endpoint(runnerClaim, async ({ body, now, commit }) => {
  const { clusterId, runId, claim, nonce, execution } = body
  const session = sessionOf(runId, body.attempt, nonce)
  return retryOnConflict(async () => {
    const { cluster, run, access, accessReadAt } = await attemptOf(body)
    if (!isSame(claim, access.claim)) throw over()
    const answer = async (of: RunDocument) =>
      json(200, { session, inputs: await inputsOf(clusterId, runId, cluster.cluster, of, now) })
    if (access.claimedAt !== null) {
      const isMine = isSame(nonce, access.nonce) && Date.parse(now) - Date.parse(access.claimedAt) < again
      if (isOver(run.run.state)) throw over()
      if (!isMine) throw new Problem('run-claimed', 'Another runner has this attempt. Stop.')
      return answer(run.run)
    }
    if (access.claimedUntil < now) throw over()
    const batch = db.batch()
    // Of this attempt: while a plan waited for somebody nothing ran.
    const begun = { heardAt: now, startedAt: now, ...(!run.run.execution && { execution }) }
    const applied = applyEvent(batch, cluster, run, { type: 'claimed', attempt: body.attempt }, now, {
      runPatch: begun,
    })
    if (!applied) throw over()
    batch.update(
      documents.runAccess(clusterId, runId),
      { nonce: digest(nonce), session: digest(session), claimedAt: new Date(now) },
      { lastUpdateTime: accessReadAt },
    )
    await commit(batch, `clusters/${clusterId}`, {
      by: 'system',
      details: { run: runId, attempt: String(body.attempt) },
    })
    return answer(applied.run)
  })
})
