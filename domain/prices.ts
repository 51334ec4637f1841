import type { Platform } from '../contract/cloud-credentials.ts'
import type { Estimate } from '../contract/clusters.ts'

/**
 * List prices in US dollars an hour, on demand, without taxes and traffic; read from the platforms' price pages on 2026-11-01:
 * https://aws.amazon.com/eks/pricing/, https://aws.amazon.com/ec2/pricing/on-demand/, https://azure.microsoft.com/pricing/details/,
 * https://cloud.google.com/kubernetes-engine/pricing. Regions differ by up to a third, so this is the order of magnitude.
 */
const source =
  'List prices of us-east-1, East US and us-central1 of November 2026. Other regions cost up to a third more.'
const control: Record<Platform, number> = { aws: 0.1, azure: 0.1, gcp: 0.1, sandbox: 0 }
/** A NAT gateway and a load balancer. */
const network: Record<Platform, number> = { aws: 0.0675, azure: 0.07, gcp: 0.069, sandbox: 0 }
const machines: Record<string, number> = {
  't3.medium': 0.0416,
  't3.large': 0.0832,
  't3.xlarge': 0.1664,
  'm6i.large': 0.096,
  'm6i.xlarge': 0.192,
  'm6i.2xlarge': 0.384,
  'g5.xlarge': 1.006,
  Standard_B2s: 0.0416,
  Standard_D2s_v5: 0.096,
  Standard_D4s_v5: 0.192,
  Standard_D8s_v5: 0.384,
  'e2-standard-2': 0.067,
  'e2-standard-4': 0.134,
  'e2-standard-8': 0.268,
  'n2-standard-4': 0.194,
  small: 0,
}
/** For a machine type that the table lacks: the price of two processors. */
const usual = 0.1

const hoursAMonth = 730
const cents = (dollars: number) => Math.round(dollars * 100)

/** Estimates the cost of a cluster. `amount` is in cents; hourly prices are rounded up. */
export const estimateOf = (platform: Platform, nodes: { type: string; min: number }): Estimate => {
  const known = machines[nodes.type]
  const lines: [string, number][] = [
    ['Control plane', control[platform]],
    [
      `${nodes.min} × ${nodes.type}${known === undefined ? ' (price unknown: a usual one)' : ''}`,
      nodes.min * (platform === 'sandbox' ? 0 : (known ?? usual)),
    ],
    ['Network', network[platform]],
  ]
  const hourly = lines.reduce((sum, [, dollars]) => sum + dollars, 0)
  const usd = (amount: number) => ({ amount, currency: 'USD' as const })
  return {
    hourly: usd(Math.ceil(hourly * 100)),
    monthly: usd(cents(hourly * hoursAMonth)),
    items: lines.map(([what, dollars]) => ({ what, hourly: usd(Math.ceil(dollars * 100)) })),
    source: platform === 'sandbox' ? 'The sandbox runs beside Labseat and costs nothing.' : source,
  }
}

type Lasting = {
  expiresAt: string | null
  budget: { amount: number } | null
  createdAt: string
  /** Absent while the cluster has its first price. */
  spent?: { amount: number; at: string } | undefined
}

/** When a cluster is destroyed: at its time, or when its budget is spent. @param hourly cents an hour from now on */
export const endOf = ({ expiresAt, budget, createdAt, spent }: Lasting, hourly: number): string | null => {
  const ends = expiresAt ? [expiresAt] : []
  if (budget && hourly > 0) {
    const left = Math.max(0, budget.amount - (spent?.amount ?? 0))
    ends.push(new Date(Date.parse(spent?.at ?? createdAt) + (left / hourly) * 3600_000).toISOString())
  }
  return ends.sort()[0] ?? null
}

/** Cents spent from one moment to another, by the estimate. */
export const spentBy = (hourly: number, from: string, to: string): number =>
  Math.round((hourly * Math.max(0, Date.parse(to) - Date.parse(from))) / 3600_000)

type Priced = Lasting & { cost: { hourly: { amount: number } } }

/** Cents that a cluster has cost until `now`, at each price it had. */
export const spentOf = ({ cost, createdAt, spent }: Priced, now: string): number =>
  (spent?.amount ?? 0) + spentBy(cost.hourly.amount, spent?.at ?? createdAt, now)

/** The price and the end of a cluster that gets other nodes. The cost until now stays. */
export const reprice = (
  cluster: Priced & { platform: Platform },
  nodes: { type: string; min: number },
  now: string,
) => {
  const { hourly, monthly, source } = estimateOf(cluster.platform, nodes)
  const spent = { amount: spentOf(cluster, now), at: now }
  return {
    cost: { hourly, monthly, source },
    spent,
    endsAt: endOf({ ...cluster, spent }, hourly.amount),
    endTold: false,
  }
}
