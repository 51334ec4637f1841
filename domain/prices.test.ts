import { describe, expect, test } from 'vitest'
import { endOf, estimateOf, reprice, spentOf } from './prices.ts'

const createdAt = '2031-05-01T10:00:00.000Z'
const inHours = (hours: number) => new Date(Date.parse(createdAt) + hours * 3600_000).toISOString()
const nodes = { type: 't3.large', min: 2 }
const { hourly, monthly, source } = estimateOf('aws', nodes)
const cluster = {
  platform: 'aws' as const,
  createdAt,
  expiresAt: null,
  budget: { amount: hourly.amount * 10 },
  cost: { hourly, monthly, source },
}

test('a month has 730 hours, and a machine type that the table lacks gets a usual price with a remark', () => {
  expect(Math.ceil(monthly.amount / 730)).toBe(hourly.amount)
  const { items } = estimateOf('aws', { type: 'z9.huge', min: 1 })
  expect(items[1]).toEqual({
    what: '1 × z9.huge (price unknown: a usual one)',
    hourly: { amount: 10, currency: 'USD' },
  })
})

test('the sandbox costs nothing, and no budget ends it', () => {
  const { hourly } = estimateOf('sandbox', { type: 'small', min: 3 })
  expect(hourly.amount).toBe(0)
  expect(endOf({ createdAt, expiresAt: null, budget: { amount: 1 } }, hourly.amount)).toBeNull()
})

describe('the end', () => {
  test('is the earlier of the time and the moment when the budget is spent', () => {
    expect(endOf(cluster, hourly.amount)).toBe(inHours(10))
    expect(endOf({ ...cluster, expiresAt: inHours(4) }, hourly.amount)).toBe(inHours(4))
    expect(endOf({ ...cluster, expiresAt: inHours(12) }, hourly.amount)).toBe(inHours(10))
    expect(endOf({ ...cluster, budget: null }, hourly.amount)).toBeNull()
  })

  test('moves when the nodes change, and the cost until then stays', () => {
    const change = reprice(cluster, { type: 't3.large', min: 8 }, inHours(4))
    expect(change).toMatchObject({ spent: { amount: hourly.amount * 4, at: inHours(4) }, endTold: false })
    const left = (hourly.amount * 6) / change.cost.hourly.amount
    expect(Date.parse(change.endsAt!)).toBeCloseTo(Date.parse(inHours(4 + left)), -1)
    const later = { ...cluster, ...change }
    expect(spentOf(later, inHours(6))).toBe(hourly.amount * 4 + change.cost.hourly.amount * 2)
    expect(Math.abs(spentOf(later, change.endsAt!) - cluster.budget.amount)).toBeLessThan(1)
    const back = { ...later, ...reprice(later, nodes, inHours(5)) }
    expect(spentOf(back, inHours(6))).toBe(hourly.amount * 5 + change.cost.hourly.amount)
  })

  test('is now when the budget is overspent', () => {
    const change = reprice({ ...cluster, budget: { amount: 1 } }, nodes, inHours(4))
    expect(change.endsAt).toBe(inHours(4))
  })
})
