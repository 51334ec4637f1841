import type { BlobItem, BlobPrefix } from '@azure/storage-blob'
import type { Bucket, BucketObject } from '../../../contract/cloud-accounts.ts'
import { config } from '../../config.ts'
import { notProviderError } from '../errors.ts'
import { type BucketsRequest, type PageOf, type PageRequest, Refused } from '../platform.ts'
import {
  accountNamePattern,
  openStorageManagement,
  type StorageAccount,
  type StorageManagement,
  toBucket,
} from './management.ts'
import { type AzureCredentials, type AzureSession, azureSession, management } from './session.ts'

const containerNamePattern = /^(?:\$[a-z]+|[a-z0-9](?:-?[a-z0-9]){2,62})$/

const readVersioning = async (
  client: StorageManagement,
  { id, name }: StorageAccount,
  signal: AbortSignal,
): Promise<boolean | undefined> => {
  const group = /\/resourceGroups\/([^/]+)/i.exec(id ?? '')?.[1]
  if (!group || !name) return undefined
  const properties = await client.blobServices
    .getServiceProperties(group, name, { abortSignal: signal })
    .catch(() => undefined)
  return properties && (properties.isVersioningEnabled ?? false)
}

/**
 * Where a page begins. Azure chooses its page size, so one of our pages is a part of Azure's pages. The cursor holds only the query of
 * Azure's next link: a whole link could send the credentials to another host.
 */
type Position = { query: string; skip: number }
const parseCursor = (cursor: string | undefined): Position => {
  const [skip = '0', query = ''] = Buffer.from(cursor ?? '', 'base64url')
    .toString()
    .split(' ', 2)
  return /^\d{1,5}$/.test(skip) && /^(?:\?.*)?$/.test(query)
    ? { query, skip: Number(skip) }
    : { query: '', skip: 0 }
}
type AccountsRequest = { subscriptionId: string; limit: number; prefix: string; signal: AbortSignal }
const formatCursor = ({ query, skip }: Position): string =>
  Buffer.from(`${skip} ${query}`).toString('base64url')

const readAzurePage = async (
  client: StorageManagement,
  subscriptionId: string,
  query: string,
  signal: AbortSignal,
): Promise<{ accounts: StorageAccount[]; nextQuery: string | undefined }> => {
  const link = `${management}/subscriptions/${subscriptionId}/providers/Microsoft.Storage/storageAccounts${query}`
  const pages = client.storageAccounts
    .list({ abortSignal: signal })
    .byPage(query ? { continuationToken: link } : {})
  const { value: page } = await pages.next()
  const nextQuery = page?.continuationToken && new URL(page.continuationToken).search
  return { accounts: page ?? [], nextQuery: nextQuery || undefined }
}

/** Reads Azure's pages until `limit` accounts are read whose names begin with `prefix`, which Azure cannot search for. */
const readAccounts = async (
  client: StorageManagement,
  { subscriptionId, limit, prefix, signal }: AccountsRequest,
  start: Position,
): Promise<{ accounts: StorageAccount[]; next: Position | undefined }> => {
  const { query, skip } = start
  const page = await readAzurePage(client, subscriptionId, query, signal)
  const matches = page.accounts
    .map((account, index) => ({ account, index }))
    .filter(({ account, index }) => index >= skip && (account.name ?? '').startsWith(prefix))
    .slice(0, limit)
  const accounts = matches.map(({ account }) => account)
  const end = accounts.length === limit ? matches.at(-1)!.index + 1 : page.accounts.length
  if (end < page.accounts.length) return { accounts, next: { query, skip: end } }
  if (!page.nextQuery) return { accounts, next: undefined }
  const next = { query: page.nextQuery, skip: 0 }
  const missing = limit - accounts.length
  if (missing === 0) return { accounts, next }
  const more = await readAccounts(client, { subscriptionId, limit: missing, prefix, signal }, next)
  return { accounts: [...accounts, ...more.accounts], next: more.next }
}

export const listBuckets = async (
  credentials: AzureCredentials,
  { limit, cursor, prefix = '', signal }: BucketsRequest,
): Promise<PageOf<Bucket>> => {
  const { subscriptionId } = credentials
  const session = await azureSession(credentials, signal)
  return session.run(async () => {
    const client = await openStorageManagement(session, subscriptionId)
    const request = { subscriptionId, limit, prefix, signal }
    const { accounts, next } = await readAccounts(client, request, parseCursor(cursor))
    const items = await Promise.all(
      accounts.map(async (account) => toBucket(account, await readVersioning(client, account, signal))),
    )
    return { items, ...(next && { nextCursor: formatCursor(next) }) }
  })
}

const openBlobs = async ({ credential }: AzureSession, account: string) => {
  const { BlobServiceClient } = await import('@azure/storage-blob')
  const url = config.azure.management
    ? `${management}/blobs/${account}`
    : `https://${account}.blob.core.windows.net`
  return new BlobServiceClient(url, credential, { retryOptions: { maxTries: 1 } })
}
type Blobs = Awaited<ReturnType<typeof openBlobs>>

/** The SDK parses a captive-portal page as an empty list. */
const requireAzurePage = <T extends { serviceEndpoint?: string }>(page: T | undefined): T => {
  if (!page?.serviceEndpoint) throw notProviderError('Azure')
  return page
}

const toBlob = (container: string, { name, properties }: BlobItem): BucketObject => ({
  name: `${container}/${name}`,
  kind: 'object',
  ...(properties.contentLength !== undefined && { size: properties.contentLength }),
  ...(properties.lastModified && { updatedAt: properties.lastModified.toISOString() }),
})
const toFolder = (name: string): BucketObject => ({ name, kind: 'folder' })

type Paging = { maxPageSize: number; continuationToken?: string }

const listContainers = async (
  blobs: Blobs,
  prefix: string,
  paging: Paging,
  signal: AbortSignal,
): Promise<PageOf<BucketObject>> => {
  const { value: page } = await blobs
    .listContainers({ abortSignal: signal, ...(prefix && { prefix }) })
    .byPage(paging)
    .next()
  const { containerItems, continuationToken } = requireAzurePage(page)
  const items = containerItems.map(({ name }: { name: string }) => toFolder(`${name}/`))
  return { items, ...(continuationToken && { nextCursor: continuationToken }) }
}

const listBlobs = async (
  blobs: Blobs,
  prefix: string,
  paging: Paging,
  signal: AbortSignal,
): Promise<PageOf<BucketObject>> => {
  const [container = '', ...folders] = prefix.split('/')
  const folder = folders.join('/')
  if (!containerNamePattern.test(container)) throw new Refused('not-found', 'This container does not exist.')
  const { value: page } = await blobs
    .getContainerClient(container)
    .listBlobsByHierarchy('/', { abortSignal: signal, ...(folder && { prefix: folder }) })
    .byPage(paging)
    .next()
  const { segment, continuationToken } = requireAzurePage(page)
  const items = [
    ...(segment.blobPrefixes ?? []).map(({ name }: BlobPrefix) => toFolder(`${container}/${name}`)),
    ...segment.blobItems.map((blob: BlobItem) => toBlob(container, blob)),
  ]
  return { items, ...(continuationToken && { nextCursor: continuationToken }) }
}

/** The first part of a prefix is a container. Without one, the containers are the folders. */
export const listObjects = async (
  credentials: AzureCredentials,
  { bucket, prefix, limit, cursor, signal }: PageRequest & { bucket: string; prefix: string },
): Promise<PageOf<BucketObject>> => {
  if (!accountNamePattern.test(bucket)) throw new Refused('not-found', 'This storage account does not exist.')
  const session = await azureSession(credentials, signal)
  const paging = { maxPageSize: limit, ...(cursor && { continuationToken: cursor }) }
  return session.run(async () => {
    const blobs = await openBlobs(session, bucket)
    const list = prefix.includes('/') ? listBlobs : listContainers
    return list(blobs, prefix, paging, signal)
  })
}
