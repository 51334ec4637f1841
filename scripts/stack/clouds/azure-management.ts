import { type Authorize, createAuthorize, findApplication, refusal, unknownToken } from './azure-authorize.ts'
import { offeringRoutes } from './azure-offerings.ts'
import { regions } from './azure-regions.ts'
import { storageAccountRoutes } from './azure-storage-accounts.ts'
import type { AzureWorld } from './azure-world.ts'
import type { Routes } from './double.ts'

const base = '/subscriptions/{subscription}'
const group = `${base}/resourcegroups/{group}`

const subscriptionRoutes = (world: AzureWorld, authorize: Authorize): Routes => ({
  'GET /subscriptions': (request) => {
    const application = findApplication(world, request)
    if (!application) return unknownToken
    const visible = [...world.subscriptions].filter(([id]) => application.grants[id])
    return {
      json: {
        value: visible.map(([subscriptionId, { name, state }]) => ({
          id: `/subscriptions/${subscriptionId}`,
          subscriptionId,
          displayName: name,
          state,
        })),
      },
    }
  },
  [`GET ${base}/locations`]: authorize('Microsoft.Resources/subscriptions/locations/read', () => ({
    json: { value: regions },
  })),
  [`GET ${base}/providers/Microsoft.Compute/locations/{region}/usages`]: authorize(
    'Microsoft.Compute/locations/usages/read',
    () => ({
      json: {
        value: [
          { unit: 'Count', ...world.cores, name: { value: 'cores', localizedValue: 'Total Regional vCPUs' } },
        ],
      },
    }),
  ),
  [`GET ${base}/providers/Microsoft.Authorization/permissions`]: authorize(
    'Microsoft.Authorization/permissions/read',
    (request) => ({ json: { value: findApplication(world, request)!.grants[request.subscription] } }),
  ),
})

const resourceGroupRoutes = ({ resourceGroups }: AzureWorld, authorize: Authorize): Routes => ({
  [`GET ${group}`]: authorize('Microsoft.Resources/subscriptions/resourceGroups/read', ({ params }) => {
    const location = resourceGroups.get(params.group!)
    return location
      ? { json: { name: params.group, location } }
      : refusal(404, 'ResourceGroupNotFound', `Resource group '${params.group}' could not be found.`)
  }),
  [`PUT ${group}`]: authorize(
    'Microsoft.Resources/subscriptions/resourceGroups/write',
    ({ params, body }) => {
      const { location } = JSON.parse(body) as { location: string }
      resourceGroups.set(params.group!, location)
      return { status: 201, json: { name: params.group, location } }
    },
  ),
})

/** Azure Resource Manager: https://learn.microsoft.com/rest/api/resources */
export const managementRoutes = (world: AzureWorld): Routes => {
  const authorize = createAuthorize(world)
  return {
    ...subscriptionRoutes(world, authorize),
    ...resourceGroupRoutes(world, authorize),
    ...storageAccountRoutes(world, authorize),
    ...offeringRoutes(world, authorize),
  }
}
