import { clustersGet } from '../../contract/clusters.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(clustersGet, async ({ params, caller }) => {
  const { cluster } = await clusterFor(params.clusterId, caller)
  return json(200, presentCluster(params.clusterId, cluster))
})
