import { randomInt } from 'node:crypto'
import type { WriteBatch } from '@google-cloud/firestore'
import { type CloudAccountDocument, cloudAccountDocument } from '../../contract/cloud-accounts.ts'
import type { Platform } from '../../contract/cloud-credentials.ts'
import type { ClusterDocument, ClusterInput } from '../../contract/clusters.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { defaults, nodesOr } from '../../domain/cluster-defaults.ts'
import { newClusterProblems } from '../../domain/cluster-input.ts'
import { maxClusters, networkProblems } from '../../domain/clusters.ts'
import { defaultVersion } from '../../domain/kubernetes-versions.ts'
import { type CloudOfferings, cloudOfferingsOf, listPriceOf } from '../../domain/offerings.ts'
import { endOf, estimateOf, spentBetween, toDollars } from '../../domain/prices.ts'
import { regionsFor } from '../../domain/regions.ts'
import type { Actor } from '../../domain/roles.ts'
import { newRun } from '../../domain/run-events.ts'
import { redirectUrisOf } from '../../domain/service-names.ts'
import { accountFor, requireUsable } from '../cloud-accounts/account.ts'
import { findZone } from '../cloud-accounts/find-zone.ts'
import { readOfferings } from '../cloud-accounts/offerings.ts'
import { checkRoom } from '../cloud-accounts/use.ts'
import { inTurn } from '../concurrency.ts'
import { db, documents, toFields } from '../documents.ts'
import { requireOwnEvent } from '../events/event.ts'
import { addClusterClient } from '../oidc/cluster-client.ts'
import { invalidInput, Problem } from '../problem.ts'
import { publish } from '../publish.ts'
import { requireRoomForSandbox } from '../quotas.ts'
import { readableDocs } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

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
  kubernetesVersion: string
  network: ReturnType<typeof networkOf>
  stateBucket: string
  nodes: ClusterDocument['nodes']
  cost: ClusterDocument['cost']
  domain: ClusterDocument['domain']
  listPrice: ClusterDocument['listPrice']
}

/**
 * Fills in the defaults.
 * @param fromCloud the lists of the cloud, if a form asked for them
 * @throws Problem `invalid-input` for fields that don't fit the account, its platform or the time
 */
const planCluster = (
  input: ClusterInput,
  { platform, regions, identity }: CloudAccountDocument,
  now: string,
  fromCloud: CloudOfferings | undefined,
): Plan => {
  const nodes = nodesOr(platform, input.nodes)
  const listPrice = listPriceOf(nodes.type, fromCloud)
  const { hourly, monthly, source } = estimateOf(platform, nodes, {
    nodePrice: input.nodePrice,
    listPrice,
    hasPublicServices: input.domain !== undefined,
  })
  const plan: Plan = {
    input,
    platform,
    kubernetesVersion:
      input.kubernetesVersion ?? fromCloud?.versions?.[0]?.version ?? defaultVersion(platform, now),
    network: networkOf(input),
    stateBucket: platform === 'sandbox' ? 'labseat' : (input.stateBucket ?? ''),
    nodes,
    cost: { hourly, monthly, source },
    domain: undefined,
    listPrice,
  }
  const asPlanned = { ...input, ...plan, domain: input.domain, regions, identity }
  const problems = newClusterProblems(asPlanned, now, fromCloud)
  if (problems.length > 0) throw invalidInput(problems)
  return plan
}

/** @throws Problem `permissions-missing` */
const requirePermissions = ({ missingPermissions }: CloudAccountDocument): void => {
  if (missingPermissions.length > 0)
    throw new Problem(
      'permissions-missing',
      `This account lacks permissions that a cluster needs (${missingPermissions.length}). The account's page lists them with a policy to copy. Add the policy, then verify the account. No cluster was created.`,
    )
}

/** @throws Problem `over-budget` */
const requireBudget = ({ input, cost }: Plan, now: string): void => {
  if (!input.budget || !input.expiresAt || !cost.hourly) return
  const expected = spentBetween(cost.hourly.amount, now, input.expiresAt)
  if (expected > input.budget.amount)
    throw new Problem(
      'over-budget',
      `Until it ends, the cluster would cost about ${toDollars(expected)}, and the budget is ${toDollars(input.budget.amount)}. Choose fewer nodes, less time or a larger budget. No cluster was created.`,
    )
}

/** Asks the cloud for the state bucket and the quotas. @throws Problem `invalid-input` | `quota-exceeded` | `unavailable` */
const requireRoom = async (
  { input, platform, stateBucket, nodes }: Plan,
  caller: Actor,
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

/** Asks the cloud for the zone of the cluster's names. @throws Problem `invalid-input` for a zone that the account does not have */
const findDomain = async (
  { input }: Plan,
  caller: Actor,
  now: string,
): Promise<ClusterDocument['domain']> => {
  if (!input.domain) return undefined
  const { zone, allowedRanges } = input.domain
  const known = await findZone(input.accountId, zone, caller, now)
  if (!known) throw invalidInput([fieldProblem('domain.zone', 'zoneUnknown')])
  return { zone, zoneId: known.id, allowedRanges: allowedRanges ?? [] }
}

/** Compares the plan with the account's other clusters. @throws Problem `too-many-clusters` | `invalid-input` for overlapping networks */
const requirePlace = async ({ input, platform, network }: Plan): Promise<void> => {
  const live = await documents
    .clusters()
    .where('accountId', '==', input.accountId)
    .where('live', '==', true)
    .get()
  if (live.size >= maxClusters)
    throw new Problem(
      'too-many-clusters',
      `This account has ${maxClusters} clusters, and more are not allowed. Destroy one of them first. No cluster was created.`,
    )
  const usedRanges = readableDocs(live.docs)
    .map(({ data }) => data)
    .filter(({ region }) => region === input.region && platform !== 'sandbox')
    .map(({ vpcCidr }) => vpcCidr)
  const overlaps = networkProblems(network, usedRanges)
  if (overlaps.length > 0) throw invalidInput(overlaps)
}

type Names = { name: string; ownerId: string; runId: string; now: string }

const newCluster = (
  { input, platform, kubernetesVersion, network, stateBucket, nodes, cost, listPrice, domain }: Plan,
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
    kubernetesVersion,
    ...network,
    ...(input.apiRanges && { apiRanges: input.apiRanges }),
    ...(input.permissionsBoundary && { permissionsBoundary: input.permissionsBoundary }),
    approval: input.approval ?? 'manual',
    nodes,
    state: 'provisioning',
    live: true,
    runId,
    busy: true,
    awaitsApproval: false,
    links: [],
    cost,
    ...(input.nodePrice && { nodePrice: input.nodePrice }),
    ...(listPrice && { listPrice }),
    expiresAt,
    endsAt: endOf({ expiresAt, budget, createdAt: now }, cost.hourly),
    budget,
    endTold: false,
    destroyWanted: false,
    failedChange: undefined,
    applied: false,
    eventId: input.eventId ?? null,
    ...(domain && { domain }),
    createdAt: now,
    updatedAt: now,
  }
}

/**
 * The account, the budget and the cloud allow the cluster.
 *
 * @param isOwnEvent false for the event of an organiser to whom the caller offers the account
 * @throws Problem
 */
export const checkNewCluster = async (
  input: ClusterInput,
  caller: Actor,
  now: string,
  { isOwnEvent = true } = {},
): Promise<Plan> => {
  const { account } = await accountFor(input.accountId, caller, 'cloud-account-use')
  requireUsable(account)
  // An id such as __proto__ is no name of a document, and planCluster refuses other regions.
  const hasRegion = regionsFor(account).includes(input.region)
  const fromCloud = cloudOfferingsOf(
    hasRegion ? await readOfferings(input.accountId, input.region, now) : undefined,
  )
  const plan = planCluster(input, account, now, fromCloud)
  if (isOwnEvent) await requireOwnEvent(input.eventId, caller)
  requirePermissions(account)
  requireBudget(plan, now)
  if (plan.platform === 'sandbox') await requireRoomForSandbox(caller)
  await requireRoom(plan, caller, now)
  return { ...plan, domain: await findDomain(plan, caller, now) }
}

export type NewCluster = { id: string; cluster: ClusterDocument }

/**
 * Checks a new cluster, then creates it with the run that plans it. Next: pubsub/clusters/start.
 *
 * @param commit commits the batch, with what else belongs to it; it may run several times
 * @throws Problem
 */
export const createCluster = async (
  input: ClusterInput,
  { caller, now, isOwnEvent = true }: { caller: Actor; now: string; isOwnEvent?: boolean },
  commit: (batch: WriteBatch, created: NewCluster) => Promise<unknown>,
): Promise<NewCluster> => {
  const plan = await checkNewCluster(input, caller, now, { isOwnEvent })
  const ref = documents.clusters().doc()
  const name = `${input.name}-${suffix()}`
  const create = async () => {
    const {
      ref: accountRef,
      account,
      readAt,
    } = await accountFor(input.accountId, caller, 'cloud-account-use')
    requireUsable(account)
    await requirePlace(plan)
    const runRef = documents.runs(ref.id).doc()
    const cluster = newCluster(plan, { name, ownerId: caller.uid, runId: runRef.id, now })
    const batch = db.batch()
    batch.create(ref, cluster)
    batch.create(
      runRef,
      newRun({ clusterId: ref.id, command: 'create', cluster, requestedBy: caller.uid, now }),
    )
    // A request that deletes the account, or creates another cluster in it, at the same time conflicts with this update and reads a second time.
    batch.update(accountRef, toFields(cloudAccountDocument, { lastUsedAt: now }), { lastUpdateTime: readAt })
    if (cluster.domain)
      await addClusterClient(
        batch,
        {
          clusterId: ref.id,
          name,
          ownerId: caller.uid,
          eventId: cluster.eventId,
          redirectUris: redirectUrisOf({ name, domain: cluster.domain }),
          logoutUris: [],
        },
        now,
      )
    const created = { id: ref.id, cluster }
    await commit(batch, created)
    return created
  }
  // A course creates its clusters at the same time in one account: without a queue their commits would conflict.
  const created = await inTurn(`cloud-accounts/${input.accountId}`, () => retryOnConflict(create))
  const { runId } = created.cluster
  await publish('cluster-run', runId, { clusterId: created.id, runId, attempt: 1 })
  return created
}
