import { runsGet } from '../../contract/runs.ts'
import { runFor } from '../../server/clusters/cluster.ts'
import { endpoint } from '../endpoint.ts'

export default endpoint(runsGet, async ({ params, caller }) => {
  const { run } = await runFor(params.clusterId, params.runId, caller)
  return { status: 200, body: { ...run, id: params.runId } }
})
