import type { Platform } from '../contract/cloud-credentials.ts'
import type { ListPrice } from '../contract/cluster-parts.ts'
import type { MachineOffering, Offerings, VersionOffering } from '../contract/offerings.ts'
import { calendarsDate, minorOf, offeredVersions, standardEndOf } from './kubernetes-versions.ts'
import { listPricesDate, machinePriceOf } from './list-prices.ts'

type Machine = Omit<MachineOffering, 'zones' | 'hourlyCents'>

const machine = (
  name: string,
  processors: number,
  memoryGib: number,
  gpu?: MachineOffering['gpu'],
): Machine => ({ name, processors, memoryGib, ...(gpu && { gpu }), architecture: 'x86_64' })

/** The machine types that a form offers where the cloud does not list its own, as the platforms' pages describe them. */
const machines: Record<Platform, readonly Machine[]> = {
  aws: [
    machine('t3.medium', 2, 4),
    machine('t3.large', 2, 8),
    machine('t3.xlarge', 4, 16),
    machine('m6i.large', 2, 8),
    machine('m6i.xlarge', 4, 16),
    machine('m6i.2xlarge', 8, 32),
    machine('g5.xlarge', 4, 16, { count: 1, model: 'NVIDIA A10G' }),
  ],
  azure: [
    machine('Standard_B2s', 2, 4),
    machine('Standard_D2s_v5', 2, 8),
    machine('Standard_D4s_v5', 4, 16),
    machine('Standard_D8s_v5', 8, 32),
  ],
  gcp: [
    machine('e2-standard-2', 2, 8),
    machine('e2-standard-4', 4, 16),
    machine('e2-standard-8', 8, 32),
    machine('n2-standard-4', 4, 16),
  ],
  sandbox: [machine('small', 1, 1)],
}

/** The dates of the tables, for `versionsSource`, `machineTypesSource` and `pricesSource`. */
export const tableDates = { versions: calendarsDate, machineTypes: listPricesDate, prices: listPricesDate }

/** Cents of one machine an hour by the table; undefined for a machine type that the table lacks. */
export const tableCentsOf = (platform: Platform, type: string): number | undefined => {
  const dollars = machinePriceOf(platform, type)
  return dollars === undefined ? undefined : Number((dollars * 100).toFixed(4))
}

/** The machine types of the table, which names no zones. */
export const tableMachines = (platform: Platform): MachineOffering[] =>
  machines[platform].map((type) => ({ ...type, zones: [] }))

/** The versions in standard support by the table, newest first. */
export const tableVersions = (platform: Platform, now: string): VersionOffering[] =>
  offeredVersions(platform, now).map(({ version, standardEnd }) => ({ version, standardEnd }))

/** The lists of the tables, while the cloud has not answered. */
export const tableOfferings = (platform: Platform, region: string, now: string): Offerings => ({
  region,
  versions: tableVersions(platform, now),
  versionsSource: { kind: 'table', date: tableDates.versions },
  machineTypes: tableMachines(platform).map((machine) => ({
    ...machine,
    hourlyCents: tableCentsOf(platform, machine.name),
  })),
  machineTypesSource: { kind: 'table', date: tableDates.machineTypes },
  pricesSource: { kind: 'table', date: tableDates.prices },
  zones: [],
  quotas: [],
  askedAt: now,
})

const versionPattern = /^1\.\d{2}$/

/**
 * Minor versions from a cloud as a form offers them: once each, newest first, without those whose standard support is over. The calendar adds
 * the end that AKS and GKE leave out.
 */
export const toVersionOfferings = (
  platform: Platform,
  versions: readonly { version: string; standardEnd?: string | undefined }[],
  now: string,
): VersionOffering[] => {
  const offered = versions.flatMap(({ version, standardEnd = standardEndOf(platform, version) }) => {
    const isOver = standardEnd !== undefined && standardEnd < now.slice(0, 10)
    return versionPattern.test(version) && !isOver ? [{ version, ...(standardEnd && { standardEnd }) }] : []
  })
  const byVersion = new Map(offered.map((offering) => [offering.version, offering]))
  return [...byVersion.values()].sort((a, b) => minorOf(b.version) - minorOf(a.version))
}

/** The order in a form: GPUs last, then by processors, memory and name. */
export const compareMachines = (a: MachineOffering, b: MachineOffering): number =>
  (a.gpu?.count ?? 0) - (b.gpu?.count ?? 0) ||
  a.processors - b.processors ||
  a.memoryGib - b.memoryGib ||
  (a.name < b.name ? -1 : 1)

/** The lists that the cloud itself gave. A list of the table is undefined: it has no more than the checks of names and calendars know. */
export type CloudOfferings = {
  region: string
  versions?: readonly VersionOffering[] | undefined
  machineTypes?: readonly MachineOffering[] | undefined
  /** The day of the price list. */
  pricesDate?: string | undefined
}

export const cloudOfferingsOf = (offerings: Offerings | undefined): CloudOfferings | undefined =>
  offerings && {
    region: offerings.region,
    versions: offerings.versionsSource.kind === 'cloud' ? offerings.versions : undefined,
    machineTypes: offerings.machineTypesSource.kind === 'cloud' ? offerings.machineTypes : undefined,
    pricesDate: offerings.pricesSource.kind === 'cloud' ? offerings.pricesSource.date : undefined,
  }

/** The price of a machine type in the region, if the cloud gave one. */
export const listPriceOf = (type: string, fromCloud: CloudOfferings | undefined): ListPrice | undefined => {
  const amount = fromCloud?.machineTypes?.find(({ name }) => name === type)?.hourlyCents
  return amount === undefined || !fromCloud?.pricesDate
    ? undefined
    : { amount, currency: 'USD', date: fromCloud.pricesDate }
}
