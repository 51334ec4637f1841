import * as z from 'zod'
import type { MachinePrice, RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import { type AwsCredentials, homeRegion } from './client.ts'
import { notAwsError, toPlatformError } from './errors.ts'
import { resolveKeys } from './session.ts'
import { type AwsCaller, openCaller, readSignedJson, sendSigned } from './signed-request.ts'

/** A page has 100 products. One page after the other would take longer than a person waits, so each family has separate pages. */
const families = [
  'General purpose',
  'Compute optimized',
  'Memory optimized',
  'Storage optimized',
  'GPU instance',
  'Machine Learning ASIC Instances',
  'FPGA Instances',
]
const maxPages = 12

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html */
const product = z.object({
  product: z.object({ attributes: z.object({ instanceType: z.string() }) }),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.object({
        priceDimensions: z.record(
          z.string(),
          z.object({
            unit: z.literal('Hrs'),
            pricePerUnit: z.object({ USD: z.string().transform(Number).pipe(z.number().positive()) }),
          }),
        ),
      }),
    ),
  }),
})

const parseJson = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

const filtersFor = (region: string, family: string) =>
  Object.entries({
    regionCode: region,
    instanceFamily: family,
    operatingSystem: 'Linux',
    tenancy: 'Shared',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
    marketoption: 'OnDemand',
  }).map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value }))

const readPage = async (caller: AwsCaller, input: object, signal: AbortSignal) => {
  const response = await sendSigned(
    caller,
    {
      service: 'pricing',
      host: `api.pricing.${homeRegion}.amazonaws.com`,
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSPriceListService.GetProducts',
      },
      body: JSON.stringify(input),
    },
    signal,
  )
  const { PriceList, NextToken } = await readSignedJson(response, signal)
  if (!Array.isArray(PriceList)) throw notAwsError()
  return {
    products: readItems('AWS', product, PriceList.map(parseJson)),
    next: typeof NextToken === 'string' && NextToken !== '' ? NextToken : undefined,
  }
}

const readFamily = async (caller: AwsCaller, region: string, family: string, signal: AbortSignal) => {
  const prices: [type: string, dollars: number][] = []
  const Filters = filtersFor(region, family)
  const input = { ServiceCode: 'AmazonEC2', FormatVersion: 'aws_v1', MaxResults: 100, Filters }
  let next: string | undefined
  for (let page = 1; page <= maxPages; page++) {
    const answer = await readPage(caller, { ...input, ...(next && { NextToken: next }) }, signal)
    for (const { product, terms } of answer.products) {
      const [dimension] = Object.values(terms.OnDemand).flatMap((term) => Object.values(term.priceDimensions))
      if (dimension) prices.push([product.attributes.instanceType, dimension.pricePerUnit.USD])
    }
    next = answer.next
    if (!next) break
  }
  return prices
}

export const readMachinePrices = async (
  credentials: AwsCredentials,
  { region, signal }: RegionRequest,
): Promise<MachinePrice> => {
  try {
    // AWS answers for all regions from this one.
    const caller = await openCaller(await resolveKeys(credentials, signal), homeRegion)
    const pages = await Promise.all(families.map((family) => readFamily(caller, region, family, signal)))
    const prices = new Map(pages.flat())
    return ({ name }) => prices.get(name)
  } catch (error) {
    throw toPlatformError(error, 'read the price list', signal)
  }
}
