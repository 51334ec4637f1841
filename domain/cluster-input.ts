import type { Platform } from '../contract/cloud-credentials.ts'
import type { ListPrice, Nodes } from '../contract/cluster-parts.ts'
import type { ClusterChange, ClusterDocument, ClusterInput } from '../contract/clusters.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { fieldProblem } from '../contract/validation.ts'
import { domainProblems } from './cluster-domain.ts'
import { apiRangesProblems, networkProblems, roomProblems, zoneProblems } from './clusters.ts'
import { newVersionProblems, upgradeProblems } from './kubernetes-versions.ts'
import { isMachineType } from './machine-types.ts'
import { type CloudOfferings, listPriceOf } from './offerings.ts'
import { estimateOf, isPriced, nodePricesAfter, spentOf, toDollars } from './prices.ts'
import { regionsFor } from './regions.ts'

const hourMs = 3600_000
/** A cluster takes up to half an hour to build, and its owner gets a notice an hour before its end. */
const minLifetimeMs = hourMs
const maxDays = 365
const dayMs = 24 * hourMs

/** @param tooSoon says what a person can do: a new cluster needs time, and an existing one can be destroyed */
export const endProblems = (
  expiresAt: string | null | undefined,
  now: string,
  tooSoon: 'timeForBuild' | 'timeToEnd',
): FieldProblem[] => {
  if (!expiresAt) return []
  const lifetimeMs = Date.parse(expiresAt) - Date.parse(now)
  if (lifetimeMs < minLifetimeMs) return [fieldProblem('expiresAt', tooSoon)]
  return lifetimeMs > maxDays * dayMs ? [fieldProblem('expiresAt', 'timeTooFar', { days: maxDays })] : []
}

type Price = { amount: number; currency: 'USD' }

/**
 * A machine type of the platform, with a price where Labseat needs one and knows none.
 * @param fromCloud the lists of the cloud; undefined if it was not asked, so that the tables decide
 */
export const nodesProblems = (
  platform: Platform,
  { nodes, nodePrice }: { nodes: Pick<Nodes, 'type'>; nodePrice?: Price | undefined },
  fromCloud?: CloudOfferings,
): FieldProblem[] => {
  const { type } = nodes
  if (!isMachineType(platform, type) && !fromCloud?.machineTypes?.some(({ name }) => name === type))
    return [fieldProblem('nodes.type', 'machineTypeUnknown')]
  if (fromCloud?.machineTypes && !fromCloud.machineTypes.some(({ name }) => name === type))
    return [fieldProblem('nodes.type', 'machineTypeNotOffered', { type, region: fromCloud.region })]
  return nodePrice && (isPriced(platform, type) || listPriceOf(type, fromCloud))
    ? [fieldProblem('nodePrice.amount', 'priceKnown', { type })]
    : []
}

const priceNeeded = (type: string): FieldProblem => fieldProblem('nodePrice.amount', 'priceNeeded', { type })

/** A budget pays for an hour at least: a smaller one would end the cluster while it is built. */
const budgetProblems = (
  budget: { amount: number } | undefined,
  hourly: { amount: number } | null,
  type: string,
): FieldProblem[] => {
  if (!budget) return []
  if (!hourly) return [priceNeeded(type)]
  return budget.amount < hourly.amount
    ? [fieldProblem('budget.amount', 'budgetTooSmall', { price: toDollars(hourly.amount) })]
    : []
}

/** The fields of a new cluster after its defaults, with its account's place. */
type NewCluster = Pick<
  ClusterInput,
  'region' | 'expiresAt' | 'budget' | 'nodePrice' | 'apiRanges' | 'permissionsBoundary' | 'domain'
> & {
  platform: Platform
  /** Of the account, at its cloud. */
  identity: string
  regions: readonly string[]
  stateBucket: string | undefined
  kubernetesVersion: string
  network: Required<Pick<ClusterInput, 'vpcCidr' | 'publicSubnets' | 'privateSubnets'>>
  nodes: Nodes
  cost: { hourly: { amount: number } | null }
}

const regionProblems = ({ platform, region, regions }: NewCluster): FieldProblem[] => {
  const available = regionsFor({ platform, regions })
  return available.includes(region)
    ? []
    : [fieldProblem('region', 'region', { regions: available.join(', ') })]
}

/** https://learn.microsoft.com/azure/storage/common/storage-account-overview#storage-account-name */
const bucketProblems = ({ platform, stateBucket }: NewCluster): FieldProblem[] => {
  if (!stateBucket) return [fieldProblem('stateBucket', 'stateBucket')]
  return platform === 'azure' && !/^[a-z0-9]{3,24}$/.test(stateBucket)
    ? [fieldProblem('stateBucket', 'bucket')]
    : []
}

/** A boundary is a policy of AWS or of the same account: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const boundaryProblems = ({ platform, identity, permissionsBoundary }: NewCluster): FieldProblem[] => {
  if (!permissionsBoundary) return []
  if (platform !== 'aws') return [fieldProblem('permissionsBoundary', 'unknownField')]
  const [boundaryAccount, ownAccount] = [permissionsBoundary, identity].map((arn) => arn.split(':')[4])
  return boundaryAccount === 'aws' || boundaryAccount === ownAccount
    ? []
    : [fieldProblem('permissionsBoundary', 'boundary')]
}

/** All that is wrong with a new cluster, without a look at its cloud and at other clusters. */
export const newClusterProblems = (
  cluster: NewCluster,
  now: string,
  fromCloud?: CloudOfferings,
): FieldProblem[] => {
  const { platform, network, nodes, kubernetesVersion, budget, cost } = cluster
  const ofNetwork = [...networkProblems(network, []), ...zoneProblems(platform, network)]
  return [
    ...endProblems(cluster.expiresAt, now, 'timeForBuild'),
    ...regionProblems(cluster),
    ...bucketProblems(cluster),
    ...newVersionProblems(platform, kubernetesVersion, now, fromCloud?.versions),
    ...ofNetwork,
    ...(ofNetwork.length > 0 ? [] : roomProblems(platform, network.privateSubnets, nodes)),
    ...apiRangesProblems(cluster.apiRanges),
    ...boundaryProblems(cluster),
    ...nodesProblems(platform, cluster, fromCloud),
    ...domainProblems(platform, cluster.domain),
    ...budgetProblems(budget, cost.hourly, nodes.type),
  ]
}

/** What remains of a budget pays for an hour with the changed nodes. */
const budgetAfterProblems = (
  cluster: ClusterDocument,
  change: { nodes: Nodes; nodePrice?: Price | undefined; listPrice?: ListPrice | undefined },
  now: string,
): FieldProblem[] => {
  const { budget, platform } = cluster
  if (!budget) return []
  const { hourly } = estimateOf(platform, change.nodes, {
    ...nodePricesAfter(cluster, change),
    hasPublicServices: cluster.domain !== undefined,
  })
  if (!hourly) return [priceNeeded(change.nodes.type)]
  const left = Math.max(0, budget.amount - spentOf(cluster, now))
  if (left >= hourly.amount) return []
  const values = { left: toDollars(left), price: toDollars(hourly.amount) }
  return [fieldProblem('nodes.min', 'budgetLeft', values)]
}

/** All that is wrong with a change of a cluster. @param fromCloud the lists of its account and region, if the cloud was asked */
export const changeProblems = (
  cluster: ClusterDocument,
  change: ClusterChange,
  now: string,
  fromCloud?: CloudOfferings,
): FieldProblem[] => {
  const { platform } = cluster
  const nodes = change.nodes ?? cluster.nodes
  const nodesAfter = { nodes, nodePrice: change.nodePrice, listPrice: listPriceOf(nodes.type, fromCloud) }
  // A machine type that the region no longer offers may stay.
  const cloudForType = nodes.type === cluster.nodes.type ? undefined : fromCloud
  const changesNodes = Boolean(change.nodes ?? change.nodePrice)
  const ofNodes = changesNodes ? nodesProblems(platform, nodesAfter, cloudForType) : []
  return [
    ...(change.kubernetesVersion
      ? upgradeProblems(
          platform,
          { from: cluster.kubernetesVersion, to: change.kubernetesVersion },
          now,
          fromCloud?.versions,
        )
      : []),
    ...apiRangesProblems(change.apiRanges),
    ...ofNodes,
    ...(change.nodes ? roomProblems(platform, cluster.privateSubnets, change.nodes, 'nodes.max') : []),
    ...(changesNodes && ofNodes.length === 0 ? budgetAfterProblems(cluster, nodesAfter, now) : []),
  ]
}
