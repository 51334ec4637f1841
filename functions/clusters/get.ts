import { clustersGet } from '../../contract/clusters.ts'
import { clusterFor, presented } from '../../server/clusters/cluster.ts'
import { endpoint } from '../endpoint.ts'

export default endpoint(clustersGet, async ({ params, caller }) => {
  const { cluster } = await clusterFor(params.clusterId, caller)
  return { status: 200, body: presented(params.clusterId, cluster) }
})
