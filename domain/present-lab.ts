import type { ClusterDocument } from '../contract/clusters.ts'
import type { EventDocument } from '../contract/events.ts'
import type { Lab, LabDocument, LabReceipt, LabRoom, StoredLab } from '../contract/labs.ts'
import { labSpent } from './lab-budget.ts'
import { eventLabTimes, labCost, labNodes, rehearsalMs, seatsOnNodes } from './labs.ts'
import { spentOf } from './prices.ts'

type LabEvent = Pick<EventDocument, 'startsAt' | 'endsAt' | 'capacity' | 'seatsTaken'>

/** What organisers see, beyond the stored lab. */
export type LabView = {
  cluster?: ClusterDocument | undefined
  room?: LabRoom | undefined
  /** An operator offered the account to the organisers, who don't see it. */
  hidesAccount?: boolean
  now: string
}

const usd = (amount: number) => ({ amount, currency: 'USD' as const })

/** What a lab has cost until now. Null without a known price. */
const presentSpent = (lab: LabDocument, { seatsTaken }: LabEvent, { cluster, now }: LabView) => {
  if (!cluster && lab.spentBefore === undefined) return undefined
  if (cluster && !cluster.cost.hourly) return { total: null, perPerson: null }
  const total = Math.round(labSpent(lab, cluster, now))
  return { total: usd(total), perPerson: seatsTaken > 0 ? usd(Math.ceil(total / seatsTaken)) : null }
}

/** What the cloud said about an account is for its operator. */
export const withoutAccount = ({
  failure,
  offerLabel,
}: Pick<StoredLab, 'failure' | 'offerLabel'>): StoredLab['failure'] =>
  failure?.reason === 'refused'
    ? {
        ...failure,
        detail: `The account “${offerLabel}” did not take the lab. Ask the person who offers it to you.`,
      }
    : failure

/** What a rehearsal that begins now would cost. */
const rehearsalCost = (lab: LabDocument, now: string) => {
  const endsAt = new Date(Date.parse(now) + rehearsalMs).toISOString()
  return labCost(lab, { buildsAt: now, opensAt: now, endsAt }, 1).total
}

const presentSetup = (lab: LabDocument, event: LabEvent, facts: LabView): NonNullable<Lab['setup']> => {
  const times = eventLabTimes(event, lab)
  const { cluster } = facts
  return {
    ownerId: lab.ownerId,
    accountId: facts.hidesAccount ? null : lab.accountId,
    platform: lab.platform,
    region: facts.hidesAccount ? null : lab.region,
    offer: lab.offerLabel,
    clusterId: lab.clusterId,
    memoryGb: lab.memoryGb,
    cores: lab.cores,
    readyMinutes: lab.readyMinutes,
    endMinutes: lab.endMinutes,
    nodes: labNodes(lab.platform, lab, event.capacity).nodes,
    buildsAt: times.buildsAt,
    failure: facts.hidesAccount ? withoutAccount(lab) : lab.failure,
    cost: labCost(lab, times, event.capacity),
    spent: presentSpent(lab, event, facts),
    budget: lab.budget ? usd(lab.budget.amount) : null,
    overBudgetAt: lab.overBudgetAt,
    seatsBuilt: (cluster && seatsOnNodes(lab.platform, lab, cluster.nodes)) ?? null,
    room: facts.room,
    rehearsal: lab.rehearsal,
    rehearsalCost: rehearsalCost(lab, facts.now),
    receipt: lab.receipt,
  }
}

/**
 * A lab as people with a seat get it. A rehearsal is not theirs, so they see the lab of the event.
 */
export const presentPlaces = (
  eventId: string,
  lab: LabDocument,
  event: Pick<LabEvent, 'startsAt' | 'endsAt'>,
): Lab => {
  const { template, materials } = lab
  const { opensAt, endsAt } = eventLabTimes(event, lab)
  const hasDownload = lab.platform === 'sandbox' && lab.clusterId !== null
  const state = lab.rehearsal ? 'scheduled' : lab.state
  return { eventId, state, template, materials, opensAt, endsAt, hasDownload }
}

/** A lab as organisers get it, with the account, the cost and the receipt. */
export const presentLab = (eventId: string, lab: LabDocument, event: LabEvent, facts: LabView): Lab => ({
  ...presentPlaces(eventId, lab, event),
  state: lab.state,
  setup: presentSetup(lab, event, facts),
})

type GoneCluster = Pick<
  ClusterDocument,
  | 'name'
  | 'nodes'
  | 'cost'
  | 'createdAt'
  | 'updatedAt'
  | 'spent'
  | 'expiresAt'
  | 'budget'
  | 'inventory'
  | 'closed'
>

/** What a destroyed cluster was, what it cost, and what the cloud still has. */
export const receiptOf = (clusterId: string, cluster: GoneCluster): LabReceipt => {
  const to = cluster.inventory?.at ?? cluster.closed?.at ?? cluster.updatedAt
  const neverApplied = cluster.closed?.reason === 'never-applied'
  const cost = neverApplied ? 0 : Math.round(spentOf(cluster, to))
  return {
    clusterId,
    name: cluster.name,
    nodes: cluster.nodes,
    from: cluster.createdAt,
    to,
    cost: cluster.cost.hourly || neverApplied ? { amount: cost, currency: 'USD' } : null,
    left: neverApplied ? 0 : (cluster.closed?.left.length ?? cluster.inventory?.left.length ?? null),
  }
}
