import type { InstanceTypeInfo } from '@aws-sdk/client-ec2'
import * as z from 'zod'
import { type MachineOffering, machineOffering } from '../../../contract/offerings.ts'
import type { RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import { type AwsCredentials, toClientOptions } from './client.ts'
import { notAwsError, toPlatformError } from './errors.ts'
import { resolveKeys } from './session.ts'

/** Zones that EKS places no control plane in: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets */
const excludedZoneIds: readonly (string | undefined)[] = ['use1-az3', 'usw1-az2', 'cac1-az3']

type Ec2 = typeof import('@aws-sdk/client-ec2')
type Client = import('@aws-sdk/client-ec2').EC2Client

const listZones = async (ec2: Ec2, client: Client, signal: AbortSignal): Promise<string[]> => {
  const { AvailabilityZones } = await client.send(
    new ec2.DescribeAvailabilityZonesCommand({
      Filters: [
        { Name: 'opt-in-status', Values: ['opt-in-not-required'] },
        { Name: 'state', Values: ['available'] },
      ],
    }),
    { abortSignal: signal },
  )
  if (!AvailabilityZones?.length) throw notAwsError()
  return AvailabilityZones.flatMap(({ ZoneName, ZoneId }) =>
    ZoneName && !excludedZoneIds.includes(ZoneId) ? [ZoneName] : [],
  ).sort()
}

/** The zones of each machine type. */
const listZonesByType = async (ec2: Ec2, client: Client, signal: AbortSignal) => {
  const zones = new Map<string, string[]>()
  for await (const { InstanceTypeOfferings = [] } of ec2.paginateDescribeInstanceTypeOfferings(
    { client, pageSize: 1000 },
    { LocationType: 'availability-zone' },
    { abortSignal: signal },
  ))
    for (const { InstanceType: type, Location: zone } of InstanceTypeOfferings)
      if (type && zone) zones.set(type, [...(zones.get(type) ?? []), zone])
  return zones
}

const listTypes = async (ec2: Ec2, client: Client, signal: AbortSignal): Promise<InstanceTypeInfo[]> => {
  const types: InstanceTypeInfo[] = []
  const filters = [{ Name: 'supported-usage-class', Values: ['on-demand'] }]
  for await (const { InstanceTypes = [] } of ec2.paginateDescribeInstanceTypes(
    { client, pageSize: 100 },
    { Filters: filters },
    { abortSignal: signal },
  ))
    types.push(...InstanceTypes)
  return types
}

/** Machines of Apple have no image of EKS. */
const architectureOf = (architectures: readonly string[] = []) =>
  architectures.find((name) => name === 'arm64' || name === 'x86_64')
const isForNodes = ({ InstanceType }: InstanceTypeInfo) => !InstanceType?.startsWith('mac')

const toMachine = (info: InstanceTypeInfo) => {
  const { InstanceType, VCpuInfo, MemoryInfo, GpuInfo, ProcessorInfo } = info
  const [gpu] = GpuInfo?.Gpus ?? []
  return {
    name: InstanceType,
    processors: VCpuInfo?.DefaultVCpus,
    memoryGib: MemoryInfo?.SizeInMiB === undefined ? undefined : MemoryInfo.SizeInMiB / 1024,
    ...(gpu && {
      gpu: { count: gpu.Count ?? 1, model: [gpu.Manufacturer, gpu.Name].filter(Boolean).join(' ') },
    }),
    architecture: architectureOf(ProcessorInfo?.SupportedArchitectures),
  }
}

export const listMachineTypes = async (
  credentials: AwsCredentials,
  { region, signal }: RegionRequest,
): Promise<{ machineTypes: MachineOffering[]; zones: string[] }> => {
  try {
    const ec2 = await import('@aws-sdk/client-ec2')
    const client = new ec2.EC2Client(toClientOptions(await resolveKeys(credentials, signal), region))
    const [zones, zonesByType, types] = await Promise.all([
      listZones(ec2, client, signal),
      listZonesByType(ec2, client, signal),
      listTypes(ec2, client, signal),
    ])
    const schema = machineOffering.extend({ zones: z.array(z.string()).min(1) })
    const machines = types.filter(isForNodes).map((info) => ({
      ...toMachine(info),
      zones: zones.filter((zone) => zonesByType.get(info.InstanceType ?? '')?.includes(zone)),
    }))
    return { machineTypes: readItems('AWS', schema, machines), zones }
  } catch (error) {
    throw toPlatformError(error, 'list machine types', signal)
  }
}
