import * as z from 'zod'
import type { MachineOffering } from '../../../contract/offerings.ts'
import type { MachinePrice, RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import type { GcpCredentials } from './credentials.ts'
import { type GcpSession, gcpSession } from './session.ts'

/** Compute Engine's number in the catalogue. */
const skus = 'https://cloudbilling.googleapis.com/v1/services/6F81-5844-456A/skus'
const maxPages = 12
/** Without the rest, of which a page has several megabytes. */
const fields =
  'nextPageToken,skus(description,category(usageType),serviceRegions,pricingInfo(pricingExpression(usageUnit,tieredRates)))'

const rate = z.object({
  unitPrice: z.object({
    currencyCode: z.literal('USD'),
    units: z.string().default('0'),
    nanos: z.int().default(0),
  }),
})
/** https://cloud.google.com/billing/docs/reference/rest/v1/services.skus */
const sku = z.object({
  description: z.string(),
  category: z.object({ usageType: z.literal('OnDemand') }),
  serviceRegions: z.array(z.string()),
  pricingInfo: z
    .array(
      z.object({
        pricingExpression: z.object({
          usageUnit: z.enum(['h', 'GiBy.h']),
          tieredRates: z.array(rate).min(1),
        }),
      }),
    )
    .min(1),
})
type Sku = z.infer<typeof sku>

const dollarsOf = ({ pricingInfo }: Sku): number => {
  const { units, nanos } = pricingInfo.at(-1)!.pricingExpression.tieredRates.at(-1)!.unitPrice
  return Number(units) + nanos / 1e9
}

/**
 * What a price is for: `e2 core`, `e2 ram`, `gpu nvidia l4`. Undefined for other resources, such as reserved or sole-tenant ones.
 * The catalogue names a resource only in its description: `E2 Instance Core running in Americas`, `Nvidia L4 GPU running in Americas`.
 */
const keyOf = (description: string): string | undefined => {
  const [, family, part] =
    /^([A-Z]\d[A-Z]?)(?: Predefined| AMD| Arm)? Instance (Core|Ram) running in /i.exec(description) ?? []
  if (family && part) return `${family} ${part}`.toLowerCase()
  const [, ofCompute] = /^Compute optimized (Core|Ram) running in /i.exec(description) ?? []
  if (ofCompute) return `c2 ${ofCompute}`.toLowerCase()
  const [, gpu] = /^(Nvidia [\w ]+?) GPU running in /i.exec(description) ?? []
  return (
    gpu &&
    `gpu ${gpu
      .replace(/\b(?:Tesla|\d+GB)\b/gi, '')
      .replace(/ +/g, ' ')
      .trim()}`.toLowerCase()
  )
}

const readPrices = async ({ client }: GcpSession, region: string): Promise<Map<string, number>> => {
  const prices = new Map<string, number>()
  let pageToken: string | undefined
  for (let page = 1; page <= maxPages; page++) {
    const params = { pageSize: 5000, fields, ...(pageToken && { pageToken }) }
    const { data } = await client.request<{ skus?: unknown; nextPageToken?: string }>({ url: skus, params })
    for (const item of readItems('Google Cloud', sku, data.skus)) {
      const key = item.serviceRegions.includes(region) ? keyOf(item.description) : undefined
      const dollars = dollarsOf(item)
      if (key && Number.isFinite(dollars) && dollars > 0) prices.set(key, dollars)
    }
    pageToken = data.nextPageToken
    if (!pageToken) break
  }
  return prices
}

/** `nvidia tesla a100` and `nvidia l4` are parts of the names that machine types give their GPUs. */
const gpuKeyOf = (model: string): string => `gpu ${model.toLowerCase().replace(/ tesla| \d+gb/g, '')}`

/** A machine costs what its processors, memory and GPUs cost. Shared processors and local disks have prices of another kind. */
const priceOf = (prices: ReadonlyMap<string, number>, machine: MachineOffering): number | undefined => {
  const { name, processors, memoryGib, gpu } = machine
  if (/^(?:e2-(?:micro|small|medium)|[fg]1-)|-lssd$/.test(name)) return undefined
  const [family] = name.split('-')
  const [core, ram] = [prices.get(`${family} core`), prices.get(`${family} ram`)]
  const ofGpu = gpu ? prices.get(gpuKeyOf(gpu.model)) : 0
  if (core === undefined || ram === undefined || ofGpu === undefined) return undefined
  return processors * core + memoryGib * ram + (gpu?.count ?? 0) * ofGpu
}

export const readMachinePrices = async (
  credentials: GcpCredentials,
  { region, signal }: RegionRequest,
): Promise<MachinePrice> => {
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const prices = await session.run(() => readPrices(session, region))
  return (machine) => priceOf(prices, machine)
}
