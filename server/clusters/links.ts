import { clusterDocument } from '../../contract/clusters.ts'
import { config } from '../config.ts'
import { documents, Timestamp, toFields } from '../documents.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { isReachable } from '../reachable.ts'

/** How often a cluster's services are asked. In milliseconds. */
const often = 5 * 60_000
/** Clusters at once; those that are left over are asked at the next tick. */
const most = 50

/**
 * Asks the services of clusters whether they answer, each cluster every five minutes, and keeps what they say beside their links.
 * Where they answer their cluster's own cloud says: what is no address of the internet is not asked, but locally.
 */
export const askLinks = async (now: string): Promise<void> => {
  const due = await documents
    .clusters()
    .where('linksDueAt', '<=', Timestamp.fromDate(new Date(now)))
    .limit(most)
    .get()
  await Promise.all(
    due.docs.map(async (one) => {
      const links = await Promise.all(
        one
          .data()
          .links.map(async (link) =>
            link.url ? { ...link, healthy: await isReachable(link.url, config.emulated) } : link,
          ),
      )
      const linksDueAt = new Date(Date.parse(now) + often).toISOString()
      try {
        await one.ref.update(toFields(clusterDocument, { links, linksDueAt }), {
          lastUpdateTime: one.updateTime,
        })
      } catch (error) {
        // A run changed it meanwhile: the next tick asks again.
        if (!hasGrpcCode(error, grpc.failedPrecondition, grpc.aborted, grpc.notFound)) throw error
      }
    }),
  )
}
