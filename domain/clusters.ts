import { BlockList, isIPv4 } from 'node:net'
import type { Platform } from '../contract/cloud-credentials.ts'
import type { Nodes } from '../contract/cluster-parts.ts'
import type { ClusterInput } from '../contract/clusters.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { fieldProblem } from '../contract/validation.ts'

/** Live clusters in an account: enough for a day of workshops. */
export const maxClusters = 25

export const rangeParts = (cidr: string): [address: string, prefix: number] => {
  const [address = '', prefix] = cidr.split('/')
  return [address, Number(prefix)]
}
export const holds = (outer: string, inner: string): boolean => {
  const [outerAddress, outerPrefix] = rangeParts(outer)
  const [innerAddress, innerPrefix] = rangeParts(inner)
  if (!isIPv4(outerAddress) || innerPrefix < outerPrefix) return false
  const list = new BlockList()
  list.addSubnet(outerAddress, outerPrefix, 'ipv4')
  return list.check(innerAddress, 'ipv4')
}
export const overlap = (a: string, b: string): boolean => holds(a, b) || holds(b, a)

/** Whether an address is the first of its range: `10.0.1.0/16` is not. */
export const isNetwork = (cidr: string): boolean => {
  const [address, prefix] = rangeParts(cidr)
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  return number % 2 ** (32 - prefix) === 0
}

type Network = Required<Pick<ClusterInput, 'vpcCidr' | 'publicSubnets' | 'privateSubnets'>>

/**
 * RFC 1918, and the shared range of RFC 6598, which the networks of all three platforms take. Clusters in other ranges could not reach
 * what really has these addresses: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']

/** Ranges that no client on the internet has: https://www.iana.org/assignments/iana-ipv4-special-registry */
const notPublic = [...privateRanges, '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3']
const everywhere = '0.0.0.0/0'

/** EKS refuses private and reserved ranges: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
export const apiRangesProblems = (ranges: readonly string[] = []): FieldProblem[] =>
  ranges.flatMap((range, index) => {
    const path = `apiRanges.${index}`
    if (!isNetwork(range)) return [fieldProblem(path, 'rangeAddress')]
    const isReserved = range !== everywhere && notPublic.some((other) => overlap(other, range))
    return isReserved ? [fieldProblem(path, 'rangePublic')] : []
  })

/** AWS takes /16 to /28 for networks and subnets (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html); Azure and Google Cloud take more. */
export const networkProblems = (network: Network, usedRanges: readonly string[]): FieldProblem[] => {
  const { vpcCidr, publicSubnets, privateSubnets } = network
  const problems: FieldProblem[] = []
  const checkRange = (cidr: string, path: string) => {
    const [, prefix] = rangeParts(cidr)
    if (prefix < 16 || prefix > 28) problems.push(fieldProblem(path, 'rangePrefix'))
    else if (!isNetwork(cidr)) problems.push(fieldProblem(path, 'rangeAddress'))
  }
  checkRange(vpcCidr, 'vpcCidr')
  if (!privateRanges.some((range) => holds(range, vpcCidr)))
    problems.push(fieldProblem('vpcCidr', 'rangePrivate', { ranges: privateRanges.join(', ') }))
  // All subnets would be outside such a range.
  if (problems.length > 0) return problems
  const subnets = [
    ...publicSubnets.map((cidr, index) => ({ cidr, path: `publicSubnets.${index}` })),
    ...privateSubnets.map((cidr, index) => ({ cidr, path: `privateSubnets.${index}` })),
  ]
  for (const [index, { cidr, path }] of subnets.entries()) {
    checkRange(cidr, path)
    if (!holds(vpcCidr, cidr)) problems.push(fieldProblem(path, 'rangeOutside', { range: vpcCidr }))
    const overlapping = subnets.slice(0, index).find((other) => overlap(other.cidr, cidr))
    if (overlapping) problems.push(fieldProblem(path, 'rangeOverlap', { range: overlapping.cidr }))
  }
  const taken = usedRanges.find((other) => overlap(other, vpcCidr))
  if (taken) problems.push(fieldProblem('vpcCidr', 'rangeInUse', { range: taken }))
  return problems
}

/** Ranges that AKS reserves, then the ranges that clusters/azure gives pods and services: https://learn.microsoft.com/azure/aks/configure-azure-cni */
const reservedByAzure = [
  '169.254.0.0/16',
  '172.30.0.0/16',
  '172.31.0.0/16',
  '192.0.2.0/24',
  '100.64.0.0/16',
  '172.29.0.0/16',
]

const azureProblems = ({ vpcCidr }: Network): FieldProblem[] => {
  const reserved = reservedByAzure.find((range) => overlap(range, vpcCidr))
  return reserved ? [fieldProblem('vpcCidr', 'rangeReserved', { range: reserved })] : []
}

/** EKS needs subnets in at least two zones: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
const awsProblems = ({ publicSubnets, privateSubnets }: Network): FieldProblem[] =>
  (
    [
      ['publicSubnets', publicSubnets],
      ['privateSubnets', privateSubnets],
    ] as const
  )
    .filter(([, list]) => list.length < 2)
    .map(([path]) => fieldProblem(path, 'twoZones'))

/** Checks the rules of a platform for its networks. */
export const zoneProblems = (platform: Platform, network: Network): FieldProblem[] => {
  switch (platform) {
    case 'aws':
      return awsProblems(network)
    case 'azure':
      return azureProblems(network)
    case 'gcp':
      return network.privateSubnets.length < 2 ? [fieldProblem('privateSubnets', 'podSubnet')] : []
    case 'sandbox':
      return []
  }
}

const addressesIn = (cidr: string): number => 2 ** (32 - rangeParts(cidr)[1])
/** An upgrade of AKS brings one more node for each ten, one of GKE brings one node: clusters/azure and clusters/gcp. */
const withoutSurge = (places: number, surge: number) => Math.floor(places / (1 + surge))

/** A part of a network, and how many nodes have room in it. */
type Room = { path: string; nodes: number }

/**
 * Each subnet of AWS and Azure loses five addresses to the platform, each of Google Cloud four.
 * - EKS gives each pod an address of the subnets. With 16 addresses a node has room for itself, the pods of the system and a few of a lab:
 *   https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html
 * - AKS has its pods in another network, and its nodes in the first private subnet.
 * - GKE takes a /24 of the pods' range, which is the second private one, for each node:
 *   https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr
 */
const roomsFor = (platform: Platform, [first = '', second = '', ...further]: readonly string[]): Room[] => {
  const all = [first, second, ...further].filter(Boolean)
  switch (platform) {
    case 'aws': {
      const free = all.reduce((sum, cidr) => sum + addressesIn(cidr) - 5, 0)
      return [{ path: 'privateSubnets', nodes: Math.floor(free / 16) }]
    }
    case 'azure':
      return [{ path: 'privateSubnets.0', nodes: withoutSurge(addressesIn(first) - 5, 0.1) }]
    case 'gcp':
      return [
        { path: 'privateSubnets.0', nodes: addressesIn(first) - 5 },
        { path: 'privateSubnets.1', nodes: Math.floor(addressesIn(second) / 256) },
      ]
    case 'sandbox':
      return []
  }
}

/**
 * Checks that the private subnets have room for the maximum number of nodes.
 * @param path of the problem: `nodes.max` for a cluster whose subnets stay
 */
export const roomProblems = (
  platform: Platform,
  privateSubnets: readonly string[],
  { max }: Pick<Nodes, 'max'>,
  path?: 'nodes.max',
): FieldProblem[] =>
  roomsFor(platform, privateSubnets)
    .filter((room) => room.nodes < max)
    .slice(0, 1)
    .map((room) => fieldProblem(path ?? room.path, 'rangeRoom', { fits: Math.max(0, room.nodes), max }))
