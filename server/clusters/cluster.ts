import type { Cluster, ClusterDocument } from '../../contract/clusters.ts'
import { may, standings } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'
import { documents } from '../documents.ts'
import { notFound } from '../problem.ts'

export const presented = (id: string, cluster: ClusterDocument): Cluster => ({ ...cluster, id })

/** A cluster of the caller's, or for an admin anybody's, with the moment it was read at; 404 for everybody else's. */
export const clusterFor = async (clusterId: string, caller: Caller) => {
  const snapshot = await documents.cluster(clusterId).get()
  const cluster = snapshot.data()
  if (!cluster || !may(caller, 'cluster-manage', standings(caller.uid, cluster))) throw notFound('cluster')
  return { ref: snapshot.ref, cluster, readAt: snapshot.updateTime! }
}

/** The same with one of its runs. */
export const runFor = async (clusterId: string, runId: string, caller: Caller) => {
  const found = await clusterFor(clusterId, caller)
  const snapshot = await documents.run(clusterId, runId).get()
  const run = snapshot.data()
  if (!run) throw notFound('run')
  return { ...found, runRef: snapshot.ref, run, runReadAt: snapshot.updateTime! }
}
