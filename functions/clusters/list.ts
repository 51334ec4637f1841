import { clustersList } from '../../contract/clusters.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { may } from '../../domain/roles.ts'
import { documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The caller's clusters, or all clusters for roles that manage all. */
export default endpoint(clustersList, async ({ query, caller }) => {
  const all = documents.clusters()
  const mine = may(caller, 'cluster-manage') ? all : all.where('ownerId', '==', caller.uid)
  const { snapshots, nextCursor } = await readPage(mine, query, 'createdAt', 'desc')
  return json(200, {
    items: snapshots.map((snapshot) => presentCluster(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
