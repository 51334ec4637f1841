import type { LabCostItem } from '../../contract/lab-costs.ts'
import { eventExists } from '../../domain/events.ts'
import { boundsOf, presentLabCost } from '../../domain/lab-costs.ts'
import { labCost, labTimes, seatsIn } from '../../domain/labs.ts'
import { spentOf } from '../../domain/prices.ts'
import { may } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'
import { documents, Timestamp } from '../documents.ts'
import { readableData, readableDocs } from '../readable.ts'

const maxRows = 1000

/** Labs with a cluster. */
const states = ['building', 'ready', 'ending', 'failed'] as const

/** The labs that run now. Their cost is the one until now. */
const readRunning = async (caller: Caller, now: string, names: Names): Promise<LabCostItem[]> => {
  const labs = documents.labs().where('state', 'in', states)
  const mine = may(caller, 'cloud-account-manage') ? labs : labs.where('ownerId', '==', caller.uid)
  const items = readableDocs((await mine.limit(maxRows).get()).docs).map(async ({ snapshot, data: lab }) => {
    if (lab.clusterId === null) return []
    const [clusterSnapshot, eventSnapshot] = await Promise.all([
      documents.cluster(lab.clusterId).get(),
      documents.event(snapshot.id).get(),
    ])
    const cluster = readableData(clusterSnapshot)
    const event = readableData(eventSnapshot)
    if (!cluster || !eventExists(event)) return []
    const cost = {
      ownerId: lab.ownerId,
      accountId: lab.accountId,
      eventId: snapshot.id,
      title: event.title,
      platform: lab.platform,
      nodes: cluster.nodes,
      isRehearsal: lab.rehearsal !== undefined,
      from: cluster.createdAt,
      estimate: labCost(lab, labTimes(event, lab), seatsIn(lab, event)).total,
      actual: cluster.cost.hourly
        ? { amount: Math.round(spentOf(cluster, now)), currency: 'USD' as const }
        : null,
      people: event.seatsTaken,
    }
    return [presentLabCost(clusterSnapshot.id, cost, { to: null, now, account: await names(lab.accountId) })]
  })
  return (await Promise.all(items)).flat()
}

type Names = (accountId: string) => Promise<string | null>

/** The names of accounts, each read once. */
const accountNames = (): Names => {
  const reads = new Map<string, Promise<string | null>>()
  return (accountId) => {
    const read =
      reads.get(accountId) ??
      documents
        .cloudAccount(accountId)
        .get()
        .then((snapshot) => readableData(snapshot)?.name ?? null)
    reads.set(accountId, read)
    return read
  }
}

/** The labs of a month, the latest end first; those that run come before. @param month such as 2026-11, in UTC */
export const readLabCosts = async (month: string, caller: Caller, now: string): Promise<LabCostItem[]> => {
  const names = accountNames()
  const { from, until } = boundsOf(month)
  const costs = documents.labCosts()
  const mine = may(caller, 'cloud-account-manage') ? costs : costs.where('ownerId', '==', caller.uid)
  const [running, ended] = await Promise.all([
    from <= now && now < until ? readRunning(caller, now, names) : [],
    mine
      .where('to', '>=', Timestamp.fromMillis(Date.parse(from)))
      .where('to', '<', Timestamp.fromMillis(Date.parse(until)))
      .orderBy('to', 'desc')
      .limit(maxRows)
      .get(),
  ])
  const rows = readableDocs(ended.docs).map(async ({ snapshot, data }) =>
    presentLabCost(snapshot.id, data, { to: data.to, now, account: await names(data.accountId) }),
  )
  return [...running, ...(await Promise.all(rows))]
}
