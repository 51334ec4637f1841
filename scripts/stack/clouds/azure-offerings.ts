import type { Authorize } from './azure-authorize.ts'
import type { AzureWorld } from './azure-world.ts'
import type { Routes } from './double.ts'

const base = '/subscriptions/{subscription}'

const kubernetesVersion = (version: string, plans = ['KubernetesOfficial', 'AKSLongTermSupport']) => ({
  version,
  isPreview: null,
  capabilities: { supportPlan: plans },
  patchVersions: { [`${version}.1`]: { upgrades: [] } },
})

type Size = {
  name: string
  vCPUs: number
  MemoryGB: number
  GPUs?: number
  arm?: boolean
  zones?: string[]
  /** Zones that the subscription may not use. */
  refusedZones?: string[]
  isRefused?: boolean
}

const sizes: Size[] = [
  { name: 'Standard_B2s', vCPUs: 2, MemoryGB: 4 },
  { name: 'Standard_D2s_v5', vCPUs: 2, MemoryGB: 8 },
  { name: 'Standard_D4s_v5', vCPUs: 4, MemoryGB: 16 },
  { name: 'Standard_D8s_v5', vCPUs: 8, MemoryGB: 32, refusedZones: ['3'] },
  { name: 'Standard_D4ps_v5', vCPUs: 4, MemoryGB: 16, arm: true },
  { name: 'Standard_E8s_v5', vCPUs: 8, MemoryGB: 64 },
  { name: 'Standard_NC4as_T4_v3', vCPUs: 4, MemoryGB: 28, GPUs: 1, zones: ['1'] },
  { name: 'Standard_NC24ads_A100_v4', vCPUs: 24, MemoryGB: 220, GPUs: 1, isRefused: true },
]

const toSku = ({ name, vCPUs, MemoryGB, GPUs, arm, zones = ['1', '2', '3'], ...refused }: Size) => ({
  resourceType: 'virtualMachines',
  name,
  tier: 'Standard',
  locations: ['westeurope'],
  locationInfo: [{ location: 'westeurope', zones }],
  capabilities: Object.entries({
    vCPUs,
    MemoryGB,
    ...(GPUs && { GPUs }),
    CpuArchitectureType: arm ? 'Arm64' : 'x64',
  }).map(([name, value]) => ({ name, value: String(value) })),
  restrictions: [
    ...(refused.isRefused
      ? [{ type: 'Location', values: ['westeurope'], reasonCode: 'NotAvailableForSubscription' }]
      : []),
    ...(refused.refusedZones
      ? [
          {
            type: 'Zone',
            values: ['westeurope'],
            restrictionInfo: { locations: ['westeurope'], zones: refused.refusedZones },
          },
        ]
      : []),
  ],
})

/** Dollars an hour on Linux, and the forms of prices that are no price of a node. */
const prices: Record<string, number> = {
  Standard_B2s: 0.048,
  Standard_D2s_v5: 0.115,
  Standard_D4s_v5: 0.23,
  Standard_D8s_v5: 0.46,
  Standard_D4ps_v5: 0.184,
  Standard_E8s_v5: 0.608,
  Standard_NC4as_T4_v3: 0.605,
}
const toPrices = ([armSkuName, retailPrice]: [string, number]) => {
  const price = {
    armSkuName,
    retailPrice,
    currencyCode: 'USD',
    unitOfMeasure: '1 Hour',
    productName: 'Virtual Machines Series',
    skuName: armSkuName,
    meterName: armSkuName,
    type: 'Consumption',
  }
  return [
    price,
    { ...price, productName: 'Virtual Machines Series Windows', retailPrice: retailPrice * 2 },
    { ...price, skuName: `${armSkuName} Spot`, retailPrice: retailPrice / 5 },
  ]
}
const allPrices = Object.entries(prices).flatMap(toPrices)
const pageSize = 10

/** What AKS and Compute offer in a region, and Azure's retail prices, which need no token. */
export const offeringRoutes = (world: AzureWorld, authorize: Authorize): Routes => ({
  [`GET ${base}/providers/Microsoft.ContainerService/locations/{region}/kubernetesVersions`]: authorize(
    'Microsoft.ContainerService/locations/kubernetesversions/read',
    () => ({
      json: {
        values: [
          ...world.kubernetesVersions.map((version) => kubernetesVersion(version)),
          kubernetesVersion('1.32', ['AKSLongTermSupport']),
        ],
      },
    }),
  ),
  [`GET ${base}/providers/Microsoft.Compute/skus`]: authorize('Microsoft.Compute/skus/read', () => ({
    json: { value: [...sizes.map(toSku), { resourceType: 'disks', name: 'Premium_LRS' }] },
  })),
  'GET /api/retail/prices': ({ query, origin }) => {
    const skip = Number(query.get('$skip') ?? 0)
    const next = skip + pageSize
    return {
      json: {
        Items: allPrices.slice(skip, next),
        NextPageLink: next < allPrices.length ? `${origin}/api/retail/prices?$skip=${next}` : null,
      },
    }
  },
})
