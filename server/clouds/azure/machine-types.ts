import * as z from 'zod'
import { type MachineOffering, machineOffering } from '../../../contract/offerings.ts'
import { isMachineType } from '../../../domain/machine-types.ts'
import type { RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import { readPages } from './read-pages.ts'
import { type AzureCredentials, azureSession } from './session.ts'

/** https://learn.microsoft.com/rest/api/compute/resource-skus/list */
const sku = z.object({
  resourceType: z.literal('virtualMachines'),
  name: z.string(),
  locationInfo: z.array(z.object({ location: z.string(), zones: z.array(z.string()).nullish() })).default([]),
  capabilities: z.array(z.object({ name: z.string(), value: z.string() })),
  restrictions: z
    .array(
      z.object({
        type: z.string(),
        restrictionInfo: z.object({ zones: z.array(z.string()).nullish() }).nullish(),
      }),
    )
    .nullish(),
})
type Sku = z.infer<typeof sku>

/** The part of a name that is the accelerator: https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions */
const gpuModelOf = (name: string): string =>
  /_(A10|A100|H100|H200|GB200|RTXPRO6000BSE|T4|V620|V710|MI300X)(?:_|$)/.exec(name)?.[1] ?? 'GPU'

const isForNodes = ({ name, restrictions }: Sku): boolean =>
  isMachineType('azure', name) && !restrictions?.some(({ type }) => type === 'Location')

const toMachine = ({ name, locationInfo, capabilities, restrictions }: Sku) => {
  const values = new Map(capabilities.map(({ name, value }) => [name, value]))
  const refused = new Set(restrictions?.flatMap(({ restrictionInfo }) => restrictionInfo?.zones ?? []))
  const gpus = Number(values.get('GPUs') ?? 0)
  return {
    name,
    // A size with constrained processors has fewer than its series.
    processors: Number(values.get('vCPUsAvailable') ?? values.get('vCPUs')),
    memoryGib: Number(values.get('MemoryGB')),
    ...(gpus > 0 && { gpu: { count: gpus, model: gpuModelOf(name) } }),
    architecture: values.get('CpuArchitectureType') === 'Arm64' ? 'arm64' : 'x86_64',
    zones: (locationInfo[0]?.zones ?? []).filter((zone) => !refused.has(zone)).sort(),
  }
}

export const listMachineTypes = async (
  credentials: AzureCredentials,
  { region, signal }: RegionRequest,
): Promise<{ machineTypes: MachineOffering[]; zones: string[] }> => {
  const session = await azureSession(credentials, signal)
  const filter = encodeURIComponent(`location eq '${region}'`)
  const path = `/subscriptions/${credentials.subscriptionId}/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=${filter}`
  const items = await session.run(() => readPages(session, path))
  const machines = readItems('Azure', sku, items).filter(isForNodes).map(toMachine)
  const machineTypes = readItems('Azure', machineOffering, machines)
  return { machineTypes, zones: [...new Set(machineTypes.flatMap(({ zones }) => zones))].sort() }
}
