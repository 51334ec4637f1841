import type { CloudAccountDocument } from '../../contract/cloud-accounts.ts'
import type { Platform } from '../../contract/cloud-credentials.ts'
import type { MachineOffering, OfferingsDocument, OfferingsSource } from '../../contract/offerings.ts'
import {
  compareMachines,
  tableCentsOf,
  tableDates,
  tableMachines,
  tableVersions,
  toVersionOfferings,
} from '../../domain/offerings.ts'
import { loadPlatform } from '../clouds/index.ts'
import { Refused, Rejected, Unreachable } from '../clouds/platform.ts'
import { documents } from '../documents.ts'
import type { Log } from '../log.ts'
import { Problem } from '../problem.ts'
import { UnreadableSecret } from '../vault.ts'
import { readOfferings } from './offerings.ts'
import { openCredentials, unreadableDetail } from './secrets.ts'

const hourMs = 3600_000
/** A cloud changes its lists every few weeks. */
const cacheMs = 24 * hourMs
/** A list of a table is asked for again soon: the cloud may answer, or the account get the permission. */
const incompleteCacheMs = hourMs / 4
/** The gateway waits 30 s. The lists have many pages, and are read side by side. */
const timeoutMs = 25_000
/** A document of Firestore has room for about 5,000 machine types. */
const maxMachineTypes = 3_000

type Sourced<T> = { list: T; source: OfferingsSource }

const withPrices = (
  machines: readonly MachineOffering[],
  centsOf: (machine: MachineOffering) => number | undefined,
): MachineOffering[] =>
  machines.map((machine) => {
    const cents = centsOf(machine)
    return { ...machine, ...(cents !== undefined && { hourlyCents: cents }) }
  })

const centsFrom = (dollars: number | undefined): number | undefined =>
  dollars !== undefined && Number.isFinite(dollars) && dollars >= 0
    ? Number((dollars * 100).toFixed(4))
    : undefined

/**
 * Asks the cloud with the account's own credentials. A list that the cloud refuses, or does not give in time, comes from the table.
 * @throws Problem `account-not-usable` without stored credentials
 */
const askCloud = async (
  accountId: string,
  account: CloudAccountDocument,
  { region, now, log }: { region: string; now: string; log: Log },
) => {
  const { platform } = account
  const provider = await loadPlatform(platform)
  const credentials = await openCredentials(accountId, account).catch((error: unknown) => {
    throw error instanceof UnreadableSecret ? new Problem('account-not-usable', unreadableDetail) : error
  })
  const request = { region, signal: AbortSignal.timeout(timeoutMs) }
  const askOrUseTable = async <T>(
    what: string,
    tableDate: string,
    table: T,
    work: Promise<T>,
  ): Promise<Sourced<T>> => {
    try {
      return { list: await work, source: { kind: 'cloud', date: now.slice(0, 10) } }
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Rejected || error instanceof Unreachable))
        throw error
      log('NOTICE', `The cloud does not list its ${what}.`, { accountId, region, reason: error.message })
      return { list: table, source: { kind: 'table', date: tableDate } }
    }
  }
  const tablePrice = ({ name }: MachineOffering) => tableCentsOf(platform, name)
  const [versions, machines, prices, quotas] = await Promise.all([
    askOrUseTable(
      'Kubernetes versions',
      tableDates.versions,
      tableVersions(platform, now),
      provider
        .listKubernetesVersions(credentials, request)
        .then((versions) => orUnreachable(toVersionOfferings(platform, versions, now))),
    ),
    askOrUseTable(
      'machine types',
      tableDates.machineTypes,
      { machineTypes: tableMachines(platform), zones: [] as string[] },
      provider.listMachineTypes(credentials, request).then((answer) => {
        orUnreachable(answer.machineTypes)
        return answer
      }),
    ),
    askOrUseTable(
      'prices',
      tableDates.prices,
      tablePrice,
      provider
        .readMachinePrices(credentials, request)
        .then((price) => (machine: MachineOffering) => centsFrom(price(machine))),
    ),
    askOrUseTable('quotas', tableDates.machineTypes, [], provider.listQuotas(credentials, request)),
  ])
  return { versions, machines, prices, quotas, platform }
}

/** A list without an entry that fits is no answer: it would leave the form without a choice. */
const orUnreachable = <T>(list: T[]): T[] => {
  if (list.length === 0) throw new Unreachable('The cloud gave an empty list.')
  return list
}

const tableSource = (date: string): OfferingsSource => ({ kind: 'table', date })

/** A price list without a price for any of the machine types is no answer either. */
const pricedMachines = (
  platform: Platform,
  machines: readonly MachineOffering[],
  prices: Sourced<(machine: MachineOffering) => number | undefined>,
): { list: MachineOffering[]; source: OfferingsSource } => {
  const priced = withPrices(machines, prices.list)
  if (priced.some(({ hourlyCents }) => hourlyCents !== undefined))
    return { list: priced, source: prices.source }
  const list = withPrices(machines, ({ name }) => tableCentsOf(platform, name))
  return { list, source: tableSource(tableDates.prices) }
}

/** The lists of an account and a region: those of the last day, or else new ones from the cloud, which it stores. */
export const offeringsFor = async (
  accountId: string,
  account: CloudAccountDocument,
  context: { region: string; now: string; log: Log },
): Promise<OfferingsDocument> => {
  const { region, now } = context
  const cached = await readOfferings(accountId, region, now)
  if (cached) return cached
  const { versions, machines, prices, quotas, platform } = await askCloud(accountId, account, context)
  const sorted = [...machines.list.machineTypes].sort(compareMachines).slice(0, maxMachineTypes)
  const { list: machineTypes, source: pricesSource } = pricedMachines(platform, sorted, prices)
  const isComplete = [versions.source, machines.source, pricesSource].every(({ kind }) => kind === 'cloud')
  const lifetimeMs = isComplete ? cacheMs : incompleteCacheMs
  const offerings: OfferingsDocument = {
    region,
    versions: versions.list,
    versionsSource: versions.source,
    machineTypes,
    machineTypesSource: machines.source,
    pricesSource,
    zones: machines.list.zones,
    quotas: quotas.list,
    askedAt: now,
    expiresAt: new Date(Date.parse(now) + lifetimeMs).toISOString(),
  }
  await documents.offerings(accountId, region).set(offerings)
  return offerings
}
