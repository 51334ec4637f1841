import { BlockList, isIPv4 } from 'node:net'
import type { Platform } from '../contract/cloud-credentials.ts'
import type { ClusterInput } from '../contract/clusters.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { fieldProblem } from '../contract/validation.ts'

/** Live clusters in an account: enough for a day of workshops. */
export const maxClusters = 25

const parts = (cidr: string): [address: string, prefix: number] => {
  const [address = '', prefix] = cidr.split('/')
  return [address, Number(prefix)]
}
const holds = (outer: string, inner: string): boolean => {
  const [outerAddress, outerPrefix] = parts(outer)
  const [innerAddress, innerPrefix] = parts(inner)
  if (!isIPv4(outerAddress) || innerPrefix < outerPrefix) return false
  const list = new BlockList()
  list.addSubnet(outerAddress, outerPrefix, 'ipv4')
  return list.check(innerAddress, 'ipv4')
}
export const overlap = (a: string, b: string): boolean => holds(a, b) || holds(b, a)

/** Whether an address is the first of its range: `10.0.1.0/16` is not. */
const isNetwork = (cidr: string): boolean => {
  const [address, prefix] = parts(cidr)
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  return number % 2 ** (32 - prefix) === 0
}

type Network = Required<Pick<ClusterInput, 'vpcCidr' | 'publicSubnets' | 'privateSubnets'>>

/** AWS takes /16 to /28 for networks and subnets (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html); Azure and Google Cloud take more. */
export const networkProblems = (network: Network, usedRanges: readonly string[]): FieldProblem[] => {
  const { vpcCidr, publicSubnets, privateSubnets } = network
  const problems: FieldProblem[] = []
  const checkRange = (cidr: string, path: string) => {
    const [, prefix] = parts(cidr)
    if (prefix < 16 || prefix > 28) problems.push(fieldProblem(path, 'rangePrefix'))
    else if (!isNetwork(cidr)) problems.push(fieldProblem(path, 'rangeAddress'))
  }
  checkRange(vpcCidr, 'vpcCidr')
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
