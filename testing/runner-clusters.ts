import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { StoredCluster } from '../contract/clusters.ts'
import type { RunDocument } from '../contract/runs.ts'
import { defaults } from '../domain/cluster-defaults.ts'
import { toCluster } from '../domain/cluster-life.ts'
import { defaultVersion } from '../domain/kubernetes-versions.ts'
import { estimateOf } from '../domain/prices.ts'
import { newRun } from '../domain/run-events.ts'
import { hashSecret } from '../server/clusters/attempt.ts'
import { db, documents } from '../server/documents.ts'
import { commitBatch } from './commit-batch.ts'
import type { Person } from './people.ts'

/** The secrets of a runner in tests. */
export const runnerSecrets = {
  claim: 'c'.repeat(43),
  nonce: 'n'.repeat(43),
  session: 's'.repeat(43),
} as const

export type TestCluster = { clusterId: string; runId: string }
export type NamedCluster = TestCluster & { name: string }

/** Stores a cluster with its last run; nothing is created in a cloud. */
export const storeCluster = async (
  owner: Pick<Person, 'uid'>,
  account: CloudAccount,
  change: Partial<StoredCluster> = {},
  runChange: Partial<RunDocument> = {},
): Promise<NamedCluster> => {
  const now = new Date().toISOString()
  const ref = documents.clusters().doc()
  const runRef = documents.runs(ref.id).doc()
  const { hourly, monthly, source } = estimateOf('sandbox', defaults.nodes.sandbox)
  const cluster = toCluster({
    ownerId: owner.uid,
    accountId: account.id,
    platform: 'sandbox',
    name: `workshop-${ref.id.slice(0, 6).toLowerCase()}`,
    region: 'local',
    stateBucket: 'labseat',
    services: ['vscode'],
    kubernetesVersion: defaultVersion('sandbox', now),
    vpcCidr: defaults.vpcCidr,
    publicSubnets: [...defaults.publicSubnets],
    privateSubnets: [...defaults.privateSubnets],
    approval: 'manual',
    nodes: { ...defaults.nodes.sandbox },
    state: 'ready',
    live: true,
    runId: runRef.id,
    busy: false,
    awaitsApproval: runChange.state === 'awaiting-approval',
    links: [{ service: 'vscode' }],
    cost: { hourly, monthly, source },
    expiresAt: null,
    endsAt: null,
    budget: null,
    endTold: false,
    destroyWanted: false,
    eventId: null,
    createdAt: now,
    updatedAt: now,
    ...change,
  })
  const run: RunDocument = {
    ...newRun({ clusterId: ref.id, command: 'create', cluster, requestedBy: owner.uid, now }),
    state: 'succeeded',
    ...runChange,
  }
  const batch = db.batch()
  batch.create(ref, cluster)
  batch.create(runRef, run)
  batch.create(documents.runAccess(ref.id, runRef.id), {
    attempt: run.attempt,
    claim: hashSecret(runnerSecrets.claim),
    claimedUntil: new Date(Date.parse(now) + 600_000).toISOString(),
    nonce: run.state === 'queued' ? null : hashSecret(runnerSecrets.nonce),
    claimedAt: run.state === 'queued' ? null : now,
    session: run.state === 'queued' ? null : hashSecret(runnerSecrets.session),
  })
  await commitBatch(batch)
  return { clusterId: ref.id, runId: runRef.id, name: cluster.name }
}

/** Stores a cluster whose last change failed after its plan was approved. */
export const storeHalfway = async (
  owner: Person,
  account: CloudAccount,
  run: Partial<RunDocument> = {},
): Promise<NamedCluster> => {
  const stored = await storeCluster(
    owner,
    account,
    {},
    {
      command: 'update',
      state: 'failed',
      approved: true,
      change: { services: ['mlflow'] },
      failure: { reason: 'terraform', detail: 'The node group was refused.' },
      ...run,
    },
  )
  await documents.cluster(stored.clusterId).update({ failedChange: stored.runId })
  return stored
}
