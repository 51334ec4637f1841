import { type Authorize, refusal } from './azure-authorize.ts'
import { regions } from './azure-regions.ts'
import type { AzureWorld } from './azure-world.ts'
import type { Routes } from './double.ts'

const provider = '/subscriptions/{subscription}/providers/Microsoft.Storage'
const accountPath =
  '/subscriptions/{subscription}/resourcegroups/{group}/providers/Microsoft.Storage/storageAccounts/{account}'
/** Small, so that a client has to follow the link to the next page. */
const accountsPerPage = 2

const presentAccount = ({ storageAccounts }: AzureWorld, name: string) => {
  const { subscription, location, created, publicBlobs, pollsLeft } = storageAccounts.get(name)!
  return {
    id: `/subscriptions/${subscription}/resourceGroups/labseat/providers/Microsoft.Storage/storageAccounts/${name}`,
    name,
    type: 'Microsoft.Storage/storageAccounts',
    kind: 'StorageV2',
    sku: { name: 'Standard_LRS', tier: 'Standard' },
    location,
    properties: {
      creationTime: created,
      allowBlobPublicAccess: publicBlobs,
      minimumTlsVersion: 'TLS1_2',
      encryption: { keySource: 'Microsoft.Storage', services: { blob: { enabled: true } } },
      provisioningState: pollsLeft > 0 ? 'ResolvingDNS' : 'Succeeded',
    },
  }
}

const listRoutes = (world: AzureWorld, authorize: Authorize): Routes => ({
  [`GET ${provider}/storageAccounts`]: authorize(
    'Microsoft.Storage/storageAccounts/read',
    ({ subscription, query, origin, path }) => {
      const names = [...world.storageAccounts.values()]
        .filter((stored) => stored.subscription === subscription && stored.pollsLeft === 0)
        .map(({ name }) => name)
      const from = Number(query.get('$skiptoken') ?? 0)
      const next = from + accountsPerPage < names.length
      return {
        json: {
          value: names.slice(from, from + accountsPerPage).map((name) => presentAccount(world, name)),
          ...(next && {
            nextLink: `${origin}${path}?api-version=2024-01-01&$skiptoken=${from + accountsPerPage}`,
          }),
        },
      }
    },
  ),
  [`POST ${provider}/checkNameAvailability`]: authorize(
    'Microsoft.Storage/checknameavailability/read',
    ({ body }) => {
      const { name } = JSON.parse(body) as { name: string }
      return {
        json: world.storageAccounts.has(name)
          ? {
              nameAvailable: false,
              reason: 'AlreadyExists',
              message: `The storage account named ${name} is already taken.`,
            }
          : { nameAvailable: true },
      }
    },
  ),
})

const accountRoutes = (world: AzureWorld, authorize: Authorize): Routes => ({
  [`PUT ${accountPath}`]: authorize(
    'Microsoft.Storage/storageAccounts/write',
    ({ params, body, subscription, origin, path }) => {
      const { location, properties } = JSON.parse(body) as {
        location: string
        properties: { allowBlobPublicAccess?: boolean }
      }
      if (!regions.some(({ name }) => name === location))
        return refusal(
          400,
          'LocationNotAvailableForResourceType',
          `The provided location '${location}' is not available for resource type 'Microsoft.Storage/storageAccounts'.`,
        )
      const name = params.account!
      world.storageAccounts.set(name, {
        ...{ name, subscription, location, created: new Date().toISOString() },
        ...{
          publicBlobs: properties.allowBlobPublicAccess ?? true,
          versioning: false,
          containers: new Map(),
          pollsLeft: 1,
        },
      })
      return { status: 202, headers: { location: `${origin}${path}/operation?api-version=2024-01-01` } }
    },
  ),
  [`GET ${accountPath}`]: authorize('Microsoft.Storage/storageAccounts/read', ({ params, subscription }) => {
    const stored = world.storageAccounts.get(params.account!)
    return stored?.subscription === subscription
      ? { json: presentAccount(world, params.account!) }
      : refusal(404, 'ResourceNotFound', `The Resource '${params.account}' was not found.`)
  }),
  [`GET ${accountPath}/operation`]: authorize(
    'Microsoft.Storage/storageAccounts/read',
    ({ params, origin, path }) => {
      const stored = world.storageAccounts.get(params.account!)!
      if (stored.pollsLeft-- > 0)
        return { status: 202, headers: { location: `${origin}${path}?api-version=2024-01-01` } }
      stored.pollsLeft = 0
      return { json: presentAccount(world, params.account!) }
    },
  ),
})

const blobServiceRoutes = (world: AzureWorld, authorize: Authorize): Routes => ({
  [`GET ${accountPath}/blobServices/default`]: authorize(
    'Microsoft.Storage/storageAccounts/blobServices/read',
    ({ params }) => ({
      json: { properties: { isVersioningEnabled: world.storageAccounts.get(params.account!)!.versioning } },
    }),
  ),
  [`PUT ${accountPath}/blobServices/default`]: authorize(
    'Microsoft.Storage/storageAccounts/blobServices/write',
    ({ params, body }) => {
      const { properties } = JSON.parse(body) as { properties: { isVersioningEnabled?: boolean } }
      world.storageAccounts.get(params.account!)!.versioning = properties.isVersioningEnabled ?? false
      return { json: { properties } }
    },
  ),
  [`GET ${accountPath}/blobServices/default/containers/{container}`]: authorize(
    'Microsoft.Storage/storageAccounts/blobServices/containers/read',
    ({ params }) =>
      world.storageAccounts.get(params.account!)!.containers.has(params.container!)
        ? { json: { name: params.container, properties: {} } }
        : refusal(404, 'ContainerNotFound', 'The specified container does not exist.'),
  ),
  [`PUT ${accountPath}/blobServices/default/containers/{container}`]: authorize(
    'Microsoft.Storage/storageAccounts/blobServices/containers/write',
    ({ params }) => {
      world.storageAccounts.get(params.account!)!.containers.set(params.container!, [])
      return { status: 201, json: { name: params.container, properties: {} } }
    },
  ),
})

/** Storage accounts at Azure Resource Manager: https://learn.microsoft.com/rest/api/storagerp */
export const storageAccountRoutes = (world: AzureWorld, authorize: Authorize): Routes => ({
  ...listRoutes(world, authorize),
  ...accountRoutes(world, authorize),
  ...blobServiceRoutes(world, authorize),
})
