import { describe, expect, test } from 'vitest'
import { endOf, estimateOf, nodePricesAfter, reprice, spentOf } from './prices.ts'

const createdAt = '2031-05-01T10:00:00.000Z'
const inHours = (hours: number) => new Date(Date.parse(createdAt) + hours * 3600_000).toISOString()
const nodes = { type: 't3.large', min: 2 }
/** The estimate of a machine type with a known price. */
const pricedOf = (...input: Parameters<typeof estimateOf>) => {
  const { hourly, monthly, source } = estimateOf(...input)
  if (!hourly || !monthly) throw new Error('no price')
  return { hourly, monthly, source }
}
const usd = (amount: number) => ({ amount, currency: 'USD' as const })
const { hourly, monthly, source } = pricedOf('aws', nodes)
const cluster = {
  platform: 'aws' as const,
  nodes,
  createdAt,
  expiresAt: null,
  budget: { amount: hourly.amount * 10 },
  cost: { hourly, monthly, source },
}

test('a month has 730 hours', () => expect(Math.ceil(monthly.amount / 730)).toBe(hourly.amount))

describe('a machine type without a list price', () => {
  const unknown = { type: 'p5.48xlarge', min: 10 }

  test('has no price, and its cluster neither', () => {
    const estimate = estimateOf('aws', unknown)
    expect(estimate).toMatchObject({ hourly: null, monthly: null })
    expect(estimate.items[1]).toEqual({ what: '10 × p5.48xlarge', hourly: null })
    expect(estimate.source).toContain('p5.48xlarge')
  })

  test('has the price that an operator enters', () => {
    expect(pricedOf('aws', unknown, { nodePrice: usd(5504) }).hourly).toEqual(usd(55_040 + 21))
    expect(endOf({ createdAt, expiresAt: null, budget: usd(1000) }, null)).toBeNull()
  })

  test('keeps its entered price while the type stays, and loses it with the type', () => {
    const cluster = { platform: 'aws' as const, nodes: unknown, nodePrice: usd(5504) }
    expect(nodePricesAfter(cluster, { nodes: { ...unknown, min: 2 } }).nodePrice).toEqual(usd(5504))
    expect(nodePricesAfter(cluster, { nodes: { type: 'p4d.24xlarge', min: 2 } }).nodePrice).toBeUndefined()
    expect(nodePricesAfter(cluster, { nodes: { type: 't3.large', min: 2 } }).nodePrice).toBeUndefined()
  })
})

describe('a price from the list of the region', () => {
  const listPrice = { amount: 5511.5, currency: 'USD' as const, date: '2026-11-28' }
  const type = 'p5.48xlarge'

  test('counts instead of the entered one and the table, with its fractions and its date', () => {
    const listed = pricedOf('aws', { type, min: 2 }, { listPrice, nodePrice: usd(1) })
    expect(listed.hourly).toEqual(usd(2 * 5511.5 + 17))
    expect(listed.source).toContain('2026-11-28')
    const t3 = { amount: 9.6, currency: 'USD' as const, date: '2026-11-28' }
    expect(pricedOf('aws', nodes, { listPrice: t3 }).hourly.amount).toBe(Math.ceil(2 * 9.6 + 16.1))
  })

  test('stays while the machine type stays, and replaces an entered price', () => {
    const cluster = { platform: 'aws' as const, nodes: { type, min: 1 }, nodePrice: usd(5504), listPrice }
    const pricesAfter = nodePricesAfter(cluster, { nodes: { type, min: 2 } })
    expect(pricesAfter).toEqual({ listPrice, nodePrice: undefined })
    expect(nodePricesAfter(cluster, { nodes: { type: 'p4d.24xlarge', min: 2 } })).toEqual({
      listPrice: undefined,
      nodePrice: undefined,
    })
  })
})

test('the sandbox costs nothing, and no budget ends it', () => {
  const { hourly } = pricedOf('sandbox', { type: 'small', min: 3 })
  expect(hourly.amount).toBe(0)
  expect(endOf({ createdAt, expiresAt: null, budget: { amount: 1 } }, hourly)).toBeNull()
})

describe('the end', () => {
  test('is the earlier of the time and the moment when the budget is spent', () => {
    expect(endOf(cluster, hourly)).toBe(inHours(10))
    expect(endOf({ ...cluster, expiresAt: inHours(4) }, hourly)).toBe(inHours(4))
    expect(endOf({ ...cluster, expiresAt: inHours(12) }, hourly)).toBe(inHours(10))
    expect(endOf({ ...cluster, budget: null }, hourly)).toBeNull()
  })

  test('moves when the nodes change, and the cost until then stays', () => {
    const change = reprice(cluster, { nodes: { type: 't3.large', min: 8 } }, inHours(4))
    expect(change).toMatchObject({ spent: { amount: hourly.amount * 4, at: inHours(4) }, endTold: false })
    const left = (hourly.amount * 6) / change.cost.hourly!.amount
    expect(Date.parse(change.endsAt!)).toBeCloseTo(Date.parse(inHours(4 + left)), -1)
    const later = { ...cluster, ...change }
    expect(spentOf(later, inHours(6))).toBe(hourly.amount * 4 + change.cost.hourly!.amount * 2)
    expect(Math.abs(spentOf(later, change.endsAt!) - cluster.budget.amount)).toBeLessThan(1)
    const back = { ...later, ...reprice(later, { nodes }, inHours(5)) }
    expect(spentOf(back, inHours(6))).toBe(hourly.amount * 5 + change.cost.hourly!.amount)
  })

  test('is now when the budget is overspent', () => {
    const change = reprice({ ...cluster, budget: { amount: 1 } }, { nodes }, inHours(4))
    expect(change.endsAt).toBe(inHours(4))
  })
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a machine type named %s has no price',
  (type) => expect(estimateOf('aws', { type, min: 1 })).toMatchObject({ hourly: null, monthly: null }),
)
