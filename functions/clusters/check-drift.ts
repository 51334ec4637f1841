import { clustersCheckDrift } from '../../contract/clusters.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { begin } from './_begin.ts'

export default endpoint(clustersCheckDrift, async ({ params, caller, now, commit }) =>
  json(
    202,
    await begin({
      clusterId: params.clusterId,
      caller,
      now,
      commit,
      what: () => ({ command: 'check-drift' }),
    }),
  ),
)
