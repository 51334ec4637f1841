import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { CredentialsOf } from '../../contract/cloud-credentials.ts'
import { azure as azureDemo, google as googleDemo } from '../../scripts/stack/clouds/demo.ts'
import { startTestClouds } from '../../testing/clouds.ts'

const simulated = await startTestClouds()
const { azure } = await import('./azure/index.ts')
const { gcp } = await import('./gcp/index.ts')
const { cores } = simulated.azure
const { processors } = simulated.google
const initial = { cores: { ...cores }, processors: { ...processors } }
afterAll(() => simulated.close())
afterEach(() => {
  Object.assign(cores, initial.cores)
  Object.assign(processors, initial.processors)
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

describe('the limit of cores in an Azure region', () => {
  const findProblem = (min: number, subscription?: string) =>
    azure.findQuotaProblem(inAzure(subscription), {
      region: 'westeurope',
      nodes: { type: 'Standard_D4s_v5', min },
      signal,
    })

  test('allows the last free core, and not one more', async () => {
    Object.assign(cores, { currentValue: 2, limit: 10 })
    expect(await findProblem(2)).toBeUndefined()
    expect(await findProblem(3)).toMatch(
      /allows this subscription 10 cores in westeurope\. 2 are in use, and the cluster needs 12 more/,
    )
  })

  test('cannot be read without access to the subscription', async () => {
    await expect(findProblem(1, azureDemo.hiddenSubscription)).rejects.toThrow(/Azure/)
  })
})

describe('the limit of processors in a Google Cloud region', () => {
  const findProblem = (min: number, type: string, region = 'europe-west1') =>
    gcp.findQuotaProblem(inGoogle, { region, nodes: { type, min }, signal })

  test.each([
    ['e2-standard-4', 'CPUS'],
    ['n2-standard-4', 'N2_CPUS'],
  ])('allows the last free processor of %s, and not one more', async (type, metric) => {
    Object.assign(processors, { usage: 2, limit: 10 })
    expect(await findProblem(2, type)).toBeUndefined()
    const problem = await findProblem(3, type)
    expect(problem).toContain(
      `10 processors (${metric}) in europe-west1. 2 are in use, and the cluster needs 12 more`,
    )
  })

  test('is unknown for a family without a quota, so that a cluster may start', async () => {
    Object.assign(processors, { usage: 10, limit: 10 })
    expect(await findProblem(3, 'c4-standard-4')).toBeUndefined()
  })

  test('cannot be read for a region that does not exist', async () => {
    await expect(findProblem(1, 'e2-standard-4', 'atlantis-1')).rejects.toThrow(/Google does not find this/)
  })
})
