import type { QueryDocumentSnapshot } from '@google-cloud/firestore'
import { type ClusterDocument, clusterDocument } from '../../contract/clusters.ts'
import { config } from '../config.ts'
import { documents, Timestamp, toFields } from '../documents.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { isReachable } from '../reachable.ts'

const intervalMs = 5 * 60_000
/** The next tick checks the clusters beyond this number. */
const maxPerTick = 50

const checkCluster = async (snapshot: QueryDocumentSnapshot<ClusterDocument>, now: string): Promise<void> => {
  const links = await Promise.all(
    snapshot
      .data()
      .links.map(async (link) =>
        link.url ? { ...link, healthy: await isReachable(link.url, config.emulated) } : link,
      ),
  )
  const linksDueAt = new Date(Date.parse(now) + intervalMs).toISOString()
  try {
    await snapshot.ref.update(toFields(clusterDocument, { links, linksDueAt }), {
      lastUpdateTime: snapshot.updateTime,
    })
  } catch (error) {
    // A run has changed the cluster since it was read: the next tick checks it.
    if (!hasGrpcCode(error, grpc.failedPrecondition, grpc.aborted, grpc.notFound)) throw error
  }
}

/**
 * Requests each cluster's services every five minutes, and stores with each link whether its service answers. The URLs come from the
 * cluster's cloud, so only public addresses are requested; local stacks also request local ones.
 */
export const checkLinks = async (now: string): Promise<void> => {
  const due = await documents
    .clusters()
    .where('linksDueAt', '<=', Timestamp.fromDate(new Date(now)))
    .limit(maxPerTick)
    .get()
  await Promise.all(due.docs.map((snapshot) => checkCluster(snapshot, now)))
}
