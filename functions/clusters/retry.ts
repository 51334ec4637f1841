import { clustersRetry } from '../../contract/clusters.ts'
import { documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { begin } from './_begin.ts'

/** Terraform goes on from the state that was kept, so what has been made is not made again. */
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
        // Somebody may have looked at it since.
        const last = runs.docs.map((one) => one.data()).find(({ command }) => command !== 'check-drift')
        return { command: last?.command ?? 'create', ...(last?.change && { change: last.change }) }
      },
    }),
  ),
)
