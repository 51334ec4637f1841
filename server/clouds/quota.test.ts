import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { CredentialsOf } from '../../contract/cloud-credentials.ts'
import { azure as azureDemo, google as googleDemo } from '../../scripts/stack/clouds/demo.ts'
import { cloudsOfMyOwn } from '../../testing/clouds.ts'

const simulated = await cloudsOfMyOwn()
const { azure } = await import('./azure/index.ts')
const { gcp } = await import('./gcp/index.ts')
const { cores } = simulated.azure
const { processors } = simulated.google
const before = { cores: { ...cores }, processors: { ...processors } }
afterAll(() => simulated.close())
afterEach(() => {
  Object.assign(cores, before.cores)
  Object.assign(processors, before.processors)
})

const signal = AbortSignal.timeout(30_000)
const inAzure = (subscriptionId: string = azureDemo.subscription): CredentialsOf<'client-secret'> => ({
  kind: 'client-secret',
  tenantId: azureDemo.tenant,
  subscriptionId,
  clientId: azureDemo.application,
  clientSecret: azureDemo.secret,
})
const inGoogle = {
  kind: 'impersonation',
  projectId: googleDemo.project,
  serviceAccount: googleDemo.impersonated,
} as const

describe('Azure’s limit of cores in a region', () => {
  const asked = (min: number, subscription?: string) =>
    azure.findQuotaProblem(inAzure(subscription), {
      region: 'westeurope',
      nodes: { type: 'Standard_D4s_v5', min },
      signal,
    })

  test('stands against what would go beyond it, to the core', async () => {
    Object.assign(cores, { currentValue: 2, limit: 10 })
    expect(await asked(2)).toBeUndefined()
    expect(await asked(3)).toMatch(
      /allows this subscription 10 cores in westeurope: 2 are in use, and 12 would/,
    )
  })

  test('is not told to who may not ask', async () => {
    await expect(asked(1, azureDemo.hiddenSubscription)).rejects.toThrow(/Azure/)
  })
})

describe('Google Cloud’s limit of processors in a region', () => {
  const asked = (min: number, type: string, region = 'europe-west1') =>
    gcp.findQuotaProblem(inGoogle, { region, nodes: { type, min }, signal })

  test.each([
    ['e2-standard-4', 'CPUS'],
    ['n2-standard-4', 'N2_CPUS'],
  ])('stands against what would go beyond it, for %s', async (type, metric) => {
    Object.assign(processors, { usage: 2, limit: 10 })
    expect(await asked(2, type)).toBeUndefined()
    const said = await asked(3, type)
    expect(said).toContain(`10 processors (${metric}) in europe-west1: 2 are in use, and 12 would be needed`)
  })

  test('of a family that it has none for stands against nothing', async () => {
    Object.assign(processors, { usage: 10, limit: 10 })
    expect(await asked(3, 'c4-standard-4')).toBeUndefined()
  })

  test('is not there for a region that is none', async () => {
    await expect(asked(1, 'e2-standard-4', 'atlantis-1')).rejects.toThrow(/Google does not find this/)
  })
})
