import type { Answer, Routes } from './double.ts'
import { asAccount, deny } from './google-errors.ts'
import type { GoogleWorld } from './google-world.ts'

export const zonesOf = (region: string) => ['b', 'c', 'd'].map((letter) => `${region}-${letter}`)

const types = [
  { name: 'e2-medium', guestCpus: 2, memoryMb: 4096 },
  { name: 'e2-standard-2', guestCpus: 2, memoryMb: 8192 },
  { name: 'e2-standard-4', guestCpus: 4, memoryMb: 16384 },
  { name: 'e2-standard-8', guestCpus: 8, memoryMb: 32768 },
  { name: 'n2-standard-4', guestCpus: 4, memoryMb: 16384 },
  { name: 't2a-standard-4', guestCpus: 4, memoryMb: 16384, architecture: 'ARM64', zones: ['b'] },
  {
    name: 'g2-standard-4',
    guestCpus: 4,
    memoryMb: 16384,
    accelerators: [{ guestAcceleratorType: 'nvidia-l4', guestAcceleratorCount: 1 }],
    zones: ['b', 'c'],
  },
  { name: 'm1-ultramem-40', guestCpus: 40, memoryMb: 984064 },
]

const sku = (description: string, nanos: number, usageUnit: string, usageType = 'OnDemand') => ({
  description,
  category: { resourceFamily: 'Compute', usageType },
  serviceRegions: ['europe-west1', 'us-central1'],
  pricingInfo: [
    {
      pricingExpression: {
        usageUnit,
        tieredRates: [{ startUsageAmount: 0, unitPrice: { currencyCode: 'USD', units: '0', nanos } }],
      },
    },
  ],
})
/** List prices of us-central1 in billionths of a dollar. */
const skus = [
  sku('E2 Instance Core running in Americas', 21_811_590, 'h'),
  sku('E2 Instance Ram running in Americas', 2_923_530, 'GiBy.h'),
  sku('Spot Preemptible E2 Instance Core running in Americas', 6_543_000, 'h', 'Preemptible'),
  sku('N2 Instance Core running in Americas', 31_611_000, 'h'),
  sku('N2 Instance Ram running in Americas', 4_237_000, 'GiBy.h'),
  sku('G2 Instance Core running in Americas', 24_988_600, 'h'),
  sku('G2 Instance Ram running in Americas', 2_927_400, 'GiBy.h'),
  sku('Nvidia L4 GPU running in Americas', 560_040_400, 'h'),
  sku('Storage PD Capacity', 40_000_000, 'GiBy.mo'),
]
const pageSize = 5

/** What GKE and Compute Engine offer in a region, and the catalogue of prices. */
export const offeringRoutes = (world: GoogleWorld): Routes => {
  const withGrant = (email: string, id: string, permission: string, answer: Answer): Answer =>
    world.accounts.get(email)?.grants[id]?.includes(permission)
      ? answer
      : deny(`Required '${permission}' permission for 'projects/${id}'`)
  return {
    'GET /container.googleapis.com/v1/projects/{id}/locations/{region}/serverConfig': asAccount(
      world,
      ({ params: { id = '' } }, email) =>
        withGrant(email, id, 'container.clusters.list', {
          json: {
            channels: [
              { channel: 'RAPID', validVersions: ['1.38.0-gke.100'] },
              {
                channel: 'REGULAR',
                validVersions: world.kubernetesVersions.flatMap((version) => [
                  `${version}.3-gke.1200`,
                  `${version}.1-gke.900`,
                ]),
              },
            ],
          },
        }),
    ),
    'GET /compute.googleapis.com/compute/v1/projects/{id}/zones/{zone}/machineTypes': asAccount(
      world,
      ({ params: { id = '', zone = '' } }, email) =>
        withGrant(email, id, 'compute.machineTypes.list', {
          json: {
            kind: 'compute#machineTypeList',
            items: types
              .filter(({ zones }) => !zones || zones.includes(zone.at(-1)!))
              .map(({ zones: _zones, ...type }) => ({ architecture: 'X86_64', ...type })),
          },
        }),
    ),
    'GET /cloudbilling.googleapis.com/v1/services/{service}/skus': asAccount(world, ({ query }) => {
      const start = Number(query.get('pageToken') ?? 0)
      const next = start + pageSize
      return {
        json: {
          skus: skus.slice(start, next),
          nextPageToken: next < skus.length ? String(next) : '',
        },
      }
    }),
  }
}
