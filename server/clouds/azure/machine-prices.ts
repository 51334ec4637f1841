import * as z from 'zod'
import { config } from '../../config.ts'
import { connectionError, findOutage, isPlatformError, notProviderError, timeoutError } from '../errors.ts'
import type { MachinePrice, RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import type { AzureCredentials } from './session.ts'

const priceList = `${config.azure.management ?? 'https://prices.azure.com'}/api/retail/prices`
/** A page has 1,000 prices, and a region has about 4,000 for Linux. */
const maxPages = 12

/** https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices. The list is open: it needs no credentials. */
const item = z.object({
  armSkuName: z.string().min(1),
  productName: z.string().refine((name) => !/windows|cloudservices/i.test(name)),
  meterName: z.string().refine((name) => !/spot|low priority/i.test(name)),
  skuName: z.string().refine((name) => !/spot|low priority/i.test(name)),
  currencyCode: z.literal('USD'),
  unitOfMeasure: z.literal('1 Hour'),
  retailPrice: z.number().positive(),
})

const readPage = async (url: string, signal: AbortSignal) => {
  const response = await fetch(url, { signal, redirect: 'error' })
  const { status, headers } = response
  const text = await response.text()
  const outage = findOutage('Azure', { status, contentType: headers.get('content-type'), text })
  if (outage) throw outage
  if (!response.ok) throw notProviderError('Azure')
  return JSON.parse(text) as { Items?: unknown; NextPageLink?: unknown }
}

const readAll = async (region: string, signal: AbortSignal): Promise<Map<string, number>> => {
  const prices = new Map<string, number>()
  const filter = `serviceName eq 'Virtual Machines' and priceType eq 'Consumption' and armRegionName eq '${region}'`
  let next: string | undefined =
    `${priceList}?api-version=2023-01-01-preview&$filter=${encodeURIComponent(filter)}`
  for (let page = 1; next && page <= maxPages; page++) {
    const { Items, NextPageLink }: Awaited<ReturnType<typeof readPage>> = await readPage(next, signal)
    for (const { armSkuName, retailPrice } of readItems('Azure', item, Items))
      prices.set(armSkuName, retailPrice)
    next =
      typeof NextPageLink === 'string' && NextPageLink.startsWith(`${priceList}?`) ? NextPageLink : undefined
  }
  return prices
}

export const readMachinePrices = async (
  _credentials: AzureCredentials,
  { region, signal }: RegionRequest,
): Promise<MachinePrice> => {
  try {
    const prices = await readAll(region, signal)
    return ({ name }) => prices.get(name)
  } catch (error) {
    if (isPlatformError(error)) throw error
    throw signal.aborted ? timeoutError('Azure') : connectionError('Azure', error)
  }
}
