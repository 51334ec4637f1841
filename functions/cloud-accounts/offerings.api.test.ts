import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Offerings } from '../../contract/offerings.ts'
import type { ProblemDetails } from '../../contract/problems.ts'
import { calendarsDate } from '../../domain/kubernetes-versions.ts'
import { listPricesDate } from '../../domain/list-prices.ts'
import { awsKeys } from '../../scripts/stack/aws-demo.ts'
import { google } from '../../scripts/stack/clouds/demo.ts'
import { db, documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { azureSecret, connectAccount, googleKeyOf, withTrouble } from '../../testing/cloud-accounts.ts'
import { expectRefusal } from '../../testing/nonsense/expect-refusal.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { poison } from '../../testing/poison.ts'

let otto: Person
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
})
const connectAzure = () => connectAccount(otto, { platform: 'azure', credentials: azureSecret() })
const ask = <T>(account: CloudAccount, region: string) =>
  api<T>('GET', `/v1/cloud-accounts/${account.id}/offerings?region=${region}`, undefined, otto)
const offeringsOf = async (account: CloudAccount, region: string): Promise<Offerings> => {
  const { status, body, text } = await ask<Offerings>(account, region)
  expect(status, text).toBe(200)
  return body
}
const machineOf = ({ machineTypes }: Offerings, type: string) =>
  machineTypes.find(({ name }) => name === type)
const today = () => new Date().toISOString().slice(0, 10)
const sourcesOf = ({ versionsSource, machineTypesSource, pricesSource }: Offerings) =>
  [versionsSource, machineTypesSource, pricesSource].map(({ kind }) => kind)

/** Asks until each list comes from the cloud. The simulated AWS serves other tests at the same time and may miss the timeout. */
const completeOfferingsOf = (account: CloudAccount, region: string): Promise<Offerings> =>
  vi.waitFor(
    async () => {
      const offerings = await offeringsOf(account, region)
      // The API keeps an incomplete answer for a quarter of an hour.
      if (sourcesOf(offerings).includes('table')) await documents.offerings(account.id, region).delete()
      expect(sourcesOf(offerings)).toEqual(['cloud', 'cloud', 'cloud'])
      return offerings
    },
    { timeout: 110_000, interval: 1_000 },
  )

describe('the lists of a region', () => {
  test('come from Azure with prices, zones and quotas', async () => {
    const offerings = await completeOfferingsOf(await connectAzure(), 'westeurope')
    expect(offerings).toMatchObject({
      region: 'westeurope',
      versionsSource: { kind: 'cloud', date: today() },
      zones: ['1', '2', '3'],
      quotas: [{ name: 'Total Regional vCPUs', max: 100 }],
    })
    expect(offerings.versions[0]).toMatchObject({ version: '1.37', standardEnd: '2027-10-31' })
    expect(machineOf(offerings, 'Standard_D2s_v5')).toMatchObject({ memoryGib: 8, hourlyCents: 11.5 })
    expect(offerings).not.toHaveProperty('expiresAt')
  })

  test('come from Google Cloud', async () => {
    const key = await googleKeyOf(google.account)
    const account = await connectAccount(otto, {
      platform: 'gcp',
      credentials: { kind: 'service-account', key },
    })
    const offerings = await completeOfferingsOf(account, 'us-central1')
    expect(offerings.versions.map(({ version }) => version)).toEqual(['1.36', '1.35'])
    expect(machineOf(offerings, 'g2-standard-4')).toMatchObject({
      gpu: { count: 1 },
      hourlyCents: expect.closeTo(70.68, 2),
    })
  })

  test('come from AWS', async () => {
    const credentials = { kind: 'access-key', ...awsKeys.demo } as const
    const account = await connectAccount(otto, { platform: 'aws', credentials })
    const offerings = await completeOfferingsOf(account, 'us-east-1')
    expect(offerings.versions[0]!.standardEnd! >= today()).toBe(true)
    expect(machineOf(offerings, 'g5.xlarge')).toMatchObject({ processors: 4, hourlyCents: 125.8 })
    expect(offerings.zones.length).toBeGreaterThan(1)
    expect(offerings.quotas).toContainEqual(expect.objectContaining({ name: 'VPCs' }))
  })

  test('of the sandbox are its own', async () => {
    const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    const offerings = await offeringsOf(account, 'local')
    expect(offerings.machineTypes).toEqual([expect.objectContaining({ name: 'small', hourlyCents: 0 })])
  })

  test('are refused for a region that the account does not have', async () =>
    expectRefusal(await ask<ProblemDetails>(await connectAzure(), 'us-east-1'), {
      at: 'region',
      key: 'region',
    }))
})

describe('a cloud that does not answer', () => {
  test.each(['forbidden', 'html', 'broken-json', 'reset'] as const)(
    'leaves one list to the table, with its date (%s)',
    async (kind) => {
      const account = await connectAzure()
      await using _ = await withTrouble({ at: 'Microsoft.Compute/skus', kind })
      const offerings = await offeringsOf(account, 'westeurope')
      expect(offerings.machineTypesSource).toEqual({ kind: 'table', date: listPricesDate })
      expect(offerings.versionsSource.kind).toBe('cloud')
      expect(machineOf(offerings, 'Standard_D2s_v5')).toMatchObject({ processors: 2, zones: [] })
    },
  )

  test('leaves all lists to the tables', async () => {
    const account = await connectAzure()
    await using _ = await withTrouble({ at: '/', kind: 'unavailable' })
    const offerings = await offeringsOf(account, 'westeurope')
    expect(sourcesOf(offerings)).toEqual(['table', 'table', 'table'])
    expect(offerings.versionsSource.date).toBe(calendarsDate)
    expect(machineOf(offerings, 'Standard_D2s_v5')).toMatchObject({ hourlyCents: 9.6 })
    const stored = (await documents.offerings(account.id, 'westeurope').get()).data()!
    expect(Date.parse(stored.expiresAt) - Date.parse(stored.askedAt)).toBeLessThan(3600_000)
  })
})

describe('the cache', () => {
  const cacheOf = ({ id }: CloudAccount) => db.doc(`cloudAccounts/${id}/offerings/westeurope`)

  test('answers for a day, for its own account only', async () => {
    const [first, second] = [await connectAzure(), await connectAzure()]
    const answered = await offeringsOf(first, 'westeurope')
    const stored = (await documents.offerings(first.id, 'westeurope').get()).data()!
    expect(Date.parse(stored.expiresAt) - Date.parse(stored.askedAt)).toBe(24 * 3600_000)
    await using _ = await withTrouble({ at: '/', kind: 'unavailable' })
    expect(await offeringsOf(first, 'westeurope')).toEqual(answered)
    expect(sourcesOf(await offeringsOf(second, 'westeurope'))).toEqual(['table', 'table', 'table'])
  })

  test.each<[string, Parameters<typeof poison>[1]]>([
    ['that is a day old', { expiresAt: { timestampValue: '2026-01-01T00:00:00Z' } }],
    ['that cannot be read', { machineTypes: { stringValue: '[{"name":7}]' } }],
    ['without JSON', { machineTypes: { stringValue: '[' } }],
  ])('is asked for a second time %s', async (_, change) => {
    const account = await connectAzure()
    const { askedAt } = await offeringsOf(account, 'westeurope')
    await poison(cacheOf(account).path, change)
    const offerings = await offeringsOf(account, 'westeurope')
    expect(offerings.askedAt > askedAt).toBe(true)
    expect(machineOf(offerings, 'Standard_D2s_v5')).toBeDefined()
  })

  test('goes with its account', async () => {
    const account = await connectAzure()
    await offeringsOf(account, 'westeurope')
    expect((await api('DELETE', `/v1/cloud-accounts/${account.id}`, undefined, otto)).status).toBe(204)
    expect((await cacheOf(account).get()).exists).toBe(false)
  })
})

describe('a new cluster', () => {
  const create = (account: CloudAccount, change: object) =>
    api(
      'POST',
      '/v1/clusters',
      {
        accountId: account.id,
        name: 'offered',
        region: 'westeurope',
        stateBucket: 'labseatstate',
        services: ['vscode'],
        ...change,
      },
      otto,
    )
  const nodes = (type: string) => ({ nodes: { type, min: 1, max: 1 } })

  test('is checked by the lists that the cloud gave', async () => {
    const account = await connectAzure()
    await offeringsOf(account, 'westeurope')
    expectRefusal(await create(account, nodes('Standard_NC24ads_A100_v4')), {
      at: 'nodes.type',
      key: 'machineTypeNotOffered',
    })
    expectRefusal(await create(account, { kubernetesVersion: '1.33' }), {
      at: 'kubernetesVersion',
      key: 'kubernetesOffered',
    })
    const priced = { ...nodes('Standard_E8s_v5'), nodePrice: { amount: 5, currency: 'USD' } }
    expectRefusal(await create(account, priced), { at: 'nodePrice.amount', key: 'priceKnown' })
    const { status, body, text } = await create(account, nodes('Standard_E8s_v5'))
    expect(status, text).toBe(202)
    expect(body).toMatchObject({
      kubernetesVersion: '1.37',
      listPrice: { amount: 60.8, currency: 'USD', date: today() },
      cost: { source: expect.stringContaining(today()) },
    })
  })
})
