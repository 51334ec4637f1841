import type { BlobItem, BlobPrefix } from '@azure/storage-blob'
import type { Bucket, BucketObject } from '../../contract/cloud-accounts.ts'
import { config } from '../config.ts'
import { type AzureCredentials, type AzureSession, azureSession, management } from './azure-session.ts'
import { type Platform, Refused, Unreachable } from './platform.ts'

const resourceGroup = 'labseat'
const stateContainer = 'labseat-state'
const accountName = /^[a-z0-9]{3,24}$/
const containerName = /^(?:\$[a-z]+|[a-z0-9](?:-?[a-z0-9]){2,62})$/
const groupOf = (resourceId: string | undefined) => /\/resourceGroups\/([^/]+)/i.exec(resourceId ?? '')?.[1]

const managing = async ({ credential, options }: AzureSession, subscriptionId: string) => {
  const { StorageManagementClient } = await import('@azure/arm-storage')
  return new StorageManagementClient(credential, subscriptionId, options)
}
type Manager = Awaited<ReturnType<typeof managing>>
type Account = Awaited<ReturnType<Manager['storageAccounts']['getProperties']>>

const bucketOf = (account: Account, versioning: boolean | undefined): Bucket => {
  const { name = '', location, creationTime, allowBlobPublicAccess, encryption } = account
  return {
    name,
    ...(location && { region: location }),
    ...(creationTime && { createdAt: creationTime.toISOString() }),
    ...(versioning !== undefined && { versioning }),
    encryption:
      encryption?.keySource === 'Microsoft.Keyvault' ? 'customer-managed key' : 'Microsoft-managed key',
    publicAccessBlocked: allowBlobPublicAccess === false,
  }
}

const versioningOf = async (client: Manager, { id, name }: Account, signal: AbortSignal) => {
  const group = groupOf(id)
  if (!group || !name) return undefined
  const found = await client.blobServices
    .getServiceProperties(group, name, { abortSignal: signal })
    .catch(() => undefined)
  return found && (found.isVersioningEnabled ?? false)
}

/**
 * Where a page begins: Azure's pages have the size that it likes, so one of ours is a part of them. Of Azure's link to the next page only
 * the query is kept: who sends it back could make it lead elsewhere, and the credentials along with it.
 */
type Place = { query: string; skip: number }
const placeOf = (cursor: string | undefined): Place => {
  const [skip = '0', query = ''] = Buffer.from(cursor ?? '', 'base64url')
    .toString()
    .split(' ', 2)
  return /^\d{1,5}$/.test(skip) && /^(?:\?.*)?$/.test(query)
    ? { query, skip: Number(skip) }
    : { query: '', skip: 0 }
}
const cursorOf = ({ query, skip }: Place): string => Buffer.from(`${skip} ${query}`).toString('base64url')

type Storage = Platform<AzureCredentials>

export const buckets: Storage['buckets'] = async (credentials, { limit, cursor, signal }) => {
  const { subscriptionId } = credentials
  const session = await azureSession(credentials, signal)
  const list = async () => {
    const client = await managing(session, subscriptionId)
    const taken: Account[] = []
    let place: Place | undefined = placeOf(cursor)
    while (place && taken.length < limit) {
      const { query, skip }: Place = place
      const from = `${management}/subscriptions/${subscriptionId}/providers/Microsoft.Storage/storageAccounts${query}`
      const pages = client.storageAccounts
        .list({ abortSignal: signal })
        .byPage(query ? { continuationToken: from } : {})
      const { value: page } = await pages.next()
      const accounts: Account[] = page ?? []
      const part = accounts.slice(skip, skip + limit - taken.length)
      taken.push(...part)
      const next = page?.continuationToken && new URL(page.continuationToken).search
      if (skip + part.length < accounts.length) place = { query, skip: skip + part.length }
      else place = next ? { query: next, skip: 0 } : undefined
    }
    const items = await Promise.all(
      taken.map(async (account) => bucketOf(account, await versioningOf(client, account, signal))),
    )
    return { items, ...(place && { nextCursor: cursorOf(place) }) }
  }
  return session.run(list)
}

/** Creates the group that Labseat's storage lies in, where there is none. */
const withGroup = async (session: AzureSession, subscriptionId: string, region: string): Promise<void> => {
  const path = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}?api-version=2022-09-01`
  const isThere = await session.ask('GET', path).then(
    () => true,
    (error) => {
      if (error instanceof Refused && error.reason === 'not-found') return false
      throw error
    },
  )
  if (!isThere) await session.ask('PUT', path, { location: region })
}

const finish = async (client: Manager, name: string, signal: AbortSignal): Promise<void> => {
  const abort = { abortSignal: signal }
  await client.blobServices.setServiceProperties(resourceGroup, name, { isVersioningEnabled: true }, abort)
  await client.blobContainers.create(resourceGroup, name, stateContainer, {}, abort)
}

const ifFound = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: { statusCode?: number }) => {
    if (error.statusCode === 404) return undefined
    throw error
  })

/** Making an account takes Azure longer than some wait: who asks again is given the one that was begun, and it is made whole. */
const begun = async (client: Manager, name: string, signal: AbortSignal): Promise<Account> => {
  const abort = { abortSignal: signal }
  const account = await ifFound(client.storageAccounts.getProperties(resourceGroup, name, abort))
  if (account && account.provisioningState !== 'Succeeded')
    throw new Unreachable(`Azure is still making ${name}.`)
  const whole =
    account && (await ifFound(client.blobContainers.get(resourceGroup, name, stateContainer, abort)))
  if (!account || whole)
    throw new Refused(
      'taken',
      `There is a storage account named ${name} already, of yours or of somebody's. Take another name.`,
    )
  await finish(client, name, signal)
  return account
}

export const createBucket: Storage['createBucket'] = async (credentials, { name, region, signal }) => {
  if (!accountName.test(name))
    throw new Refused('invalid', 'The name of a storage account is 3 to 24 small letters and digits.')
  const { subscriptionId } = credentials
  const session = await azureSession(credentials, signal)
  const create = async (): Promise<Bucket> => {
    const client = await managing(session, subscriptionId)
    const abort = { abortSignal: signal }
    // Creating an account that is one's own already would change it.
    const { nameAvailable, reason } = await client.storageAccounts.checkNameAvailability(
      { name, type: 'Microsoft.Storage/storageAccounts' },
      abort,
    )
    if (nameAvailable === false && reason !== 'AlreadyExists')
      throw new Refused('invalid', `Azure does not take ${name} for the name of a storage account.`)
    if (nameAvailable === false) return bucketOf(await begun(client, name, signal), true)
    await withGroup(session, subscriptionId, region)
    const account = await client.storageAccounts.create(
      resourceGroup,
      name,
      {
        kind: 'StorageV2',
        sku: { name: 'Standard_LRS' },
        location: region,
        allowBlobPublicAccess: false,
        minimumTlsVersion: 'TLS1_2',
        enableHttpsTrafficOnly: true,
      },
      { ...abort, updateIntervalInMs: 1_000 },
    )
    await finish(client, name, signal)
    return bucketOf(account, true)
  }
  return session.run(create)
}

const withBlobs = async ({ credential }: AzureSession, account: string) => {
  const { BlobServiceClient } = await import('@azure/storage-blob')
  const url = config.azure.management
    ? `${management}/blobs/${account}`
    : `https://${account}.blob.core.windows.net`
  return new BlobServiceClient(url, credential, { retryOptions: { maxTries: 1 } })
}

/** What is no answer of the storage, a sign-in page of a network for one, the library reads as an empty list. */
const understood = <T extends { serviceEndpoint?: string }>(page: T | undefined): T => {
  if (!page?.serviceEndpoint) throw new Unreachable('What answered is not Azure, or not whole.')
  return page
}

const blobOf = (container: string, { name, properties }: BlobItem): BucketObject => ({
  name: `${container}/${name}`,
  kind: 'object',
  ...(properties.contentLength !== undefined && { size: properties.contentLength }),
  ...(properties.lastModified && { updatedAt: properties.lastModified.toISOString() }),
})
const folderOf = (container: string, { name }: BlobPrefix): BucketObject => ({
  name: `${container}/${name}`,
  kind: 'folder',
})

export const objects: Storage['objects'] = async (credentials, { bucket, prefix, limit, cursor, signal }) => {
  if (!accountName.test(bucket)) throw new Refused('not-found', 'There is no such storage account.')
  const session = await azureSession(credentials, signal)
  const paging = { maxPageSize: limit, ...(cursor && { continuationToken: cursor }) }
  const [container = '', ...rest] = prefix.split('/')
  const inside = rest.join('/')
  const list = async () => {
    const service = await withBlobs(session, bucket)
    if (!prefix.includes('/')) {
      const { value: page } = await service
        .listContainers({ abortSignal: signal, ...(prefix && { prefix }) })
        .byPage(paging)
        .next()
      const { containerItems, continuationToken } = understood(page)
      const items = containerItems.map(
        ({ name }: { name: string }): BucketObject => ({ name: `${name}/`, kind: 'folder' }),
      )
      return { items, ...(continuationToken && { nextCursor: continuationToken }) }
    }
    if (!containerName.test(container)) throw new Refused('not-found', 'There is no such container.')
    const { value: page } = await service
      .getContainerClient(container)
      .listBlobsByHierarchy('/', { abortSignal: signal, ...(inside && { prefix: inside }) })
      .byPage(paging)
      .next()
    const { segment, continuationToken } = understood(page)
    const items = [
      ...(segment.blobPrefixes ?? []).map((one: BlobPrefix) => folderOf(container, one)),
      ...segment.blobItems.map((one: BlobItem) => blobOf(container, one)),
    ]
    return { items, ...(continuationToken && { nextCursor: continuationToken }) }
  }
  return session.run(list)
}
