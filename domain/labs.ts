import type { Platform } from '../contract/cloud-credentials.ts'
import type { Nodes, Service } from '../contract/cluster-parts.ts'
import type { ClusterDocument } from '../contract/clusters.ts'
import type { EventDocument } from '../contract/events.ts'
import type {
  LabDocument,
  LabFailure,
  LabLife,
  LabRehearsal,
  LabTemplate,
  StoredLab,
} from '../contract/labs.ts'
import type { FieldProblem } from '../contract/problems.ts'
import type { RegistrationDocument } from '../contract/registrations.ts'
import { fieldProblem } from '../contract/validation.ts'
import { endOf } from './events.ts'
import { budgetReport, type LabMoney } from './lab-budget.ts'
import { estimateOf, spentBetween } from './prices.ts'
import { usualSeconds } from './run-durations.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const plusMs = (time: string, ms: number) => new Date(Date.parse(time) + ms).toISOString()

export const servicesOf: Readonly<Record<LabTemplate, readonly Service[]>> = {
  notebook: ['jupyterhub'],
  'notebook-vscode': ['jupyterhub', 'vscode'],
  'notebook-vscode-mlflow': ['jupyterhub', 'vscode', 'mlflow'],
}

// Times

/** A build starts this much earlier than it usually takes, so that it can fail once. */
const buildMarginMs = 10 * minuteMs

type EventTimes = Pick<EventDocument, 'startsAt' | 'endsAt'>
type LabTimes = { buildsAt: string; opensAt: string; endsAt: string }

/** When a lab ends without an extension. */
const plannedEnd = ({ startsAt, endsAt }: EventTimes, { endMinutes }: Pick<LabDocument, 'endMinutes'>) =>
  endsAt ? plusMs(endsAt, endMinutes * minuteMs) : endOf({ startsAt, endsAt })

const earlier = (a: string, b: string) => (a < b ? a : b)

/** A lab whose budget is spent starts no servers, and is removed after this time. People in it are warned before. */
export const budgetGraceMinutes = 20

type MayRehearse = { rehearsal?: LabRehearsal | undefined }
type LabClock = Pick<
  LabDocument,
  'platform' | 'readyMinutes' | 'endMinutes' | 'extraMinutes' | 'overBudgetAt'
>

/** The times of the lab of an event. They follow from the event, so a lab moves with it. */
export const eventLabTimes = (event: EventTimes, lab: LabClock): LabTimes => {
  const opensAt = plusMs(event.startsAt, -lab.readyMinutes * minuteMs)
  const endsAt = plusMs(plannedEnd(event, lab), lab.extraMinutes * minuteMs)
  return {
    buildsAt: plusMs(opensAt, -2 * usualSeconds(lab.platform, 'create') * 1000 - buildMarginMs),
    opensAt,
    endsAt: lab.overBudgetAt
      ? earlier(endsAt, plusMs(lab.overBudgetAt, budgetGraceMinutes * minuteMs))
      : endsAt,
  }
}

/**
 * The times of a lab now: those of its rehearsal, or those of its event. A rehearsal ends at the latest when the lab of the event is built, because
 * an event has one cluster.
 */
export const labTimes = (event: EventTimes, lab: LabClock & MayRehearse): LabTimes => {
  const times = eventLabTimes(event, lab)
  if (!lab.rehearsal) return times
  const { startsAt, endsAt } = lab.rehearsal
  const latest = earlier(times.buildsAt, times.endsAt)
  return { buildsAt: startsAt, opensAt: startsAt, endsAt: earlier(endsAt, latest) }
}

/** A rehearsal lasts this long at most. */
export const rehearsalMs = 2 * hourMs
/** A shorter one would be over before somebody has opened the lab. */
const minRehearsalMs = 30 * minuteMs

/** The rehearsal that a person begins now. Undefined if the lab of the event is built too soon. */
export const rehearsalOf = (
  event: EventTimes,
  lab: LabClock,
  userId: string,
  now: string,
): LabRehearsal | undefined => {
  const { buildsAt } = eventLabTimes(event, lab)
  const neededMs = usualSeconds(lab.platform, 'create') * 1000 + minRehearsalMs
  if (Date.parse(buildsAt) - Date.parse(now) < neededMs) return undefined
  return { userId, startsAt: now, endsAt: plusMs(now, rehearsalMs) }
}

const minExtensionMinutes = 10
const maxExtensionHours = 24

/** @returns the minutes that move the end of a lab to `endsAt`, or what is wrong with it */
export const extensionOf = (
  event: EventTimes,
  lab: Pick<LabDocument, 'endMinutes'>,
  endsAt: string,
  now: string,
): { extraMinutes: number } | { problems: FieldProblem[] } => {
  const planned = Date.parse(plannedEnd(event, lab))
  const extraMs = Date.parse(endsAt) - planned
  if (Date.parse(endsAt) < Date.parse(now) + minExtensionMinutes * minuteMs)
    return { problems: [fieldProblem('endsAt', 'labEndSoon', { minutes: minExtensionMinutes })] }
  if (extraMs > maxExtensionHours * hourMs)
    return { problems: [fieldProblem('endsAt', 'labEndFar', { hours: maxExtensionHours })] }
  return { extraMinutes: Math.floor(extraMs / minuteMs) }
}

// Nodes and cost

/** Machines with known sizes, the smaller first. The system of a node takes the reserve. */
const machines: Readonly<Record<Exclude<Platform, 'sandbox'>, readonly string[]>> = {
  aws: ['m6i.xlarge', 'm6i.2xlarge'],
  azure: ['Standard_D4s_v5', 'Standard_D8s_v5'],
  gcp: ['e2-standard-4', 'e2-standard-8'],
}
const sizes = [
  { cores: 4, memoryGb: 16 },
  { cores: 8, memoryGb: 32 },
] as const
const reserve = { cores: 0.5, memoryGb: 2 } as const
/** GKE takes a /24 of a /20 for each node (domain/clusters.ts); the others take what a cluster may have. */
export const maxNodes: Readonly<Record<Platform, number>> = { aws: 50, azure: 50, gcp: 16, sandbox: 1 }

type Share = Pick<LabDocument, 'memoryGb' | 'cores'>
const seatsOn = (size: (typeof sizes)[number], { memoryGb, cores }: Share) =>
  Math.floor(Math.min((size.memoryGb - reserve.memoryGb) / memoryGb, (size.cores - reserve.cores) / cores))

/** What one node of a lab has room for. */
export const nodeOf = (
  platform: Exclude<Platform, 'sandbox'>,
  share: Share,
): { type: string; processors: number; seats: number } => {
  const index = seatsOn(sizes[0], share) > 0 ? 0 : 1
  return {
    type: machines[platform][index]!,
    processors: sizes[index].cores,
    seats: seatsOn(sizes[index], share),
  }
}

/** The nodes that have room for every seat. @returns how many people fit if that is fewer than the seats */
export const labNodes = (
  platform: Platform,
  share: Share,
  seats: number,
): { nodes: Nodes; fits?: number } => {
  // A sandbox has no machines: its JupyterHub runs beside Labseat.
  if (platform === 'sandbox') return { nodes: { type: 'small', min: 1, max: 1 } }
  const { type, seats: fitsOnNode } = nodeOf(platform, share)
  const needed = Math.ceil(seats / fitsOnNode)
  const count = Math.min(needed, maxNodes[platform])
  return {
    nodes: { type, min: count, max: count, diskGb: 100 },
    ...(needed > count && { fits: count * fitsOnNode }),
  }
}

/** The people for whom a lab has places: one in a rehearsal. */
export const seatsIn = ({ rehearsal }: MayRehearse, { capacity }: Pick<EventDocument, 'capacity'>): number =>
  rehearsal ? 1 : capacity

/** How many seats the nodes of a lab's cluster have room for. Undefined for nodes of another size, which Labseat did not choose. */
export const seatsOnNodes = (platform: Platform, share: Share, { type, max }: Nodes): number | undefined => {
  const index = platform === 'sandbox' ? -1 : machines[platform].indexOf(type)
  return index === -1 ? undefined : max * seatsOn(sizes[index]!, share)
}

/**
 * The nodes that a built cluster needs for more seats. Undefined while it has room. Fewer seats take no node away, because people's servers run on
 * all of them; and nodes of a size that an operator chose stay.
 */
export const nodesToAdd = (
  lab: Share & Pick<LabDocument, 'platform' | 'scaledTo'>,
  { nodes }: Pick<ClusterDocument, 'nodes'>,
  seats: number,
): Nodes | undefined => {
  const room = seatsOnNodes(lab.platform, lab, nodes)
  if (room === undefined || room >= seats) return undefined
  const { min, max } = labNodes(lab.platform, lab, seats).nodes
  return max > nodes.max && max !== lab.scaledTo ? { ...nodes, min, max } : undefined
}

/** What is wrong with a new lab, beyond the format of its fields and what its cluster checks. */
export const labProblems = (
  lab: Share & LabClock & Pick<LabDocument, 'zone'>,
  event: EventTimes & Pick<EventDocument, 'capacity'>,
  now: string,
): FieldProblem[] => {
  // Without a name, no browser reaches the notebooks of a cloud.
  if (lab.platform !== 'sandbox' && !lab.zone) return [fieldProblem('zone', 'required')]
  const { fits } = labNodes(lab.platform, lab, event.capacity)
  if (fits !== undefined) return [fieldProblem('memoryGb', 'labRoom', { fits, seats: event.capacity })]
  const { endsAt } = eventLabTimes(event, lab)
  return Date.parse(endsAt) < Date.parse(now) + hourMs ? [fieldProblem('endMinutes', 'labTooLate')] : []
}

/** The estimate of a lab from its build to its end, by the price table. */
export const labCost = (
  { platform, memoryGb, cores }: Pick<LabDocument, 'platform' | 'memoryGb' | 'cores'>,
  { buildsAt, endsAt }: LabTimes,
  seats: number,
) => {
  const { hourly, source } = estimateOf(platform, labNodes(platform, { memoryGb, cores }, seats).nodes)
  if (!hourly) return { total: null, perPerson: null, source }
  const total = spentBetween(hourly.amount, buildsAt, endsAt)
  const usd = (amount: number) => ({ amount, currency: 'USD' as const })
  return { total: usd(total), perPerson: usd(Math.ceil(total / seats)), source }
}

/** The name of a lab's cluster: the letters and digits of the title that a cluster may have. */
export const labClusterName = (title: string): string => {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 26)
    .replaceAll(/^-+|-+$/g, '')
  return `lab-${slug || 'event'}`
}

// States

const idle = { builds: 0, failure: undefined } as const
const ended = { state: 'ended', clusterId: null, ...idle, rehearsal: undefined } as const

/** Reads a stored lab. A state that contradicts its cluster reads as failed, so that it has a way out. */
export const toLab = (stored: StoredLab): LabDocument => ({ ...stored, ...lifeOf(stored) })

const lifeOf = ({
  state,
  clusterId,
  builds,
  failure,
  rehearsal,
}: Pick<StoredLab, keyof LabLife>): LabLife => {
  const unknown = { reason: 'build', detail: 'The lab is in a state that Labseat does not know.' } as const
  switch (state) {
    case 'scheduled':
      return { state, clusterId: null, ...idle, rehearsal }
    case 'ended':
      return ended
    case 'failed':
      return { state, clusterId, builds, failure: failure ?? unknown, rehearsal }
    default:
      return clusterId === null
        ? { state: 'failed', clusterId, builds, failure: unknown, rehearsal }
        : { state, clusterId, builds, failure: undefined, rehearsal }
  }
}

/** Something that happened to a lab. A message about an earlier cluster comes late and changes nothing. */
export type LabEvent =
  | { type: 'build'; clusterId: string }
  | { type: 'cannot-build'; reason: LabFailure; detail: string }
  | { type: 'build-again'; clusterId: string }
  | { type: 'cluster-ready'; clusterId: string }
  | { type: 'cluster-failed'; clusterId: string; detail: string }
  /** @param isRebuilt the event still takes place, so the lab is built for it a second time */
  | { type: 'cluster-gone'; clusterId: string; isRebuilt: boolean }
  | { type: 'end' }
  | { type: 'rehearse'; rehearsal: LabRehearsal }
  /** A person ends the rehearsal early. */
  | { type: 'end-rehearsal'; at: string }
  /** The time of a rehearsal without a cluster is over. */
  | { type: 'rehearsal-over' }

/** @returns the life after the event, or undefined if the event changes nothing */
export const applyLabEvent = (life: LabLife, event: LabEvent): LabLife | undefined => {
  const { state, clusterId, builds, rehearsal } = life
  if ('clusterId' in event && event.type !== 'build' && event.clusterId !== clusterId) return undefined
  switch (event.type) {
    case 'build':
      return state === 'scheduled'
        ? { state: 'building', clusterId: event.clusterId, builds: 1, failure: undefined, rehearsal }
        : undefined
    case 'cannot-build': {
      const { reason, detail } = event
      return state === 'scheduled'
        ? { state: 'failed', clusterId: null, builds, failure: { reason, detail }, rehearsal }
        : undefined
    }
    case 'build-again':
      return state === 'building'
        ? { state, clusterId: life.clusterId, builds: builds + 1, failure: undefined, rehearsal }
        : undefined
    case 'cluster-ready':
      return state === 'building' || state === 'failed'
        ? { state: 'ready', clusterId: event.clusterId, builds, failure: undefined, rehearsal }
        : undefined
    case 'cluster-failed':
      return state === 'building' || state === 'ready'
        ? {
            state: 'failed',
            clusterId: event.clusterId,
            builds,
            failure: { reason: 'build', detail: event.detail },
            rehearsal,
          }
        : undefined
    case 'cluster-gone':
      if (state !== 'ending')
        return {
          state: 'failed',
          clusterId: null,
          builds,
          failure: { reason: 'destroyed', detail: 'The cluster of the lab was destroyed.' },
          rehearsal,
        }
      return event.isRebuilt ? { state: 'scheduled', clusterId: null, ...idle, rehearsal: undefined } : ended
    case 'end':
      if (state === 'ended' || state === 'ending') return undefined
      return clusterId === null
        ? ended
        : { state: 'ending', clusterId, builds, failure: undefined, rehearsal }
    default:
      return applyRehearsalEvent(life, event)
  }
}

const applyRehearsalEvent = (
  life: LabLife,
  event: Extract<LabEvent, { type: 'rehearse' | 'end-rehearsal' | 'rehearsal-over' }>,
): LabLife | undefined => {
  const { state, clusterId, rehearsal } = life
  switch (event.type) {
    case 'rehearse':
      return state === 'scheduled' && !rehearsal ? { ...life, rehearsal: event.rehearsal } : undefined
    case 'end-rehearsal':
      return rehearsal && state !== 'ending'
        ? { ...life, rehearsal: { ...rehearsal, endsAt: earlier(rehearsal.endsAt, event.at) } }
        : undefined
    case 'rehearsal-over':
      return rehearsal && clusterId === null
        ? { state: 'scheduled', clusterId: null, ...idle, rehearsal: undefined }
        : undefined
  }
}

// The next step

export const maxBuilds = 3
/** A build that failed is repeated after a pause, because a cloud that refused once refuses in the same second. */
const retryPauseMs = 2 * minuteMs
/** A lab of an event that moved further than this into the future is removed, and built again in time. */
const maxWaitMs = 2 * hourMs

type ClusterView = Pick<
  ClusterDocument,
  'state' | 'busy' | 'destroyWanted' | 'updatedAt' | 'expiresAt' | 'endsAt' | 'nodes'
>
export type LabFacts = {
  lab: Pick<
    LabDocument,
    | 'platform'
    | 'readyMinutes'
    | 'endMinutes'
    | 'extraMinutes'
    | 'memoryGb'
    | 'cores'
    | 'endWanted'
    | 'scaledTo'
    | 'budgetTold'
    | 'overBudgetAt'
    | keyof LabLife
  > &
    LabLife
  /** Undefined for an event that is gone. */
  event: (EventTimes & Pick<EventDocument, 'state' | 'capacity'>) | undefined
  /** The lab's cluster; undefined without one, and for one that is gone. */
  cluster: ClusterView | undefined
  /** Cents that the lab has cost until now, and may cost. Undefined without a budget. */
  money?: LabMoney | undefined
  now: string
}

export type LabStep =
  | { do: 'wait' }
  | { do: 'create' }
  | { do: 'retry'; event: LabEvent }
  /** Ends the lab. `withCluster`: destroys its cluster in the same commit. `forGood`: it is not built again. */
  | { do: 'end'; withCluster: boolean; forGood: boolean }
  | { do: 'record'; event: LabEvent }
  | { do: 'move-end'; expiresAt: string }
  /** Gives the cluster room for more seats. */
  | { do: 'scale'; nodes: Nodes }
  /** Reports how much of the budget is spent. `overBudgetAt`: the lab stops; undefined: it goes on. */
  | { do: 'report-budget'; budgetTold: number; overBudgetAt: string | undefined }

/** Whether the event still takes place, and the lab's time is not over. */
const isDue = ({ lab, event, now }: LabFacts): boolean =>
  event !== undefined &&
  event.state !== 'cancelled' &&
  event.state !== 'deleted' &&
  !lab.endWanted &&
  labTimes(event, lab).endsAt > now

/** Whether the lab of the event follows, without regard to a rehearsal. */
const isDueForEvent = (facts: LabFacts): boolean =>
  isDue({ ...facts, lab: { ...facts.lab, rehearsal: undefined } as LabFacts['lab'] })

/** Whether the event is one for which the lab is built: a published one, or a draft for a rehearsal. */
const isBuiltFor = ({ lab, event }: Pick<LabFacts, 'lab' | 'event'>): boolean =>
  event?.state === 'published' || (event?.state === 'draft' && lab.rehearsal !== undefined)

/** Whether a lab with a cluster should have one now. Nobody can come to an event that is not published. */
const isWanted = (facts: LabFacts): boolean => {
  const { lab, event, now } = facts
  if (!event || !isDue(facts) || !isBuiltFor(facts)) return false
  return Date.parse(labTimes(event, lab).buildsAt) - Date.parse(now) <= maxWaitMs
}

const stepWithCluster = (facts: LabFacts, clusterId: string, cluster: ClusterView): LabStep => {
  const { lab, now } = facts
  const isGoing = cluster.state === 'destroying' || cluster.destroyWanted
  if (lab.state === 'ending') {
    // A destroy that failed, or a later end that an operator gave the cluster. endClusters destroys what is past its end, and repeats that.
    const isLeft = !isGoing && !cluster.busy && (cluster.endsAt === null || cluster.endsAt > now)
    return isLeft ? { do: 'move-end', expiresAt: now } : { do: 'wait' }
  }
  if (!isWanted(facts)) return { do: 'end', withCluster: !isGoing, forGood: false }
  // Somebody destroys the cluster on its page.
  if (isGoing) return { do: 'end', withCluster: false, forGood: lab.rehearsal === undefined }
  const report = budgetReport(lab, facts.money, now)
  if (report) return report
  const { endsAt } = labTimes(facts.event!, lab)
  if (cluster.expiresAt !== endsAt) return { do: 'move-end', expiresAt: endsAt }
  if (cluster.state === 'ready' && !cluster.busy && lab.state !== 'ready')
    return { do: 'record', event: { type: 'cluster-ready', clusterId } }
  const nodes =
    cluster.state === 'ready' && !cluster.busy && nodesToAdd(lab, cluster, seatsIn(lab, facts.event!))
  if (nodes) return { do: 'scale', nodes }
  if (cluster.state !== 'failed' || cluster.busy || lab.state === 'failed') return { do: 'wait' }
  if (lab.state === 'building' && lab.builds < maxBuilds)
    return Date.parse(now) - Date.parse(cluster.updatedAt) < retryPauseMs
      ? { do: 'wait' }
      : { do: 'retry', event: { type: 'build-again', clusterId } }
  const detail = 'The cluster of the lab has failed. Its page shows the log.'
  return { do: 'record', event: { type: 'cluster-failed', clusterId, detail } }
}

/** What the sweep does next with a lab. It decides by what is stored, so a repeated call after a crash goes on from there. */
export const nextLabStep = (facts: LabFacts): LabStep => {
  const { lab, event, cluster, now } = facts
  if (lab.state === 'ended') return { do: 'wait' }
  if (lab.clusterId !== null)
    return cluster === undefined || cluster.state === 'destroyed'
      ? {
          do: 'record',
          event: { type: 'cluster-gone', clusterId: lab.clusterId, isRebuilt: isDueForEvent(facts) },
        }
      : stepWithCluster(facts, lab.clusterId, cluster)
  if (!isDueForEvent(facts)) return { do: 'end', withCluster: false, forGood: false }
  if (!isDue(facts)) return { do: 'record', event: { type: 'rehearsal-over' } }
  const builds = lab.state === 'scheduled' && isBuiltFor(facts)
  return builds && labTimes(event!, lab).buildsAt <= now ? { do: 'create' } : { do: 'wait' }
}

/** The sweep reads a lab that waits for its time this often, in case the message about a move of its event was lost. */
const lookIntervalMs = hourMs

/** When the sweep looks at a lab next; null when nothing follows. */
export const nextLook = ({ lab, event, now }: Omit<LabFacts, 'cluster'>): string | null => {
  if (lab.state === 'ended') return null
  if (lab.clusterId !== null || !event) return now
  const { buildsAt, endsAt } = labTimes(event, lab)
  const next = [
    lab.state === 'scheduled' && isBuiltFor({ lab, event }) ? buildsAt : endsAt,
    plusMs(now, lookIntervalMs),
  ]
  return next.sort()[0]!
}

// People

/** Minutes before the end at which people in a lab are warned. */
const warnings = [15, 5] as const

/** The warning that is due, in minutes before the end. */
export const dueWarning = (
  { state, warned }: Pick<LabDocument, 'state' | 'warned'>,
  endsAt: string,
  now: string,
): number | undefined => {
  if (state !== 'ready') return undefined
  const leftMs = Date.parse(endsAt) - Date.parse(now)
  const due = warnings.findLast((minutes) => leftMs <= minutes * minuteMs)
  const isSent = warned?.endsAt === endsAt && due !== undefined && warned.minutes <= due
  return leftMs <= 0 || isSent ? undefined : due
}

type Seat = Pick<RegistrationDocument, 'holdsSeat' | 'state'> | undefined

/** Holding a seat is the only right to a place. A cancelled registration holds none, even while settle still passes its seat on. */
export const hasPlace = (seat: Seat): boolean => seat?.holdsSeat === true && seat.state !== 'cancelled'

/** In a rehearsal only the person who tries the lab has a place. Otherwise a seat is the only right to one. */
export const hasPlaceIn = ({ rehearsal }: MayRehearse, uid: string, seat: Seat): boolean =>
  rehearsal ? rehearsal.userId === uid : hasPlace(seat)

/** Why a person has no place, and what to do. */
export const noPlaceDetail = (seat: Seat): string => {
  switch (seat?.state) {
    case undefined:
      return 'The lab is for people with a seat. Take a seat at the event first.'
    case 'waitlisted':
      return 'You are on the waiting list. You can open the lab as soon as you have a seat.'
    case 'cancelled':
      return 'You gave up your seat, and the lab is for people with a seat. Ask for a seat again while the event is open.'
    case 'requested':
      return 'Your seat is not confirmed yet. Try again in a moment.'
    default:
      return 'Your registration has no seat, and the lab is for people with a seat. Ask the organisers of the event.'
  }
}
