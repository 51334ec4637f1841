import type { Platform } from '../contract/cloud-credentials.ts'
import type { Nodes } from '../contract/cluster-parts.ts'

/** GiB of a node's disk: the default of clusters/shared/cluster/variables.tf. */
export const defaultDiskGb = 50

/** Values for fields that the input leaves out. */
export const defaults = {
  vpcCidr: '10.0.0.0/16',
  publicSubnets: ['10.0.0.0/20', '10.0.16.0/20'],
  privateSubnets: ['10.0.128.0/20', '10.0.144.0/20'],
  nodes: {
    aws: { type: 't3.large', min: 2, max: 4 },
    azure: { type: 'Standard_D2s_v5', min: 2, max: 4 },
    gcp: { type: 'e2-standard-2', min: 2, max: 4 },
    sandbox: { type: 'small', min: 1, max: 2 },
  },
} as const

/** The nodes of a new cluster. A sandbox has no disks. */
export const nodesOr = (platform: Platform, nodes: Nodes | undefined): Nodes => ({
  ...(platform !== 'sandbox' && { diskGb: defaultDiskGb }),
  ...(nodes ?? defaults.nodes[platform]),
})

/** Machine types that a page proposes; the API takes every type of the platform (domain/machine-types.ts). */
export const machineTypes: Record<Platform, readonly string[]> = {
  aws: ['t3.medium', 't3.large', 't3.xlarge', 'm6i.large', 'm6i.xlarge', 'm6i.2xlarge', 'g5.xlarge'],
  azure: ['Standard_B2s', 'Standard_D2s_v5', 'Standard_D4s_v5', 'Standard_D8s_v5'],
  gcp: ['e2-standard-2', 'e2-standard-4', 'e2-standard-8', 'n2-standard-4'],
  sandbox: ['small'],
}

/** A large region for each area of the IANA time zones. */
const regionsOf: Record<Exclude<Platform, 'sandbox'>, ReadonlyMap<string, string>> = {
  aws: new Map([
    ['Africa', 'af-south-1'],
    ['America', 'us-east-1'],
    ['Asia', 'ap-southeast-1'],
    ['Australia', 'ap-southeast-2'],
    ['Europe', 'eu-central-1'],
    ['Pacific', 'ap-southeast-2'],
  ]),
  azure: new Map([
    ['Africa', 'southafricanorth'],
    ['America', 'eastus'],
    ['Asia', 'southeastasia'],
    ['Australia', 'australiaeast'],
    ['Europe', 'westeurope'],
    ['Pacific', 'australiaeast'],
  ]),
  gcp: new Map([
    ['Africa', 'africa-south1'],
    ['America', 'us-central1'],
    ['Asia', 'asia-southeast1'],
    ['Australia', 'australia-southeast1'],
    ['Europe', 'europe-west1'],
    ['Pacific', 'australia-southeast1'],
  ]),
}

/**
 * The region to propose in a time zone (an IANA name such as `Europe/Berlin`): the region in the same area if the account has it, otherwise
 * the account's first region.
 */
export const regionNear = (
  zone: string,
  { platform, regions }: { platform: Platform; regions: readonly string[] },
): string => {
  const near = platform === 'sandbox' ? undefined : regionsOf[platform].get(zone.split('/')[0]!)
  return regions.find((region) => region === near) ?? regions[0] ?? ''
}
