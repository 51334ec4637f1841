import type { LabCostDocument, LabCostItem } from '../contract/lab-costs.ts'

const hourMs = 3600_000

/** Hours between two moments, with two digits after the point. */
const hoursBetween = (from: string, to: string): number =>
  Math.round((Math.max(0, Date.parse(to) - Date.parse(from)) / hourMs) * 100) / 100

/** The first moment of a month such as 2026-11 and of the next one, in UTC. */
export const boundsOf = (month: string): { from: string; until: string } => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return {
    from: new Date(Date.UTC(year, number - 1)).toISOString(),
    until: new Date(Date.UTC(year, number)).toISOString(),
  }
}

/** @param to the end, or null while the cluster runs */
export const presentLabCost = (
  clusterId: string,
  { eventId, title, accountId, isRehearsal, from, estimate, actual, people }: Omit<LabCostDocument, 'to'>,
  { to, now, account }: { to: string | null; now: string; account: string | null },
): LabCostItem => ({
  clusterId,
  eventId,
  title,
  accountId,
  account,
  isRehearsal,
  from,
  to,
  hours: hoursBetween(from, to ?? now),
  estimate,
  actual,
  people,
})

export const csvColumns = [
  'month',
  'account',
  'event',
  'eventId',
  'clusterId',
  'rehearsal',
  'from',
  'to',
  'hours',
  'estimateUsd',
  'actualUsd',
  'people',
] as const

/** Dollars with a point, for any spreadsheet. Empty for an unknown price. */
const dollars = (price: { amount: number } | null): string => (price ? (price.amount / 100).toFixed(2) : '')

export const csvRowOf = (month: string, item: LabCostItem): (string | number)[] => [
  month,
  item.account ?? item.accountId,
  item.title,
  item.eventId,
  item.clusterId,
  item.isRehearsal ? 'yes' : 'no',
  item.from,
  item.to ?? '',
  item.hours.toFixed(2),
  dollars(item.estimate),
  dollars(item.actual),
  item.people,
]
