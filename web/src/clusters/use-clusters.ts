import type { Cluster, StoredCluster } from '../../../contract/clusters.ts'
import { presentCluster } from '../../../domain/present-cluster.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import { useNewest } from '../lib/use-newest.ts'

/** The caller's clusters; all clusters for an admin. */
export const useClusters = () => {
  const session = useSession()
  return useNewest<StoredCluster & { id: string }, Cluster>({
    collection: 'clusters',
    ownerId: sessionMay(session, 'cluster-manage') ? undefined : session.person?.uid,
    present: (stored) => presentCluster(stored.id, stored),
    readPage: (query) => answer(api.GET('/v1/clusters', { params: { query } })),
  })
}
