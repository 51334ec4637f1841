import { clustersGet } from '../../contract/clusters.ts'
import { endpoint } from '../endpoint.ts'
import { clusterFor, presented } from './cluster.ts'

export default endpoint(clustersGet, async ({ params, caller }) => {
  const { cluster } = await clusterFor(params.clusterId, caller)
  return { status: 200, body: presented(params.clusterId, cluster) }
})
