import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { StoredCluster } from '../contract/clusters.ts'
import type { RunDocument } from '../contract/runs.ts'
import { defaults } from '../domain/cluster-defaults.ts'
import { toCluster } from '../domain/cluster-life.ts'
import { estimateOf } from '../domain/prices.ts'
import { newRun } from '../domain/run-events.ts'
import { digest } from '../server/clusters/attempt.ts'
import { db, documents } from '../server/documents.ts'
import type { Person } from './people.ts'

/** The secrets of a runner in tests. */
export const shown = { claim: 'c'.repeat(43), nonce: 'n'.repeat(43), session: 's'.repeat(43) } as const

export type TestCluster = { clusterId: string; runId: string }

/** Stores a cluster with its last run; nothing is created in a cloud. */
export const storeCluster = async (
  owner: Person,
  account: CloudAccount,
  change: Partial<StoredCluster> = {},
  runChange: Partial<RunDocument> = {},
): Promise<TestCluster> => {
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
    kubernetesVersion: defaults.kubernetesVersion,
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
    claim: digest(shown.claim),
    claimedUntil: new Date(Date.parse(now) + 600_000).toISOString(),
    nonce: run.state === 'queued' ? null : digest(shown.nonce),
    claimedAt: run.state === 'queued' ? null : now,
    session: run.state === 'queued' ? null : digest(shown.session),
  })
  await batch.commit()
  return { clusterId: ref.id, runId: runRef.id }
}
