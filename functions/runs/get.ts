import { runsGet } from '../../contract/runs.ts'
import { presentRun } from '../../domain/present-cluster.ts'
import { runFor } from '../../server/clusters/cluster.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(runsGet, async ({ params, caller }) => {
  const { run } = await runFor(params.clusterId, params.runId, caller)
  return json(200, presentRun(params.runId, run))
})
