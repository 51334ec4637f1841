import { describe, expect, test } from 'vitest'
import { defaults, machineTypes } from './cluster-defaults.ts'
import { infrastructureLines } from './list-prices.ts'
import { estimateOf, isPriced } from './prices.ts'

/** Worked out by hand: control plane + machines + disks + way out + public address, times 730 hours. */
test.each([
  ['aws', 0.1 + 2 * 0.0832 + (2 * 50 * 0.08) / 730 + 0.045 + 0.005],
  ['azure', 0 + 2 * 0.096 + (2 * 10.21) / 730 + 0.025 + 0.005],
  ['gcp', 0.1 + 2 * 0.06701 + (2 * 50 * 0.1) / 730 + 2 * 0.0014 + 0.005],
] as const)('the proposed cluster of %s costs what the platform bills', (platform, dollars) => {
  const { hourly, monthly } = estimateOf(platform, defaults.nodes[platform])
  expect(hourly!.amount).toBe(Math.ceil(dollars * 100))
  expect(monthly!.amount).toBe(Math.round(dollars * 730 * 100))
})

const linesOf = (platform: 'aws' | 'azure' | 'gcp' | 'sandbox', nodes = 2, hasPublicServices = false) =>
  infrastructureLines({ platform, nodes, diskGb: 50, hasPublicServices })
const sumOf = (...input: Parameters<typeof linesOf>) =>
  linesOf(...input).reduce((sum, { dollars }) => sum + dollars, 0)

describe('the infrastructure', () => {
  test("AKS's Free tier costs nothing", () =>
    expect(linesOf('azure')[0]).toEqual({ what: 'Control plane (Free tier)', dollars: 0 }))

  test.each([
    ['aws', 0.0225 + 2 * 0.005],
    ['azure', 0.005],
    ['gcp', 0.025 + 0.005],
    ['sandbox', 0],
  ] as const)('public services on %s add a load balancer with its addresses', (platform, dollars) =>
    expect(sumOf(platform, 2, true) - sumOf(platform)).toBeCloseTo(dollars, 10),
  )

  test("Google's gateway costs by the machine, and no more than 32 machines", () => {
    const natOf = (nodes: number) => linesOf('gcp', nodes).find(({ what }) => what === 'Cloud NAT')!.dollars
    expect(natOf(3)).toBeCloseTo(0.0042, 10)
    expect(natOf(50)).toBe(0.044)
  })

  test.each([
    ['aws', 200, 16],
    ['azure', 50, 10.21],
    ['azure', 64, 10.21],
    ['azure', 65, 19.71],
    ['azure', 2048, 259.05],
    ['gcp', 200, 20],
  ] as const)('a disk on %s of %d GiB costs %d dollars a month', (platform, diskGb, dollars) => {
    const [, disk] = infrastructureLines({ platform, nodes: 1, diskGb, hasPublicServices: false })
    expect(disk).toMatchObject({ what: `1 × ${diskGb} GiB disk` })
    expect(disk!.dollars * 730).toBeCloseTo(dollars, 10)
  })

  test('the sandbox has none', () => expect(sumOf('sandbox', 2, true)).toBe(0))
})

test('every proposed machine type has a price', () => {
  const proposed = Object.entries(machineTypes).flatMap(([platform, types]) =>
    types.map((type) => [platform, type] as const),
  )
  expect(proposed.filter(([platform, type]) => !isPriced(platform as 'aws', type))).toEqual([])
})
