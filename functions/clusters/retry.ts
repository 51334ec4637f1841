import { clustersRetry } from '../../contract/clusters.ts'
import { documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { readableDocs } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { begin } from './_begin.ts'
import { readFailedChange } from './_failed-change.ts'

/** Terraform continues from its stored state, so existing resources are not created a second time. */
export default endpoint(clustersRetry, async (request) =>
  json(
    202,
    await begin(request, async (cluster) => {
      const { clusterId } = request.params
      if (cluster.state !== 'failed') {
        const run = await readFailedChange(clusterId, cluster)
        if (!run) throw new Problem('nothing-to-retry', 'This cluster has not failed. Nothing was changed.')
        return { command: run.command, ...(run.change && { change: run.change }) }
      }
      const runs = await documents.runs(clusterId).orderBy('createdAt', 'desc').limit(20).get()
      // Drift checks may have followed the failed run.
      const last = readableDocs(runs.docs)
        .map(({ data }) => data)
        .find(({ command }) => command !== 'check-drift')
      return { command: last?.command ?? 'create', ...(last?.change && { change: last.change }) }
    }),
  ),
)
