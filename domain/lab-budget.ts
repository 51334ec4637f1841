import type { ClusterDocument } from '../contract/clusters.ts'
import type { LabDocument } from '../contract/labs.ts'
import { spentOf } from './prices.ts'

/** Cents that a lab has cost until now, by the price table, and cents that it may cost. */
export type LabMoney = { spent: number; limit: number }

/** Organisers and the operator get a notice at the first, and the lab stops at the second. */
const percentages = { warning: 80, spent: 100 } as const

/** Cents that the clusters of a lab have cost until `now`. Time without a known price counts nothing. */
export const labSpent = (
  { spentBefore = 0 }: Pick<LabDocument, 'spentBefore'>,
  cluster: Pick<ClusterDocument, 'cost' | 'createdAt' | 'spent' | 'expiresAt' | 'budget'> | undefined,
  now: string,
): number => spentBefore + (cluster ? spentOf(cluster, now) : 0)

/** The percentage that is reached: 0, 80 or 100. A lab that costs nothing reaches none. */
const percentOf = ({ spent, limit }: LabMoney): number => {
  if (spent <= 0) return 0
  if (spent >= limit) return percentages.spent
  return spent * 100 >= limit * percentages.warning ? percentages.warning : 0
}

/**
 * What the lab reports about its budget now. A larger budget lets a stopped lab go on.
 *
 * @param money undefined without a budget
 * @returns undefined if everybody knows already
 */
export const budgetReport = (
  { budgetTold = 0, overBudgetAt }: Pick<LabDocument, 'budgetTold' | 'overBudgetAt'>,
  money: LabMoney | undefined,
  now: string,
): { do: 'report-budget'; budgetTold: number; overBudgetAt: string | undefined } | undefined => {
  const percent = money ? percentOf(money) : 0
  const isStopped = overBudgetAt !== undefined
  if (percent === budgetTold && isStopped === (percent === percentages.spent)) return undefined
  return {
    do: 'report-budget',
    budgetTold: percent,
    overBudgetAt: percent === percentages.spent ? (overBudgetAt ?? now) : undefined,
  }
}
