import { expect, test } from 'vitest'
import type { ClusterDocument } from '../contract/clusters.ts'
import { budgetReport, labSpent } from './lab-budget.ts'

const now = '2027-05-01T12:00:00.000Z'

test.each([
  [0, 1000, 0],
  [799, 1000, 0],
  [800, 1000, 80],
  [999, 1000, 80],
  [1000, 1000, 100],
  [2000, 1000, 100],
  // A sandbox costs nothing, so it reaches no budget.
  [0, 0, 0],
])('%i of %i cents reach %i %%', (spent, limit, percent) => {
  expect(budgetReport({}, { spent, limit }, now)?.budgetTold ?? 0).toBe(percent)
})

test('each percentage is reported once, and the time of the stop stays', () => {
  const low = { budgetTold: 80 }
  expect(budgetReport(low, { spent: 900, limit: 1000 }, now)).toBeUndefined()
  const stopped = { budgetTold: 100, overBudgetAt: '2027-05-01T11:55:00.000Z' }
  expect(budgetReport(stopped, { spent: 1100, limit: 1000 }, now)).toBeUndefined()
  expect(budgetReport(low, { spent: 1100, limit: 1000 }, now)).toMatchObject({ overBudgetAt: now })
})

test('a larger budget, and no budget, let a stopped lab go on', () => {
  const stopped = { budgetTold: 100, overBudgetAt: '2027-05-01T11:55:00.000Z' }
  const goesOn = { overBudgetAt: undefined }
  expect(budgetReport(stopped, { spent: 1100, limit: 1300 }, now)).toMatchObject({
    budgetTold: 80,
    ...goesOn,
  })
  expect(budgetReport(stopped, { spent: 1100, limit: 9000 }, now)).toMatchObject({ budgetTold: 0, ...goesOn })
  expect(budgetReport(stopped, undefined, now)).toMatchObject({ budgetTold: 0, ...goesOn })
})

test('a lab has cost what its earlier clusters cost, and its cluster until now', () => {
  const cluster = {
    cost: { hourly: { amount: 100, currency: 'USD' }, monthly: null, source: '' },
    createdAt: '2027-05-01T10:00:00.000Z',
    expiresAt: null,
    budget: null,
  } as unknown as ClusterDocument
  expect(labSpent({ spentBefore: 50 }, cluster, now)).toBe(250)
  expect(labSpent({}, undefined, now)).toBe(0)
})
