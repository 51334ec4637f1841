import { clustersEstimate } from '../../contract/clusters.ts'
import { defaults } from '../../domain/cluster-defaults.ts'
import { estimateOf } from '../../domain/prices.ts'
import { endpoint } from '../endpoint.ts'

export default endpoint(clustersEstimate, async ({ body }) => ({
  status: 200,
  body: estimateOf(body.platform, body.nodes ?? defaults.nodes[body.platform]),
}))
