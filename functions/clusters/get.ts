import { clustersGet } from '../../contract/clusters.ts'
import { clusterFor, presented } from '../../server/clusters/cluster.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(clustersGet, async ({ params, caller }) => {
  const { cluster } = await clusterFor(params.clusterId, caller)
  return json(200, presented(params.clusterId, cluster))
})
