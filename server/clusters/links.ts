import type { QueryDocumentSnapshot } from '@google-cloud/firestore'
import { type ClusterDocument, clusterDocument } from '../../contract/clusters.ts'
import { type ChoreContext, runForAll } from '../chore.ts'
import { config } from '../config.ts'
import { documents, Timestamp, toFields } from '../documents.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { isReachable } from '../reachable.ts'

const intervalMs = 5 * 60_000
/** The next sweep checks the clusters beyond this number. */
const maxPerSweep = 50

const checkCluster = async (snapshot: QueryDocumentSnapshot<ClusterDocument>, now: string): Promise<void> => {
  const { domain, links: stored } = snapshot.data()
  // Labseat's own address is in no such range.
  const mayConnect = !domain || domain.allowedRanges.length === 0
  const links = await Promise.all(
    stored.map(async (link) =>
      link.url && mayConnect ? { ...link, healthy: await isReachable(link.url, config.emulated) } : link,
    ),
  )
  const linksDueAt = new Date(Date.parse(now) + intervalMs).toISOString()
  try {
    await snapshot.ref.update(toFields(clusterDocument, { links, linksDueAt }), {
      lastUpdateTime: snapshot.updateTime,
    })
  } catch (error) {
    // A run changed the cluster after it was read. The next sweep checks it.
    if (!hasGrpcCode(error, grpc.failedPrecondition, grpc.aborted, grpc.notFound)) throw error
  }
}

/**
 * Requests each cluster's services every five minutes, and stores with each link whether its service answers. The URLs come from the
 * cluster's cloud, so only public addresses are requested; local stacks also request local ones.
 */
export const checkLinks = async (context: ChoreContext): Promise<number> => {
  const { now, maxItems } = context
  const due = await documents
    .clusters()
    .where('linksDueAt', '<=', Timestamp.fromDate(new Date(now)))
    .limit(Math.min(maxItems, maxPerSweep))
    .get()
  return runForAll(
    context,
    due.docs.map((snapshot) => ({ path: snapshot.ref.path, snapshot })),
    ({ snapshot }) => checkCluster(snapshot, now),
  )
}
