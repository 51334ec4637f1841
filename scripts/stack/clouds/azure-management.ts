import { azureGrants } from '../../../domain/cloud-permissions.ts'
import type { AzureWorld } from './azure-world.ts'
import type { Answer, Request, Routes } from './double.ts'

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  json: { error: { code, message } },
})
const place = (name: string, physical = true) => ({
  name,
  displayName: name,
  metadata: { regionType: physical ? 'Physical' : 'Logical' },
})
const regions = [place('westeurope'), place('northeurope'), place('eastus'), place('europe', false)]
/** Of accounts, to show that the rest is asked for. */
const pageSize = 2

/** Azure Resource Manager: https://learn.microsoft.com/rest/api/resources */
export const managementRoutes = ({
  subscriptions,
  cores,
  resourceGroups,
  storageAccounts,
  tokens,
}: AzureWorld): Routes => {
  const bearerOf = ({ headers }: Request) => {
    const bearer = tokens.bearer(headers.authorization)
    return bearer?.scope === 'https://management.azure.com/.default' ? bearer.application : undefined
  }
  const unknown = refusal(401, 'InvalidAuthenticationToken', 'The access token is invalid.')
  /** @param action what the caller must have been granted */
  const on =
    (action: string, handle: (request: Request & { subscription: string }) => Answer) =>
    (request: Request): Answer => {
      const application = bearerOf(request)
      if (!application) return unknown
      const subscription = request.params.subscription!.toLowerCase()
      const grants = application.grants[subscription]
      if (!grants || !subscriptions.has(subscription))
        return refusal(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`)
      if (!azureGrants(grants, action))
        return refusal(
          403,
          'AuthorizationFailed',
          `The client does not have authorization to perform action '${action}' over scope '/subscriptions/${subscription}' or the scope is invalid.`,
        )
      return handle({ ...request, subscription })
    }
  const account = (name: string) => {
    const { subscription, location, created, publicBlobs, looks } = storageAccounts.get(name)!
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
        provisioningState: looks > 0 ? 'ResolvingDNS' : 'Succeeded',
      },
    }
  }
  const base = '/subscriptions/{subscription}'
  const storage = `${base}/providers/Microsoft.Storage`
  const group = `${base}/resourcegroups/{group}`
  const one = `${group}/providers/Microsoft.Storage/storageAccounts/{account}`

  return {
    'GET /subscriptions': (request) => {
      const application = bearerOf(request)
      if (!application) return unknown
      const visible = [...subscriptions].filter(([id]) => application.grants[id])
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
    [`GET ${base}/locations`]: on('Microsoft.Resources/subscriptions/locations/read', () => ({
      json: { value: regions },
    })),
    [`GET ${base}/providers/Microsoft.Compute/locations/{region}/usages`]: on(
      'Microsoft.Compute/locations/usages/read',
      () => ({
        json: {
          value: [
            { unit: 'Count', ...cores, name: { value: 'cores', localizedValue: 'Total Regional vCPUs' } },
          ],
        },
      }),
    ),
    [`GET ${base}/providers/Microsoft.Authorization/permissions`]: on(
      'Microsoft.Authorization/permissions/read',
      (request) => ({ json: { value: bearerOf(request)!.grants[request.subscription] } }),
    ),

    [`GET ${storage}/storageAccounts`]: on(
      'Microsoft.Storage/storageAccounts/read',
      ({ subscription, query, origin, path }) => {
        const names = [...storageAccounts.values()]
          .filter((found) => found.subscription === subscription && found.looks === 0)
          .map(({ name }) => name)
        const from = Number(query.get('$skiptoken') ?? 0)
        const next = from + pageSize < names.length
        return {
          json: {
            value: names.slice(from, from + pageSize).map(account),
            ...(next && {
              nextLink: `${origin}${path}?api-version=2024-01-01&$skiptoken=${from + pageSize}`,
            }),
          },
        }
      },
    ),
    [`POST ${storage}/checkNameAvailability`]: on(
      'Microsoft.Storage/checknameavailability/read',
      ({ body }) => {
        const { name } = JSON.parse(body) as { name: string }
        return {
          json: storageAccounts.has(name)
            ? {
                nameAvailable: false,
                reason: 'AlreadyExists',
                message: `The storage account named ${name} is already taken.`,
              }
            : { nameAvailable: true },
        }
      },
    ),
    [`GET ${group}`]: on('Microsoft.Resources/subscriptions/resourceGroups/read', ({ params }) => {
      const location = resourceGroups.get(params.group!)
      return location
        ? { json: { name: params.group, location } }
        : refusal(404, 'ResourceGroupNotFound', `Resource group '${params.group}' could not be found.`)
    }),
    [`PUT ${group}`]: on('Microsoft.Resources/subscriptions/resourceGroups/write', ({ params, body }) => {
      const { location } = JSON.parse(body) as { location: string }
      resourceGroups.set(params.group!, location)
      return { status: 201, json: { name: params.group, location } }
    }),
    [`PUT ${one}`]: on(
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
        storageAccounts.set(name, {
          ...{ name, subscription, location, created: new Date().toISOString() },
          ...{
            publicBlobs: properties.allowBlobPublicAccess ?? true,
            versioning: false,
            containers: new Map(),
            looks: 1,
          },
        })
        return { status: 202, headers: { location: `${origin}${path}/operation?api-version=2024-01-01` } }
      },
    ),
    [`GET ${one}`]: on('Microsoft.Storage/storageAccounts/read', ({ params, subscription }) => {
      const found = storageAccounts.get(params.account!)
      return found?.subscription === subscription
        ? { json: account(params.account!) }
        : refusal(404, 'ResourceNotFound', `The Resource '${params.account}' was not found.`)
    }),
    [`GET ${one}/operation`]: on('Microsoft.Storage/storageAccounts/read', ({ params, origin, path }) => {
      const found = storageAccounts.get(params.account!)!
      if (found.looks-- > 0)
        return { status: 202, headers: { location: `${origin}${path}?api-version=2024-01-01` } }
      found.looks = 0
      return { json: account(params.account!) }
    }),
    [`GET ${one}/blobServices/default`]: on(
      'Microsoft.Storage/storageAccounts/blobServices/read',
      ({ params }) => ({
        json: { properties: { isVersioningEnabled: storageAccounts.get(params.account!)!.versioning } },
      }),
    ),
    [`PUT ${one}/blobServices/default`]: on(
      'Microsoft.Storage/storageAccounts/blobServices/write',
      ({ params, body }) => {
        const { properties } = JSON.parse(body) as { properties: { isVersioningEnabled?: boolean } }
        storageAccounts.get(params.account!)!.versioning = properties.isVersioningEnabled ?? false
        return { json: { properties } }
      },
    ),
    [`GET ${one}/blobServices/default/containers/{container}`]: on(
      'Microsoft.Storage/storageAccounts/blobServices/containers/read',
      ({ params }) =>
        storageAccounts.get(params.account!)!.containers.has(params.container!)
          ? { json: { name: params.container, properties: {} } }
          : refusal(404, 'ContainerNotFound', 'The specified container does not exist.'),
    ),
    [`PUT ${one}/blobServices/default/containers/{container}`]: on(
      'Microsoft.Storage/storageAccounts/blobServices/containers/write',
      ({ params }) => {
        storageAccounts.get(params.account!)!.containers.set(params.container!, [])
        return { status: 201, json: { name: params.container, properties: {} } }
      },
    ),
  }
}
