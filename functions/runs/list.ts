import { runsList } from '../../contract/runs.ts'
import { presentListedRun } from '../../domain/present-cluster.ts'
import { clusterFor } from '../../server/clusters/cluster.ts'
import { documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(runsList, async ({ params, query, caller }) => {
  await clusterFor(params.clusterId, caller)
  const { snapshots, nextCursor } = await readPage(
    documents.runs(params.clusterId),
    query,
    'createdAt',
    'desc',
  )
  return json(200, {
    items: snapshots.map((snapshot) => presentListedRun(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
