import { clustersCreate } from '../../contract/clusters.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { createCluster } from '../../server/clusters/create-cluster.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Checks the account, the budget and the cloud, then starts the run that plans the cluster. Next: pubsub/clusters/start. */
export default endpoint(clustersCreate, async ({ body, caller, now, commit, saveReply }) => {
  const { id, cluster } = await createCluster(body, { caller, now }, (batch, { id, cluster }) => {
    saveReply(batch, json(202, presentCluster(id, cluster)))
    const { platform, region } = cluster
    return commit(batch, `clusters/${id}`, { details: { platform, region } })
  })
  return json(202, presentCluster(id, cluster))
})
