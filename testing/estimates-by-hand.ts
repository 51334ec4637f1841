import type { Platform } from '../contract/cloud-credentials.ts'

const hoursAMonth = 730

/** A published price. Nothing here comes from the table of the estimate (domain/list-prices.ts). */
type PublishedPrice = {
  what: string
  dollars: number
  per: 'hour' | 'month'
  /** The platform's own page. */
  source: string
  /** Where the figure was read, with the day of the figure. */
  readIn: string
  /** False: only people who quote the platform's page were found. */
  isFirstHand: boolean
}

const hourly = (
  what: string,
  dollars: number,
  source: string,
  readIn: string,
  isFirstHand: boolean,
): PublishedPrice => ({ what, dollars, per: 'hour', source, readIn, isFirstHand })
const monthly = (...price: Parameters<typeof hourly>): PublishedPrice => ({
  ...hourly(...price),
  per: 'month',
})

const ec2 = 'https://aws.amazon.com/ec2/pricing/on-demand/'
const awsList = "AWS' price list of 2026-07-20, as Karpenter publishes it"
const azureVm = 'https://azure.microsoft.com/pricing/details/virtual-machines/linux/'
const azureList = "Azure's Retail Prices of 2026-06-18, as Karpenter publishes them"
const gce = 'https://cloud.google.com/compute/vm-instance-pricing'
const quoted = 'quotations of 2026'

export const published = {
  eks: hourly('EKS cluster', 0.1, 'https://aws.amazon.com/eks/pricing/', 'a quotation of 2026-03-13', false),
  nat: hourly('NAT gateway', 0.045, 'https://aws.amazon.com/vpc/pricing/', quoted, false),
  nlb: hourly(
    'Network Load Balancer',
    0.0225,
    'https://aws.amazon.com/elasticloadbalancing/pricing/',
    'no page that could be read',
    false,
  ),
  awsAddress: hourly('public IPv4 address', 0.005, 'https://aws.amazon.com/vpc/pricing/', quoted, false),
  gp3: monthly('GiB of gp3', 0.08, 'https://aws.amazon.com/ebs/pricing/', 'estimates of Infracost', false),
  t3Large: hourly('t3.large', 0.0832, ec2, awsList, true),
  m6iXlarge: hourly('m6i.xlarge', 0.192, ec2, awsList, true),
  m6i2xlarge: hourly('m6i.2xlarge', 0.384, ec2, awsList, true),
  g5Xlarge: hourly('g5.xlarge', 1.006, ec2, awsList, true),
  aksFree: hourly(
    'AKS cluster, Free tier',
    0,
    'https://azure.microsoft.com/pricing/details/kubernetes-service/',
    quoted,
    false,
  ),
  azureBalancer: hourly(
    'Standard load balancer, five rules',
    0.025,
    'https://azure.microsoft.com/pricing/details/load-balancer/',
    'a query of the Retail Prices of 2026-10-01, quoted',
    false,
  ),
  azureAddress: hourly(
    'public IPv4 address',
    0.005,
    'https://azure.microsoft.com/pricing/details/ip-addresses/',
    'a quotation of 2026-09-29',
    false,
  ),
  p6: monthly(
    'Premium SSD P6 (64 GiB)',
    10.21,
    'https://azure.microsoft.com/pricing/details/managed-disks/',
    'one quotation without a day; West US 2 has $9.28 on 2026-09-29',
    false,
  ),
  p10: monthly(
    'Premium SSD P10 (128 GiB)',
    19.71,
    'https://azure.microsoft.com/pricing/details/managed-disks/',
    'estimates of Infracost, and replies of the Retail Prices in tests of others',
    false,
  ),
  d2s: hourly('Standard_D2s_v5', 0.096, azureVm, azureList, true),
  d4s: hourly('Standard_D4s_v5', 0.192, azureVm, azureList, true),
  d8s: hourly('Standard_D8s_v5', 0.384, azureVm, azureList, true),
  nc4: hourly('Standard_NC4as_T4_v3', 0.526, azureVm, azureList, true),
  gke: hourly(
    'GKE cluster, regional',
    0.1,
    'https://cloud.google.com/kubernetes-engine/pricing',
    "Google's page",
    true,
  ),
  cloudNat: hourly(
    'Cloud NAT, each node',
    0.0014,
    'https://cloud.google.com/nat/pricing',
    "Google's page",
    true,
  ),
  googleAddress: hourly(
    'address of Cloud NAT',
    0.005,
    'https://cloud.google.com/nat/pricing',
    "Google's page",
    true,
  ),
  forwardingRule: hourly(
    'forwarding rule',
    0.025,
    'https://cloud.google.com/vpc/network-pricing#lb',
    'no page that could be read',
    false,
  ),
  balancedDisk: monthly(
    'GiB of a balanced disk',
    0.1,
    'https://cloud.google.com/compute/disks-image-pricing',
    'quotations of 2026, as $0.000136986 an hour',
    false,
  ),
  e2Two: hourly('e2-standard-2', 0.06701142, gce, 'a quotation of 2026-09-12', false),
  e2Four: hourly('e2-standard-4', 0.13402284, gce, 'a quotation of 2026-10-01', false),
  n2Four: hourly('n2-standard-4', 0.194236, gce, quoted, false),
  g2Four: hourly('g2-standard-4', 0.706832276, gce, quoted, false),
} satisfies Record<string, PublishedPrice>
type PriceName = keyof typeof published

/** A cluster, with how many of each price a bill has. */
type Configuration = {
  platform: Platform
  type: string
  nodes: number
  diskGb: number
  hasPublicServices?: boolean
  bill: Partial<Record<PriceName, number>>
}

export const configurations: readonly Configuration[] = [
  {
    platform: 'aws',
    type: 't3.large',
    nodes: 2,
    diskGb: 50,
    bill: { eks: 1, t3Large: 2, gp3: 100, nat: 1, awsAddress: 1 },
  },
  {
    platform: 'aws',
    type: 'm6i.xlarge',
    nodes: 4,
    diskGb: 100,
    bill: { eks: 1, m6iXlarge: 4, gp3: 400, nat: 1, awsAddress: 1 },
  },
  {
    platform: 'aws',
    type: 'm6i.2xlarge',
    nodes: 10,
    diskGb: 200,
    hasPublicServices: true,
    bill: { eks: 1, m6i2xlarge: 10, gp3: 2000, nat: 1, nlb: 1, awsAddress: 3 },
  },
  {
    platform: 'aws',
    type: 'g5.xlarge',
    nodes: 8,
    diskGb: 200,
    bill: { eks: 1, g5Xlarge: 8, gp3: 1600, nat: 1, awsAddress: 1 },
  },
  {
    platform: 'azure',
    type: 'Standard_D2s_v5',
    nodes: 2,
    diskGb: 50,
    bill: { aksFree: 1, d2s: 2, p6: 2, azureBalancer: 1, azureAddress: 1 },
  },
  {
    platform: 'azure',
    type: 'Standard_D4s_v5',
    nodes: 4,
    diskGb: 100,
    bill: { aksFree: 1, d4s: 4, p10: 4, azureBalancer: 1, azureAddress: 1 },
  },
  {
    platform: 'azure',
    type: 'Standard_D8s_v5',
    nodes: 10,
    diskGb: 128,
    hasPublicServices: true,
    bill: { aksFree: 1, d8s: 10, p10: 10, azureBalancer: 1, azureAddress: 2 },
  },
  {
    platform: 'azure',
    type: 'Standard_NC4as_T4_v3',
    nodes: 8,
    diskGb: 128,
    bill: { aksFree: 1, nc4: 8, p10: 8, azureBalancer: 1, azureAddress: 1 },
  },
  {
    platform: 'gcp',
    type: 'e2-standard-2',
    nodes: 2,
    diskGb: 50,
    bill: { gke: 1, e2Two: 2, balancedDisk: 100, cloudNat: 2, googleAddress: 1 },
  },
  {
    platform: 'gcp',
    type: 'e2-standard-4',
    nodes: 4,
    diskGb: 100,
    bill: { gke: 1, e2Four: 4, balancedDisk: 400, cloudNat: 4, googleAddress: 1 },
  },
  {
    platform: 'gcp',
    type: 'n2-standard-4',
    nodes: 10,
    diskGb: 200,
    hasPublicServices: true,
    bill: { gke: 1, n2Four: 10, balancedDisk: 2000, cloudNat: 10, forwardingRule: 1, googleAddress: 2 },
  },
  {
    platform: 'gcp',
    type: 'g2-standard-4',
    nodes: 8,
    diskGb: 200,
    bill: { gke: 1, g2Four: 8, balancedDisk: 1600, cloudNat: 8, googleAddress: 1 },
  },
]

const linesOf = ({ bill }: Configuration) =>
  Object.entries(bill).map(([name, quantity]) => ({ price: published[name as PriceName], quantity }))

/** Dollars of a month, by the published prices. */
export const billOf = (configuration: Configuration): number =>
  linesOf(configuration).reduce(
    (sum, { price, quantity }) => sum + quantity * price.dollars * (price.per === 'hour' ? hoursAMonth : 1),
    0,
  )

/** The multiplication of a bill, such as `2 × $0.0832 × 730 h (t3.large)`. */
export const describeBill = (configuration: Configuration): string =>
  linesOf(configuration)
    .map(({ price: { what, dollars, per }, quantity }) => {
      const hours = per === 'hour' ? ` × ${hoursAMonth} h` : ''
      return `${quantity.toLocaleString('en')} × $${dollars}${hours} (${what})`
    })
    .join(' + ')
