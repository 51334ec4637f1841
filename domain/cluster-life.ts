import type { ClusterDocument, ClusterFacts, ClusterLife, StoredCluster } from '../contract/clusters.ts'

/** The stored flags that decide a life; `live` follows from `state`. */
type Flags = Pick<StoredCluster, 'state' | 'busy' | 'awaitsApproval' | 'destroyWanted' | 'failedChange'>

const idle = { live: true, busy: false, awaitsApproval: false, destroyWanted: false } as const
const unbuilt = { failedChange: undefined } as const

/**
 * The life that stored flags describe. Flags that contradict the state are dropped: older versions left `destroyWanted` on a cluster whose
 * last run destroyed it after all. A cluster that is provisioning, updating or destroying without a run has lost this run halfway, so it reads
 * as failed: a person can retry or destroy it, and cannot update what is half built.
 */
export const lifeOf = ({ state, busy, awaitsApproval, destroyWanted, failedChange }: Flags): ClusterLife => {
  switch (state) {
    case 'destroyed':
      return { ...idle, ...unbuilt, state, live: false }
    case 'failed':
      return busy ? { ...idle, ...unbuilt, state, busy, destroyWanted } : { ...idle, ...unbuilt, state }
    case 'ready':
      return busy ? { ...idle, state, failedChange, busy, destroyWanted } : { ...idle, state, failedChange }
    case 'provisioning':
      if (busy) return { state, live: true, busy, awaitsApproval, destroyWanted, ...unbuilt }
      break
    case 'updating':
    case 'destroying':
      if (busy) return { state, live: true, busy, awaitsApproval, destroyWanted, failedChange }
  }
  return { ...idle, ...unbuilt, state: 'failed' }
}

/** Reads a stored cluster. */
export const toCluster = (stored: StoredCluster): ClusterDocument => ({ ...stored, ...lifeOf(stored) })

/** The life when its run at work is over. */
export const idleLife = (state: ClusterLife['state'], failedChange?: string): ClusterLife =>
  lifeOf({ state, busy: false, awaitsApproval: false, destroyWanted: false, failedChange })

/** The end of a cluster without the cloud. */
export const closedPatch = (closed: NonNullable<ClusterFacts['closed']>): ClusterPatch & ClusterLife => ({
  ...idleLife('destroyed'),
  closed,
  endpoint: undefined,
  linksDueAt: undefined,
  updatedAt: closed.at,
})

/** The end of a cluster whose plan was never applied, so that the cloud has no resource of the cluster. */
export const neverAppliedPatch = (now: string) => closedPatch({ reason: 'never-applied', at: now, left: [] })

type Undefinable<T> = { [K in keyof T]?: T[K] | undefined }
/** A change of a cluster: single facts, where undefined removes a fact, and its whole life. */
export type ClusterPatch = Undefinable<ClusterFacts> & (ClusterLife | { [K in keyof ClusterLife]?: never })
