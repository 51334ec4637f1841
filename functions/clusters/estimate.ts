import { clustersEstimate } from '../../contract/clusters.ts'
import { defaults } from '../../domain/cluster-defaults.ts'
import { estimateOf } from '../../domain/prices.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(clustersEstimate, async ({ body }) =>
  json(200, estimateOf(body.platform, body.nodes ?? defaults.nodes[body.platform])),
)
