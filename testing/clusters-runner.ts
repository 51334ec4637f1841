import type { CloudAccount } from '../contract/cloud-accounts.ts'
import {
  type Cluster,
  type ClusterDocument,
  clusterDocument,
  type StoredCluster,
} from '../contract/clusters.ts'
import type { RunDocument } from '../contract/runs.ts'
import { digest } from '../server/clusters/attempt.ts'
import type { RunAccess } from '../server/clusters/run-documents.ts'
import { documents, toFields } from '../server/documents.ts'
import type { JobRequest, Jobs } from '../server/jobs.ts'
import { api } from './api.ts'
import type { Person } from './people.ts'
import { type KeptCluster, keepsCluster, shown } from './runner-clusters.ts'
import { waitUntil } from './wait-until.ts'

/** RFC 3339, so many minutes ago. */
export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

/** Speaks as the runner of an attempt, over the API, as any runner does. */
export const runnerOf = ({ clusterId, runId }: KeptCluster, attempt = 1) => {
  const names = { clusterId, runId, attempt }
  let session: string = shown.session
  let sequence = 0
  return {
    claim: async (change: { claim?: string; nonce?: string; execution?: string } = {}) => {
      const body = { ...names, claim: shown.claim, nonce: shown.nonce, execution: 'its-own-name', ...change }
      const answer = await api('POST', '/v1/runner/claim', body)
      if (answer.status === 200) session = answer.body.session
      return answer
    },
    credentials: () => api('POST', '/v1/runner/credentials', { ...names, session }),
    /** The next word, or one of another number. */
    says: (word: object = {}, number = ++sequence) =>
      api('POST', '/v1/runner/progress', { ...names, session, sequence: number, ...word }),
  }
}

/**
 * Opens an attempt to the runner that a test is. Done before the attempt is asked for it also keeps the stack from starting a runner of its
 * own, which finds that somebody has made the claim.
 */
export const opens = async (
  { clusterId, runId }: KeptCluster,
  attempt: number,
  change: Partial<RunAccess> = {},
): Promise<void> => {
  await documents.runAccess(clusterId, runId).set({
    attempt,
    claim: digest(shown.claim),
    claimedUntil: minutesAgo(-10),
    nonce: null,
    claimedAt: null,
    session: null,
    ...change,
  })
}

const busy = { state: 'provisioning', busy: true } as const

/** A cluster whose run is in this state since so many minutes, as its documents say it. */
export const keepsRun = (
  owner: Person,
  account: CloudAccount,
  run: Partial<RunDocument> = {},
  minutes = 0,
  cluster: Partial<StoredCluster> = {},
): Promise<KeptCluster> => {
  const at = minutesAgo(minutes)
  return keepsCluster(
    owner,
    account,
    { ...busy, createdAt: at, updatedAt: at, ...cluster },
    {
      createdAt: at,
      heardAt: run.state === 'queued' ? null : at,
      before: 'provisioning',
      ...run,
    },
  )
}

/** What starts jobs, in the hands of a test. */
export const jobsThat = (look: Jobs['getState']) => {
  const [started, canceled]: [JobRequest[], string[]] = [[], []]
  const jobs: Jobs = {
    start: async (run) => `execution-${started.push(run)}`,
    getState: look,
    cancel: async (execution) => void canceled.push(execution),
  }
  return { jobs, started, canceled }
}

export const clusterOf = async ({ clusterId }: Pick<KeptCluster, 'clusterId'>): Promise<ClusterDocument> =>
  (await documents.cluster(clusterId).get()).data()!
export const runOf = async ({ clusterId, runId }: KeptCluster): Promise<RunDocument> =>
  (await documents.run(clusterId, runId).get()).data()!
export const runsOf = async ({ clusterId }: Pick<KeptCluster, 'clusterId'>): Promise<RunDocument[]> =>
  (await documents.runs(clusterId).orderBy('createdAt').get()).docs.map((one) => one.data())
/** Its last run as it is now. */
export const lastOf = async ({ clusterId }: Pick<KeptCluster, 'clusterId'>) => {
  const { runId } = await clusterOf({ clusterId })
  return { runId, ...(await runOf({ clusterId, runId })) }
}

/** Waits until the stack's own runners have made of a cluster what it is to be. */
export const becomes = (kept: Pick<KeptCluster, 'clusterId'>, state: Cluster['state'], seconds = 90) =>
  waitUntil(
    `the cluster is ${state}`,
    async () => {
      const cluster = await clusterOf(kept)
      if (!cluster.busy && cluster.state === 'failed' && state !== 'failed')
        throw new Error(`It failed: ${JSON.stringify((await lastOf(kept)).failure)}`)
      return cluster.state === state && !cluster.busy && cluster
    },
    seconds,
  )

/** Changes what is kept of a cluster, as if it had come to that. */
export const changesCluster = ({ clusterId }: KeptCluster, change: Partial<StoredCluster>) =>
  documents.cluster(clusterId).update(toFields(clusterDocument, change))
