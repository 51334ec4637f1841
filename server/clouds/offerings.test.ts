import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { machineOffering } from '../../contract/offerings.ts'
import { azure as azureDemo, google as googleDemo } from '../../scripts/stack/clouds/demo.ts'
import { startTestClouds } from '../../testing/clouds.ts'

const simulated = await startTestClouds()
const { azure } = await import('./azure/index.ts')
const { gcp } = await import('./gcp/index.ts')
const { readItems } = await import('./read-items.ts')
afterAll(() => simulated.close())
afterEach(() => {
  vi.unstubAllGlobals()
})

const signal = AbortSignal.timeout(60_000)
const inAzure = {
  kind: 'client-secret',
  tenantId: azureDemo.tenant,
  subscriptionId: azureDemo.subscription,
  clientId: azureDemo.application,
  clientSecret: azureDemo.secret,
} as const
const inGoogle = {
  kind: 'impersonation',
  projectId: googleDemo.project,
  serviceAccount: googleDemo.impersonated,
} as const
const westEurope = { region: 'westeurope', signal }
const iowa = { region: 'us-central1', signal }
const namesOf = (items: readonly { name: string }[]) => items.map(({ name }) => name)

describe('Azure', () => {
  test('offers versions of the standard support', async () =>
    expect(await azure.listKubernetesVersions(inAzure, westEurope)).toEqual(
      ['1.37', '1.36', '1.35', '1.34'].map((version) => ({ version })),
    ))

  test('offers the machine types and zones that the subscription may use', async () => {
    const { machineTypes, zones } = await azure.listMachineTypes(inAzure, westEurope)
    expect(zones).toEqual(['1', '2', '3'])
    expect(namesOf(machineTypes)).not.toContain('Standard_NC24ads_A100_v4')
    expect(machineTypes).toEqual(
      expect.arrayContaining([
        {
          name: 'Standard_D8s_v5',
          processors: 8,
          memoryGib: 32,
          architecture: 'x86_64',
          zones: ['1', '2'],
        },
        {
          name: 'Standard_NC4as_T4_v3',
          processors: 4,
          memoryGib: 28,
          gpu: { count: 1, model: 'T4' },
          architecture: 'x86_64',
          zones: ['1'],
        },
        expect.objectContaining({ name: 'Standard_D4ps_v5', architecture: 'arm64' }),
      ]),
    )
  })

  test('has the price of Linux on demand, from each page of the list', async () => {
    const { machineTypes } = await azure.listMachineTypes(inAzure, westEurope)
    const priceOf = await azure.readMachinePrices(inAzure, westEurope)
    const prices = Object.fromEntries(machineTypes.map((machine) => [machine.name, priceOf(machine)]))
    expect(prices).toMatchObject({ Standard_B2s: 0.048, Standard_NC4as_T4_v3: 0.605 })
  })

  test('tells what is in use of each quota', async () =>
    expect(await azure.listQuotas(inAzure, westEurope)).toEqual([
      { name: 'Total Regional vCPUs', max: 100, used: 2 },
    ]))

  test.each<[string, unknown]>([
    ['a price that is no number', { retailPrice: 'NaN' }],
    ['a price below zero', { retailPrice: -1 }],
    ['another currency', { currencyCode: 'EUR' }],
    ['another unit', { unitOfMeasure: '1/Month' }],
    ['a missing name', { armSkuName: '' }],
  ])('leaves out %s', async (_, change) => {
    const good = {
      ...{ armSkuName: 'Standard_D4s_v5', retailPrice: 0.2, currencyCode: 'USD', unitOfMeasure: '1 Hour' },
      ...{ productName: 'Dsv5', skuName: 'D4s v5', meterName: 'D4s v5' },
    }
    const bad = { ...good, armSkuName: 'Standard_D2s_v5', ...(change as object) }
    const Items = [bad, null, 'text', good]
    vi.stubGlobal('fetch', async () => Response.json({ Items, NextPageLink: 'https://evil.example/?a' }))
    const priceOf = await azure.readMachinePrices(inAzure, westEurope)
    const machine = { processors: 2, memoryGib: 8, architecture: 'x86_64' as const, zones: [] }
    expect(priceOf({ ...machine, name: 'Standard_D2s_v5' })).toBeUndefined()
    expect(priceOf({ ...machine, name: 'Standard_D4s_v5' })).toBe(0.2)
  })

  test('without a list of prices is unreachable', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ Items: 'none' }))
    await expect(azure.readMachinePrices(inAzure, westEurope)).rejects.toThrow(/did not come from Azure/)
  })
})

describe('Google Cloud', () => {
  test('offers the minor versions of the Regular channel', async () => {
    const versions = await gcp.listKubernetesVersions(inGoogle, iowa)
    expect(new Set(versions.map(({ version }) => version))).toEqual(new Set(['1.36', '1.35']))
  })

  test('offers the machine types of each zone of the region', async () => {
    const { machineTypes, zones } = await gcp.listMachineTypes(inGoogle, iowa)
    expect(zones).toEqual(['us-central1-b', 'us-central1-c', 'us-central1-d'])
    expect(namesOf(machineTypes)).not.toContain('m1-ultramem-40')
    expect(machineTypes).toEqual(
      expect.arrayContaining([
        {
          name: 'g2-standard-4',
          processors: 4,
          memoryGib: 16,
          gpu: { count: 1, model: 'NVIDIA L4' },
          architecture: 'x86_64',
          zones: ['us-central1-b', 'us-central1-c'],
        },
        expect.objectContaining({ name: 't2a-standard-4', architecture: 'arm64', zones: ['us-central1-b'] }),
      ]),
    )
  })

  test('has the price of processors, memory and GPUs together', async () => {
    const { machineTypes } = await gcp.listMachineTypes(inGoogle, iowa)
    const priceOf = await gcp.readMachinePrices(inGoogle, iowa)
    const prices = new Map(machineTypes.map((machine) => [machine.name, priceOf(machine)]))
    expect(prices.get('e2-standard-2')).toBeCloseTo(0.06701, 5)
    expect(prices.get('n2-standard-4')).toBeCloseTo(0.19424, 5)
    expect(prices.get('g2-standard-4')).toBeCloseTo(0.70683, 5)
    expect(prices.get('e2-medium')).toBeUndefined()
    expect(prices.get('t2a-standard-4')).toBeUndefined()
  })

  test('has no price in a region that the catalogue lacks', async () => {
    const priceOf = await gcp.readMachinePrices(inGoogle, { region: 'europe-west4', signal })
    const { machineTypes } = await gcp.listMachineTypes(inGoogle, { region: 'europe-west4', signal })
    expect(machineTypes.map(priceOf)).toEqual(machineTypes.map(() => undefined))
  })

  test('tells what is in use of each quota', async () =>
    expect(await gcp.listQuotas(inGoogle, iowa)).toEqual([
      { name: 'CPUS', max: 72, used: 2 },
      { name: 'N2_CPUS', max: 72, used: 2 },
    ]))
})

describe('a list of a cloud', () => {
  const machine = { name: 'm', processors: 2, memoryGib: 8, architecture: 'x86_64', zones: [] }

  test.each<[string, unknown]>([
    ['NaN processors', { ...machine, processors: Number.NaN }],
    ['half a processor', { ...machine, processors: 0.5 }],
    ['endless memory', { ...machine, memoryGib: Number.POSITIVE_INFINITY }],
    ['negative memory', { ...machine, memoryGib: -8 }],
    ['an unknown architecture', { ...machine, architecture: 'riscv64' }],
    ['no name', { ...machine, name: undefined }],
    ['nothing', null],
  ])('keeps its other items beside one with %s', (_, item) =>
    expect(readItems('AWS', machineOffering, [item, machine])).toEqual([machine]),
  )

  test('may have 5,000 machine types', () =>
    expect(readItems('AWS', machineOffering, Array(5_000).fill(machine))).toHaveLength(5_000))

  test.each([undefined, null, {}, 'text', 5])('is none if it is %j', (list) =>
    expect(() => readItems('AWS', machineOffering, list)).toThrow(/did not come from AWS/),
  )
})
