import type { Platform } from '../contract/cloud-credentials.ts'

/** The day on which the figures of this file were compared with the platforms' pages. */
export const listPricesDate = '2026-11-28'

const hoursAMonth = 730

/**
 * US dollars of one machine an hour: on demand, Linux, in us-east-1, East US and us-central1.
 * https://aws.amazon.com/ec2/pricing/on-demand/, https://azure.microsoft.com/pricing/details/virtual-machines/linux/,
 * https://cloud.google.com/compute/vm-instance-pricing
 */
const machines: ReadonlyMap<string, number> = new Map([
  ['t3.medium', 0.0416],
  ['t3.large', 0.0832],
  ['t3.xlarge', 0.1664],
  ['m6i.large', 0.096],
  ['m6i.xlarge', 0.192],
  ['m6i.2xlarge', 0.384],
  ['g5.xlarge', 1.006],
  ['Standard_B2s', 0.0416],
  ['Standard_D2s_v5', 0.096],
  ['Standard_D4s_v5', 0.192],
  ['Standard_D8s_v5', 0.384],
  ['Standard_NC4as_T4_v3', 0.526],
  ['e2-standard-2', 0.06701],
  ['e2-standard-4', 0.13402],
  ['e2-standard-8', 0.26805],
  ['n2-standard-4', 0.19424],
  ['g2-standard-4', 0.70683],
])

/** Dollars of one machine an hour by the table; undefined for a machine type that the table lacks. */
export const machinePriceOf = (platform: Platform, type: string): number | undefined =>
  platform === 'sandbox' ? 0 : machines.get(type)

/**
 * Dollars of one cluster an hour. EKS and GKE bill a regional cluster from its first hour: GKE's monthly credit pays for zonal and Autopilot
 * clusters only. clusters/azure builds clusters of AKS's Free tier.
 * https://aws.amazon.com/eks/pricing/, https://azure.microsoft.com/pricing/details/kubernetes-service/,
 * https://cloud.google.com/kubernetes-engine/pricing
 */
const controlPlane: Record<Platform, { what: string; dollars: number }> = {
  aws: { what: 'Control plane', dollars: 0.1 },
  azure: { what: 'Control plane (Free tier)', dollars: 0 },
  gcp: { what: 'Control plane', dollars: 0.1 },
  sandbox: { what: 'Control plane', dollars: 0 },
}

/**
 * Dollars a month of Azure's Premium SSD with local redundancy, by its sizes: a disk costs as much as the next size. The provider's default is
 * such a managed disk. https://azure.microsoft.com/pricing/details/managed-disks/
 */
const azureDisks = [
  { gib: 32, dollarsAMonth: 5.28 },
  { gib: 64, dollarsAMonth: 10.21 },
  { gib: 128, dollarsAMonth: 19.71 },
  { gib: 256, dollarsAMonth: 38.01 },
  { gib: 512, dollarsAMonth: 73.22 },
  { gib: 1024, dollarsAMonth: 135.17 },
  { gib: 2048, dollarsAMonth: 259.05 },
]

/**
 * Dollars of one node's disk a month: gp3 at $0.08 a GiB, Azure's Premium SSD, and a balanced disk of Google Cloud at $0.10 a GiB.
 * https://aws.amazon.com/ebs/pricing/, https://cloud.google.com/compute/disks-image-pricing
 */
const diskDollarsAMonth = (platform: Exclude<Platform, 'sandbox'>, diskGb: number): number => {
  switch (platform) {
    case 'aws':
      return diskGb * 0.08
    case 'azure':
      return (azureDisks.find(({ gib }) => gib >= diskGb) ?? azureDisks.at(-1)!).dollarsAMonth
    case 'gcp':
      return diskGb * 0.1
  }
}

/** Every platform bills a public IPv4 address that is in use: https://aws.amazon.com/vpc/pricing/, https://azure.microsoft.com/pricing/details/ip-addresses/, https://cloud.google.com/vpc/network-pricing */
const addressDollars = 0.005

/** Google's gateway costs by the machines behind it, 32 at most: https://cloud.google.com/nat/pricing */
const googleNatDollars = (nodes: number): number => (nodes > 32 ? 0.044 : 0.0014 * nodes)

type PriceLine = { what: string; dollars: number }

/** The way out of the private network, with one public address. AKS sends it through the cluster's load balancer: https://azure.microsoft.com/pricing/details/load-balancer/ */
const wayOut: Record<Platform, (nodes: number) => PriceLine[]> = {
  aws: () => [{ what: 'NAT gateway', dollars: 0.045 }],
  azure: () => [{ what: 'Load balancer', dollars: 0.025 }],
  gcp: (nodes) => [{ what: 'Cloud NAT', dollars: googleNatDollars(nodes) }],
  sandbox: () => [],
}

/**
 * The load balancer in front of services that the internet reaches. AWS: a Network Load Balancer with an address in each of two zones. Azure:
 * two more rules of the load balancer that is there anyway, of which five are included. Google: forwarding rules, of which five cost as much as one.
 * https://aws.amazon.com/elasticloadbalancing/pricing/, https://cloud.google.com/vpc/network-pricing#lb
 */
const wayIn: Record<Platform, { lines: PriceLine[]; addresses: number }> = {
  aws: { lines: [{ what: 'Load balancer', dollars: 0.0225 }], addresses: 2 },
  azure: { lines: [], addresses: 1 },
  gcp: { lines: [{ what: 'Load balancer', dollars: 0.025 }], addresses: 1 },
  sandbox: { lines: [], addresses: 0 },
}

type Infrastructure = { platform: Platform; nodes: number; diskGb: number; hasPublicServices: boolean }

/** What a cluster costs an hour besides its machines, without traffic and the volumes of its services. */
export const infrastructureLines = ({
  platform,
  nodes,
  diskGb,
  hasPublicServices,
}: Infrastructure): PriceLine[] => {
  const disks = (of: Exclude<Platform, 'sandbox'>): PriceLine => ({
    what: `${nodes} × ${diskGb} GiB disk`,
    dollars: (nodes * diskDollarsAMonth(of, diskGb)) / hoursAMonth,
  })
  const { lines, addresses } = hasPublicServices ? wayIn[platform] : { lines: [], addresses: 0 }
  const addressCount = addresses + (platform === 'sandbox' ? 0 : 1)
  return [
    controlPlane[platform],
    ...(platform === 'sandbox' ? [] : [disks(platform)]),
    ...wayOut[platform](nodes),
    ...lines,
    ...(addressCount > 0
      ? [{ what: `${addressCount} × public address`, dollars: addressCount * addressDollars }]
      : []),
  ]
}
