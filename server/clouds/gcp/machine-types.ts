import * as z from 'zod'
import { type MachineOffering, machineOffering } from '../../../contract/offerings.ts'
import { isMachineType } from '../../../domain/machine-types.ts'
import type { RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import { type GcpCredentials, projectOf } from './credentials.ts'
import { type GcpSession, gcpSession } from './session.ts'

const compute = 'https://compute.googleapis.com/compute/v1/projects'
const maxPages = 10

/** https://cloud.google.com/compute/docs/reference/rest/v1/machineTypes */
const machineType = z.object({
  name: z.string(),
  guestCpus: z.int(),
  memoryMb: z.number(),
  architecture: z.string().optional(),
  deprecated: z.undefined().optional(),
  accelerators: z
    .array(z.object({ guestAcceleratorType: z.string(), guestAcceleratorCount: z.int() }))
    .optional(),
})
type MachineType = z.infer<typeof machineType>

const toMachine = ({ name, guestCpus, memoryMb, architecture, accelerators }: MachineType) => {
  const [gpu] = accelerators ?? []
  return {
    name,
    processors: guestCpus,
    memoryGib: memoryMb / 1024,
    ...(gpu && {
      gpu: {
        count: gpu.guestAcceleratorCount,
        model: gpu.guestAcceleratorType.replaceAll('-', ' ').toUpperCase(),
      },
    }),
    architecture: architecture === 'ARM64' ? ('arm64' as const) : ('x86_64' as const),
  }
}

const listTypesOfZone = async ({ client }: GcpSession, project: string, zone: string) => {
  const types: MachineType[] = []
  let pageToken: string | undefined
  for (let page = 1; page <= maxPages; page++) {
    const url = `${compute}/${project}/zones/${zone}/machineTypes`
    const params = { maxResults: 500, ...(pageToken && { pageToken }) }
    const { data } = await client.request<{ items?: unknown; nextPageToken?: string }>({ url, params })
    types.push(...readItems('Google Cloud', machineType, data.items ?? []))
    pageToken = data.nextPageToken
    if (!pageToken) break
  }
  return types
}

/** The names at the end of the zones' addresses. */
const listZones = async ({ client }: GcpSession, project: string, region: string): Promise<string[]> => {
  const url = `${compute}/${project}/regions/${region}`
  const { data } = await client.request<{ zones?: unknown }>({ url })
  const zones = readItems('Google Cloud', z.string(), data.zones).map((address) => address.split('/').at(-1)!)
  return zones.filter((zone) => /^[a-z0-9-]+$/.test(zone)).sort()
}

export const listMachineTypes = async (
  credentials: GcpCredentials,
  { region, signal }: RegionRequest,
): Promise<{ machineTypes: MachineOffering[]; zones: string[] }> => {
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const project = projectOf(credentials)
  return session.run(async () => {
    const zones = await listZones(session, project, region)
    const machines = new Map<string, Omit<MachineOffering, 'zones'> & { zones: string[] }>()
    const typesByZone = await Promise.all(zones.map((zone) => listTypesOfZone(session, project, zone)))
    for (const [index, types] of typesByZone.entries())
      for (const type of types) {
        if (!isMachineType('gcp', type.name)) continue
        const machine = machines.get(type.name) ?? { ...toMachine(type), zones: [] }
        machine.zones.push(zones[index]!)
        machines.set(type.name, machine)
      }
    return { machineTypes: readItems('Google Cloud', machineOffering, [...machines.values()]), zones }
  })
}
