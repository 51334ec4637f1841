import { clustersRetry } from '../../contract/clusters.ts'
import { documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { begin } from './_begin.ts'

/** Terraform continues from its stored state, so existing resources are not created a second time. */
export default endpoint(clustersRetry, async ({ params, caller, now, commit }) =>
  json(
    202,
    await begin({
      clusterId: params.clusterId,
      caller,
      now,
      commit,
      what: async (cluster) => {
        if (cluster.state !== 'failed')
          throw new Problem('nothing-to-retry', 'This cluster has not failed. Nothing was changed.')
        const runs = await documents.runs(params.clusterId).orderBy('createdAt', 'desc').limit(20).get()
        // Drift checks may have followed the failed run.
        const last = runs.docs
          .map((snapshot) => snapshot.data())
          .find(({ command }) => command !== 'check-drift')
        return { command: last?.command ?? 'create', ...(last?.change && { change: last.change }) }
      },
    }),
  ),
)
