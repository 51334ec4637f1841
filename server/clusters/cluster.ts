import { may, standingsOf } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'
import { documents } from '../documents.ts'
import { notFound } from '../problem.ts'

/** A cluster that the caller owns, or any cluster for an admin. @throws Problem `not-found` for other callers */
export const clusterFor = async (clusterId: string, caller: Caller) => {
  const snapshot = await documents.cluster(clusterId).get()
  const cluster = snapshot.data()
  if (!cluster || !may(caller, 'cluster-manage', standingsOf(caller.uid, cluster))) throw notFound('cluster')
  return { ref: snapshot.ref, cluster, readAt: snapshot.updateTime! }
}

/** The same, with one of the cluster's runs. */
export const runFor = async (clusterId: string, runId: string, caller: Caller) => {
  const read = await clusterFor(clusterId, caller)
  const snapshot = await documents.run(clusterId, runId).get()
  const run = snapshot.data()
  if (!run) throw notFound('run')
  return { ...read, runRef: snapshot.ref, run, runReadAt: snapshot.updateTime! }
}
