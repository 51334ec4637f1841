import type { Run } from '../../contract/runs.ts'
import { presentRun } from '../../domain/present-cluster.ts'
import type { Caller } from '../../server/caller.ts'
import { requireUsable } from '../../server/cloud-accounts/account.ts'
import { applyEvent } from '../../server/clusters/apply-event.ts'
import { runFor } from '../../server/clusters/cluster.ts'
import { db, documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import type { Commit } from '../record-activity.ts'

type AnswerPlan = {
  clusterId: string
  runId: string
  caller: Caller
  now: string
  commit: Commit
}

/** An approval starts the next attempt, which applies exactly the stored plan. A discard ends the run. */
export const answerPlan = async (
  type: 'approve' | 'discard',
  { clusterId, runId, caller, now, commit }: AnswerPlan,
): Promise<Run> => {
  const applied = await retryOnConflict(async () => {
    const { ref, cluster, readAt, run, runReadAt } = await runFor(clusterId, runId, caller)
    if (type === 'approve') {
      const account = (await documents.cloudAccount(cluster.accountId).get()).data()
      if (!account) throw new Problem('account-not-usable', 'The cloud account of this cluster was deleted.')
      requireUsable(account)
    }
    const batch = db.batch()
    const done = applyEvent(
      batch,
      { id: clusterId, cluster, readAt },
      { id: runId, run, readAt: runReadAt },
      { type },
      now,
    )
    if (!done)
      throw new Problem(
        'nothing-to-approve',
        'This run has no plan that waits for approval. Nothing was changed.',
      )
    await commit(batch, ref.path, { details: { [type]: runId } })
    return done
  })
  if (applied.start) await publish('cluster-run', runId, applied.start)
  return presentRun(runId, applied.run)
}
