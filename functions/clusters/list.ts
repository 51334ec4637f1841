import { clustersList } from '../../contract/clusters.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { may } from '../../domain/roles.ts'
import { documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The caller's clusters, or all clusters for roles that manage all. With `liveOf` only those of one person that are live. */
export default endpoint(clustersList, async ({ query, caller }) => {
  const { liveOf, ...page } = query
  const managesAll = may(caller, 'cluster-manage')
  if (liveOf && liveOf !== caller.uid && !managesAll) return json(200, { items: [] })
  const owner = liveOf ?? (managesAll ? undefined : caller.uid)
  const all = documents.clusters()
  const owned = owner ? all.where('ownerId', '==', owner) : all
  const listed = liveOf ? owned.where('live', '==', true) : owned
  const { snapshots, nextCursor } = await readPage(listed, page, 'createdAt', 'desc')
  return json(200, {
    items: snapshots.map((snapshot) => presentCluster(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
