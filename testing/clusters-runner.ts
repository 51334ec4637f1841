import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { Cluster, ClusterDocument, StoredCluster } from '../contract/clusters.ts'
import type { RunDocument } from '../contract/runs.ts'
import { hashSecret } from '../server/clusters/attempt.ts'
import type { RunAccess } from '../server/clusters/run-documents.ts'
import { documents } from '../server/documents.ts'
import type { JobRequest, Jobs } from '../server/jobs.ts'
import { api } from './api.ts'
import type { Person } from './people.ts'
import { runnerSecrets, storeCluster, type TestCluster } from './runner-clusters.ts'
import { waitUntil } from './wait-until.ts'

/** RFC 3339, this number of minutes ago. */
export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

/** Calls the API as the runner of an attempt. */
export const runnerOf = ({ clusterId, runId }: TestCluster, attempt = 1) => {
  const names = { clusterId, runId, attempt }
  let session: string = runnerSecrets.session
  let sequence = 0
  return {
    claim: async (change: { claim?: string; nonce?: string; execution?: string } = {}) => {
      const body = {
        ...names,
        claim: runnerSecrets.claim,
        nonce: runnerSecrets.nonce,
        execution: 'its-own-name',
        ...change,
      }
      const answer = await api('POST', '/v1/runner/claim', body)
      if (answer.status === 200) session = answer.body.session
      return answer
    },
    credentials: () => api('POST', '/v1/runner/credentials', { ...names, session }),
    hub: (url: string) => api('POST', '/v1/runner/hub', { ...names, session, url }),
    /** Sends the next report, or a report with another number. */
    report: (content: object = {}, number = ++sequence) =>
      api('POST', '/v1/runner/progress', { ...names, session, sequence: number, ...content }),
  }
}

/**
 * Stores an attempt that the test can claim. Before the attempt is requested this also keeps the stack from starting its own runner,
 * because the claim exists already.
 */
export const storeClaim = async (
  { clusterId, runId }: TestCluster,
  attempt: number,
  change: Partial<RunAccess> = {},
): Promise<void> => {
  await documents.runAccess(clusterId, runId).set({
    attempt,
    claim: hashSecret(runnerSecrets.claim),
    claimedUntil: minutesAgo(-10),
    nonce: null,
    claimedAt: null,
    session: null,
    ...change,
  })
}

const busy = { state: 'provisioning', busy: true } as const

/** Stores a cluster whose run has been in this state for this number of minutes. */
export const storeRun = (
  owner: Person,
  account: CloudAccount,
  run: Partial<RunDocument> = {},
  minutes = 0,
  cluster: Partial<StoredCluster> = {},
): Promise<TestCluster> => {
  const at = minutesAgo(minutes)
  return storeCluster(
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

/** Jobs that a test observes and whose state the test decides. */
export const createJobs = (getState: Jobs['getState']) => {
  const [started, canceled]: [JobRequest[], string[]] = [[], []]
  const jobs: Jobs = {
    start: async (run) => `execution-${started.push(run)}`,
    getState,
    cancel: async (execution) => void canceled.push(execution),
  }
  return { jobs, started, canceled }
}

export const clusterOf = async ({ clusterId }: Pick<TestCluster, 'clusterId'>): Promise<ClusterDocument> =>
  (await documents.cluster(clusterId).get()).data()!
export const runOf = async ({ clusterId, runId }: TestCluster): Promise<RunDocument> =>
  (await documents.run(clusterId, runId).get()).data()!
export const runsOf = async ({ clusterId }: Pick<TestCluster, 'clusterId'>): Promise<RunDocument[]> =>
  (await documents.runs(clusterId).orderBy('createdAt').get()).docs.map((snapshot) => snapshot.data())
/** The last run of a cluster. */
export const lastOf = async ({ clusterId }: Pick<TestCluster, 'clusterId'>) => {
  const { runId } = await clusterOf({ clusterId })
  return { runId, ...(await runOf({ clusterId, runId })) }
}

/** Waits until the stack's runners have brought a cluster to a state. */
export const waitForState = (stored: Pick<TestCluster, 'clusterId'>, state: Cluster['state'], seconds = 90) =>
  waitUntil(
    `the cluster is ${state}`,
    async () => {
      const cluster = await clusterOf(stored)
      if (!cluster.busy && cluster.state === 'failed' && state !== 'failed')
        throw new Error(`It failed: ${JSON.stringify((await lastOf(stored)).failure)}`)
      return cluster.state === state && !cluster.busy && cluster
    },
    seconds,
  )
