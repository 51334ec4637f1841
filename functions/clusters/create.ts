import { randomInt } from 'node:crypto'
import { type CloudAccountDocument, cloudAccountDocument } from '../../contract/cloud-accounts.ts'
import type { Platform } from '../../contract/cloud-credentials.ts'
import { type ClusterDocument, type ClusterInput, clustersCreate } from '../../contract/clusters.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { defaults } from '../../domain/cluster-defaults.ts'
import { maxClusters, networkProblems, zoneProblems } from '../../domain/clusters.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { endOf, estimateOf, spentBy } from '../../domain/prices.ts'
import { newRun } from '../../domain/run-events.ts'
import type { Caller } from '../../server/caller.ts'
import { accountFor, requireUsable } from '../../server/cloud-accounts/account.ts'
import { checkRoom } from '../../server/cloud-accounts/use.ts'
import { inTurn } from '../../server/concurrency.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { type FieldProblem, invalidInput, Problem } from '../../server/problem.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Without characters that look alike, such as 0 and o. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const suffix = () => Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')

const networkOf = ({ vpcCidr, publicSubnets, privateSubnets }: ClusterInput) => ({
  vpcCidr: vpcCidr ?? defaults.vpcCidr,
  publicSubnets: publicSubnets ?? [...defaults.publicSubnets],
  privateSubnets: privateSubnets ?? [...defaults.privateSubnets],
})

/** The input with its defaults. */
type Plan = {
  input: ClusterInput
  platform: Platform
  network: ReturnType<typeof networkOf>
  stateBucket: string
  nodes: ClusterDocument['nodes']
  cost: ClusterDocument['cost']
}

const timeProblem = (expiresAt: string | undefined, now: string): FieldProblem[] =>
  expiresAt && Date.parse(expiresAt) - Date.parse(now) < 3600_000
    ? [fieldProblem('expiresAt', 'timeForBuild')]
    : []

const regionProblem = (region: string, regions: readonly string[]): FieldProblem[] =>
  regions.includes(region) ? [] : [fieldProblem('region', 'region', { regions: regions.join(', ') })]

/** Fills in the defaults. @throws Problem `invalid` for fields that don't fit the account, its platform or the time */
const planCluster = (input: ClusterInput, { platform, regions }: CloudAccountDocument, now: string): Plan => {
  const network = networkOf(input)
  const stateBucket = platform === 'sandbox' ? 'labseat' : input.stateBucket
  const problems: FieldProblem[] = [
    ...timeProblem(input.expiresAt, now),
    ...zoneProblems(platform, network),
    ...regionProblem(input.region, regions),
    ...(stateBucket ? [] : [fieldProblem('stateBucket', 'stateBucket')]),
  ]
  if (problems.length > 0 || !stateBucket) throw invalidInput(problems)
  const nodes = input.nodes ?? defaults.nodes[platform]
  const { hourly, monthly, source } = estimateOf(platform, nodes)
  return {
    input,
    platform,
    network,
    stateBucket,
    nodes: { ...nodes },
    cost: { hourly, monthly, source },
  }
}

/** @throws Problem `permissions-missing` */
const requirePermissions = ({ missingPermissions }: CloudAccountDocument): void => {
  if (missingPermissions.length > 0)
    throw new Problem(
      'permissions-missing',
      `This account lacks ${missingPermissions.length} permissions that a cluster needs. The account's page lists them with a policy to copy. Add the policy, then verify the account. No cluster was created.`,
    )
}

/** @throws Problem `over-budget` */
const requireBudget = ({ input, cost }: Plan, now: string): void => {
  if (!input.budget || !input.expiresAt) return
  const expected = spentBy(cost.hourly.amount, now, input.expiresAt)
  if (expected > input.budget.amount)
    throw new Problem(
      'over-budget',
      `Until its end the cluster would cost about $${(expected / 100).toFixed(2)}, and the budget is $${(input.budget.amount / 100).toFixed(2)}. Choose fewer nodes, less time or a larger budget. No cluster was created.`,
    )
}

/** Asks the cloud for the state bucket and the quotas. @throws Problem `invalid` | `quota-exceeded` | `unavailable` */
const requireRoom = async (
  { input, platform, stateBucket, nodes }: Plan,
  caller: Caller,
  now: string,
): Promise<void> => {
  if (platform === 'sandbox') return
  const { bucketIsThere, quota } = await checkRoom(input.accountId, caller, now, {
    bucket: stateBucket,
    region: input.region,
    nodes,
  })
  if (!bucketIsThere) throw invalidInput([fieldProblem('stateBucket', 'bucketAccess')])
  if (quota) throw new Problem('quota-exceeded', `${quota} No cluster was created.`)
}

/** Compares the plan with the account's other clusters. @throws Problem `too-many-clusters` | `invalid` for overlapping networks */
const requirePlace = async ({ input, platform, network }: Plan): Promise<void> => {
  const live = await documents
    .clusters()
    .where('accountId', '==', input.accountId)
    .where('live', '==', true)
    .get()
  if (live.size >= maxClusters)
    throw new Problem(
      'too-many-clusters',
      `This account has ${maxClusters} clusters. Destroy one of them first.`,
    )
  const usedRanges = live.docs
    .map((snapshot) => snapshot.data())
    .filter(({ region }) => region === input.region && platform !== 'sandbox')
    .map(({ vpcCidr }) => vpcCidr)
  const overlaps = networkProblems(network, usedRanges)
  if (overlaps.length > 0) throw invalidInput(overlaps)
}

type Names = { name: string; ownerId: string; runId: string; now: string }

const newCluster = (
  { input, platform, network, stateBucket, nodes, cost }: Plan,
  { name, ownerId, runId, now }: Names,
): ClusterDocument => {
  const expiresAt = input.expiresAt ?? null
  const budget = input.budget ?? null
  return {
    ownerId,
    accountId: input.accountId,
    platform,
    name,
    region: input.region,
    stateBucket,
    services: input.services,
    kubernetesVersion: input.kubernetesVersion ?? defaults.kubernetesVersion,
    ...network,
    approval: input.approval ?? 'manual',
    nodes,
    state: 'provisioning',
    live: true,
    runId,
    busy: true,
    awaitsApproval: false,
    links: [],
    cost,
    expiresAt,
    endsAt: endOf({ expiresAt, budget, createdAt: now }, cost.hourly.amount),
    budget,
    endTold: false,
    destroyWanted: false,
    eventId: input.eventId ?? null,
    createdAt: now,
    updatedAt: now,
  }
}

/** Checks the account, the budget and the cloud, then starts the run that plans the cluster. Next: pubsub/clusters/start. */
export default endpoint(clustersCreate, async ({ body, caller, now, commit, saveReply }) => {
  const { account } = await accountFor(body.accountId, caller, 'cloud-account-use')
  requireUsable(account)
  const plan = planCluster(body, account, now)
  requirePermissions(account)
  requireBudget(plan, now)
  await requireRoom(plan, caller, now)

  const ref = documents.clusters().doc()
  const name = `${body.name}-${suffix()}`
  const create = async () => {
    const { ref: accountRef, account, readAt } = await accountFor(body.accountId, caller, 'cloud-account-use')
    requireUsable(account)
    await requirePlace(plan)
    const runRef = documents.runs(ref.id).doc()
    const cluster = newCluster(plan, { name, ownerId: caller.uid, runId: runRef.id, now })
    const reply = json(202, presentCluster(ref.id, cluster))
    const batch = db.batch()
    batch.create(ref, cluster)
    batch.create(
      runRef,
      newRun({ clusterId: ref.id, command: 'create', cluster, requestedBy: caller.uid, now }),
    )
    // A request that deletes the account, or creates another cluster in it, at the same time conflicts with this update and reads a second time.
    batch.update(accountRef, toFields(cloudAccountDocument, { lastUsedAt: now }), { lastUpdateTime: readAt })
    saveReply(batch, reply)
    await commit(batch, ref.path, { details: { platform: plan.platform, region: body.region } })
    return { reply, runId: runRef.id }
  }
  // A course creates its clusters at the same time in one account: without a queue their commits would conflict.
  const { reply, runId } = await inTurn(`cloud-accounts/${body.accountId}`, () => retryOnConflict(create))
  await publish('cluster-run', runId, { clusterId: ref.id, runId, attempt: 1 })
  return reply
})
