import type { Platform } from '../contract/cloud-credentials.ts'
import type { ListPrice } from '../contract/cluster-parts.ts'
import type { Estimate } from '../contract/clusters.ts'
import { defaultDiskGb } from './cluster-defaults.ts'
import { infrastructureLines, listPricesDate, machinePriceOf } from './list-prices.ts'

const hoursAMonth = 730
const cents = (dollars: number) => Math.round(dollars * 100)

const usd = (amount: number) => ({ amount, currency: 'USD' as const })

type PricedNodes = { type: string; min: number; diskGb?: number | undefined }
/** Cents of one node an hour, as an operator enters it for a machine type without a known list price. */
type NodePrice = { amount: number } | undefined

/** The prices that an estimate takes instead of those in the table. */
type EstimateOptions = {
  nodePrice?: NodePrice
  /** Of the cluster's own region, from the platform's price list. */
  listPrice?: ListPrice | undefined
  /** Whether the internet reaches the services through a load balancer. */
  hasPublicServices?: boolean
}

/** Whether Labseat's table has the list price of a machine type. */
export const isPriced = (platform: Platform, type: string): boolean =>
  machinePriceOf(platform, type) !== undefined

const tableSource = `list prices of us-east-1, East US and us-central1 on ${listPricesDate}; other regions cost up to a third more.`

const sourceOf = (platform: Platform, type: string, { nodePrice, listPrice }: EstimateOptions): string => {
  if (platform === 'sandbox') return 'The sandbox runs on the machine of Labseat and costs nothing.'
  if (listPrice)
    return `The price of ${type} is the region's list price of ${listPrice.date}. For the rest: ${tableSource}`
  if (isPriced(platform, type)) return `By the ${tableSource}`
  return nodePrice
    ? `The price of ${type} was entered for this cluster. For the rest: ${tableSource}`
    : `Labseat knows no price of ${type}, so the cost of the cluster is unknown.`
}

const dollarsOfNode = (
  platform: Platform,
  type: string,
  { nodePrice, listPrice }: EstimateOptions,
): number | undefined => {
  const entered = listPrice ?? (isPriced(platform, type) ? undefined : nodePrice)
  return entered ? entered.amount / 100 : machinePriceOf(platform, type)
}

/**
 * Estimates the cost of a cluster: machines, disks, control plane, way out, load balancer and public addresses, by list prices on demand
 * without taxes, traffic and the volumes of services. `amount` is in cents; hourly prices are rounded up.
 * A machine type without a list price has no price, and its cluster neither, unless `nodePrice` gives the price.
 */
export const estimateOf = (
  platform: Platform,
  { type, min, diskGb = defaultDiskGb }: PricedNodes,
  options: EstimateOptions = {},
): Estimate => {
  const ofNode = dollarsOfNode(platform, type, options)
  const { hasPublicServices = false } = options
  const [controlPlane, ...remaining] = infrastructureLines({
    platform,
    nodes: min,
    diskGb,
    hasPublicServices,
  })
  const machines = { what: `${min} × ${type}`, dollars: ofNode === undefined ? undefined : min * ofNode }
  const lines = [controlPlane!, machines, ...remaining]
  const hourly = ofNode === undefined ? undefined : lines.reduce((sum, { dollars = 0 }) => sum + dollars, 0)
  // 0.35 × 100 is 35.000000000000004, which is not 36 cents.
  const centsUp = (dollars: number) => Math.ceil(Number((dollars * 100).toFixed(6)))
  return {
    hourly: hourly === undefined ? null : usd(centsUp(hourly)),
    monthly: hourly === undefined ? null : usd(cents(hourly * hoursAMonth)),
    items: lines.map(({ what, dollars }) => ({
      what,
      hourly: dollars === undefined ? null : usd(centsUp(dollars)),
    })),
    source: sourceOf(platform, type, options),
  }
}

type Lasting = {
  expiresAt: string | null
  budget: { amount: number } | null
  createdAt: string
  /** Absent while the cluster has its first price. */
  spent?: { amount: number; at: string } | undefined
}

/** When a cluster is destroyed: at its time, or when its budget is spent. @param hourly cents an hour from now on; null if unknown */
export const endOf = (
  { expiresAt, budget, createdAt, spent }: Lasting,
  hourly: { amount: number } | null,
): string | null => {
  const ends = expiresAt ? [expiresAt] : []
  if (budget && hourly && hourly.amount > 0) {
    const left = Math.max(0, budget.amount - (spent?.amount ?? 0))
    const hours = left / hourly.amount
    ends.push(new Date(Date.parse(spent?.at ?? createdAt) + hours * 3600_000).toISOString())
  }
  return ends.sort()[0] ?? null
}

/** Cents spent from one moment to another, by the estimate. */
export const spentBetween = (hourly: number, from: string, to: string): number =>
  Math.round((hourly * Math.max(0, Date.parse(to) - Date.parse(from))) / 3600_000)

type Priced = Lasting & { cost: { hourly: { amount: number } | null } }

/** Cents that a cluster has cost until `now`, at each price it had. Time without a known price counts nothing. */
export const spentOf = ({ cost, createdAt, spent }: Priced, now: string): number =>
  (spent?.amount ?? 0) + spentBetween(cost.hourly?.amount ?? 0, spent?.at ?? createdAt, now)

type Repriced = Priced & {
  platform: Platform
  nodes: { type: string }
  nodePrice?: Price | undefined
  listPrice?: ListPrice | undefined
  domain?: unknown
}
type Price = { amount: number; currency: 'USD' }
type NodesChange = { nodes: PricedNodes; nodePrice?: Price | undefined; listPrice?: ListPrice | undefined }

/** The prices of a node after a change: the new ones, or the earlier ones while the machine type stays. */
export const nodePricesAfter = (
  { platform, nodes, ...earlier }: Pick<Repriced, 'platform' | 'nodes' | 'nodePrice' | 'listPrice'>,
  change: NodesChange,
): Pick<Repriced, 'nodePrice' | 'listPrice'> => {
  const staying = change.nodes.type === nodes.type ? earlier : undefined
  const listPrice = change.listPrice ?? staying?.listPrice
  if (listPrice || isPriced(platform, change.nodes.type)) return { listPrice, nodePrice: undefined }
  return { listPrice: undefined, nodePrice: change.nodePrice ?? staying?.nodePrice }
}

/** The price and the end of a cluster that gets other nodes. The cost until now stays. */
export const reprice = (cluster: Repriced, change: NodesChange, now: string) => {
  const prices = nodePricesAfter(cluster, change)
  const { hourly, monthly, source } = estimateOf(cluster.platform, change.nodes, {
    ...prices,
    hasPublicServices: cluster.domain !== undefined,
  })
  const spent = { amount: spentOf(cluster, now), at: now }
  return {
    cost: { hourly, monthly, source },
    ...prices,
    spent,
    endsAt: endOf({ ...cluster, spent }, hourly),
    endTold: false,
  }
}

/** Cents in a sentence: `$12.50`. */
export const toDollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`
