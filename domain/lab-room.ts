import type { Platform } from '../contract/cloud-credentials.ts'
import type { EventDocument } from '../contract/events.ts'
import type { LabDocument, LabRoom } from '../contract/labs.ts'
import type { QuotaOffering } from '../contract/offerings.ts'
import { eventLabTimes, labCost, labTimes, maxNodes, nodeOf } from './labs.ts'

/** The quota that counts the processors of a lab's machines, as each cloud names it: server/clouds has the lists. */
const processorQuota: Readonly<Record<Exclude<Platform, 'sandbox'>, readonly string[]>> = {
  aws: ['processors of standard machines'],
  azure: ['cores', 'Total Regional vCPUs'],
  gcp: ['CPUS'],
}

/** The nodes for which the account has processors. @param built nodes that the lab has; the quota counts them as used */
const nodesInQuota = (
  platform: Exclude<Platform, 'sandbox'>,
  processors: number,
  quotas: readonly QuotaOffering[],
  built: number,
): number => {
  const quota = quotas.find(({ name }) => processorQuota[platform].includes(name))
  if (!quota) return Number.POSITIVE_INFINITY
  // AWS does not tell what is used.
  if (quota.used === undefined) return Math.floor(quota.max / processors)
  return built + Math.max(0, Math.floor((quota.max - quota.used) / processors))
}

type Settings = Pick<
  LabDocument,
  | 'platform'
  | 'memoryGb'
  | 'cores'
  | 'readyMinutes'
  | 'endMinutes'
  | 'extraMinutes'
  | 'overBudgetAt'
  | 'spentBefore'
>
type Bounds = {
  quotas?: readonly QuotaOffering[] | undefined
  /** Cents that the lab may cost. */
  limit?: number | undefined
  /** Nodes that the lab has. */
  built?: number | undefined
}

/** How many seats a lab can hold, and what limits it. Undefined for a sandbox, which has no nodes. */
export const labRoom = (
  lab: Settings,
  event: Pick<EventDocument, 'startsAt' | 'endsAt'>,
  { quotas = [], limit, built = 0 }: Bounds,
): LabRoom | undefined => {
  const { platform } = lab
  if (platform === 'sandbox') return undefined
  const { seats, processors } = nodeOf(platform, lab)
  const times = eventLabTimes(event, lab)
  const isAffordable = (nodes: number) => {
    const { total } = labCost(lab, times, nodes * seats)
    return limit === undefined || total === null || total.amount + (lab.spentBefore ?? 0) <= limit
  }
  let inBudget = maxNodes[platform]
  while (inBudget > 0 && !isAffordable(inBudget)) inBudget--
  const inQuota = nodesInQuota(platform, processors, quotas, built)
  const nodes = Math.min(maxNodes[platform], inQuota, inBudget)
  const limitedBy = nodes === maxNodes[platform] ? 'size' : nodes === inBudget ? 'budget' : 'quota'
  return { seats: nodes * seats, limitedBy }
}

/** Why a lab has no room for more seats, and what to do. */
export const roomDetail = ({ seats, limitedBy }: LabRoom): string => {
  const people = seats === 1 ? 'one person' : `${seats} people`
  switch (limitedBy) {
    case 'size':
      return `A lab has room for ${people} with places of this size. Choose that capacity or less, or remove the lab and attach one with less memory and fewer processors for each seat.`
    case 'quota':
      return `The quota of the cloud leaves the lab room for ${people}. Choose that capacity or less, or let the operator ask the cloud for more processors.`
    case 'budget':
      return `The budget of the lab is enough for ${people}. Choose that capacity or less, or ask the operator for a larger budget.`
  }
}

type Reserving = Settings &
  Pick<LabDocument, 'state' | 'clusterId'> & { rehearsal?: LabDocument['rehearsal'] | undefined }

/**
 * Cents of an offer that a lab reserves: its estimate, and that of its rehearsal. A lab that has ended, or that failed without a cluster, reserves
 * nothing.
 */
export const reservedCents = (
  lab: Reserving,
  event: Pick<EventDocument, 'startsAt' | 'endsAt' | 'capacity'>,
): number => {
  if (lab.state === 'ended' || (lab.state === 'failed' && lab.clusterId === null)) return 0
  const centsOf = (times: Parameters<typeof labCost>[1], seats: number) =>
    labCost(lab, times, seats).total?.amount ?? 0
  const ofEvent = centsOf(eventLabTimes(event, lab), event.capacity)
  return ofEvent + (lab.rehearsal ? centsOf(labTimes(event, lab), 1) : 0)
}
