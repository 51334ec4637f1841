import { BlockList, isIPv4 } from 'node:net'
import type { Platform } from '../contract/cloud-credentials.ts'
import type { ClusterInput } from '../contract/clusters.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { fieldProblem } from '../contract/validation.ts'

/** So many at once in an account: what a day of workshops takes. */
export const mostClusters = 25

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

/** A network's own address: `10.0.1.0/16` is none. */
const isNetwork = (cidr: string): boolean => {
  const [address, prefix] = parts(cidr)
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  return number % 2 ** (32 - prefix) === 0
}

type Network = Required<Pick<ClusterInput, 'vpcCidr' | 'publicSubnets' | 'privateSubnets'>>

/** AWS takes /16 to /28 for both (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html); the others take more. */
export const networkProblems = (network: Network, others: readonly string[]): FieldProblem[] => {
  const { vpcCidr, publicSubnets, privateSubnets } = network
  const found: FieldProblem[] = []
  const sized = (cidr: string, path: string) => {
    const [, prefix] = parts(cidr)
    if (prefix < 16 || prefix > 28) found.push(fieldProblem(path, 'rangePrefix'))
    else if (!isNetwork(cidr)) found.push(fieldProblem(path, 'rangeAddress'))
  }
  sized(vpcCidr, 'vpcCidr')
  const subnets = [
    ...publicSubnets.map((cidr, index) => ({ cidr, path: `publicSubnets.${index}` })),
    ...privateSubnets.map((cidr, index) => ({ cidr, path: `privateSubnets.${index}` })),
  ]
  for (const [index, { cidr, path }] of subnets.entries()) {
    sized(cidr, path)
    if (!holds(vpcCidr, cidr)) found.push(fieldProblem(path, 'rangeOutside', { range: vpcCidr }))
    const before = subnets.slice(0, index).find((other) => overlap(other.cidr, cidr))
    if (before) found.push(fieldProblem(path, 'rangeOverlap', { range: before.cidr }))
  }
  const taken = others.find((other) => overlap(other, vpcCidr))
  if (taken) found.push(fieldProblem('vpcCidr', 'rangeInUse', { range: taken }))
  return found
}

/** AKS' own, then what clusters/azure gives pods and services: https://learn.microsoft.com/azure/aks/configure-azure-cni */
const keptByAzure = [
  '169.254.0.0/16',
  '172.30.0.0/16',
  '172.31.0.0/16',
  '192.0.2.0/24',
  '100.64.0.0/16',
  '172.29.0.0/16',
]

const azureProblems = ({ vpcCidr }: Network): FieldProblem[] => {
  const kept = keptByAzure.find((range) => overlap(range, vpcCidr))
  return kept ? [fieldProblem('vpcCidr', 'rangeReserved', { range: kept })] : []
}

/** EKS wants subnets in two zones at least: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
const awsProblems = ({ publicSubnets, privateSubnets }: Network): FieldProblem[] =>
  (
    [
      ['publicSubnets', publicSubnets],
      ['privateSubnets', privateSubnets],
    ] as const
  )
    .filter(([, list]) => list.length < 2)
    .map(([path]) => fieldProblem(path, 'twoZones'))

/** What a platform asks of a network besides. */
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
