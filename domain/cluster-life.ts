import type { ClusterDocument, ClusterFacts, ClusterLife, StoredCluster } from '../contract/clusters.ts'

/** The stored flags that decide a life; `live` follows from `state`. */
type Flags = Pick<StoredCluster, 'state' | 'busy' | 'awaitsApproval' | 'destroyWanted'>

const idle = { live: true, busy: false, awaitsApproval: false, destroyWanted: false } as const

/**
 * The life that stored flags describe. Flags that contradict the state are dropped: older versions left `destroyWanted` on a cluster whose
 * last run destroyed it after all, and an idle cluster whose state names a run has lost that run.
 */
export const lifeOf = ({ state, busy, awaitsApproval, destroyWanted }: Flags): ClusterLife => {
  switch (state) {
    case 'destroyed':
      return { ...idle, state, live: false }
    case 'ready':
    case 'failed':
      return busy ? { state, live: true, busy, awaitsApproval: false, destroyWanted } : { ...idle, state }
    default:
      return busy ? { state, live: true, busy, awaitsApproval, destroyWanted } : { ...idle, state: 'failed' }
  }
}

/** Reads a stored cluster. */
export const toCluster = (stored: StoredCluster): ClusterDocument => ({ ...stored, ...lifeOf(stored) })

/** The life when its run at work is over. */
export const idleLife = (state: ClusterLife['state']): ClusterLife =>
  lifeOf({ state, busy: false, awaitsApproval: false, destroyWanted: false })

type Undefinable<T> = { [K in keyof T]?: T[K] | undefined }
/** A change of a cluster: of single facts, where undefined removes one, and of its life as a whole. */
export type ClusterPatch = Undefinable<ClusterFacts> & (ClusterLife | { [K in keyof ClusterLife]?: never })
