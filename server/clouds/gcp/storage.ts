import type { BucketMetadata, FileMetadata, Storage } from '@google-cloud/storage'
import type { Bucket, BucketObject } from '../../../contract/cloud-accounts.ts'
import { config } from '../../config.ts'
import { notProviderError } from '../errors.ts'
import type { BucketsRequest, PageOf, PageRequest } from '../platform.ts'
import { type GcpCredentials, projectOf } from './credentials.ts'
import { type GcpSession, gcpSession, serviceUrl } from './session.ts'

/** The library takes no signal. Its own timeout ends a call that nobody waits for. */
const timeoutMs = 10_000

const openStorage = async ({ client }: GcpSession, credentials: GcpCredentials): Promise<Storage> => {
  const { Storage } = await import('@google-cloud/storage')
  return new Storage({
    projectId: projectOf(credentials),
    // Uses its own google-auth-library version; only the request headers are needed.
    authClient: client as never,
    timeout: timeoutMs,
    retryOptions: { autoRetry: false },
    ...(config.google.endpoint && {
      apiEndpoint: serviceUrl('storage.googleapis.com'),
      useAuthWithCustomEndpoint: true,
    }),
  })
}

export const withStorage = async <T>(
  credentials: GcpCredentials,
  signal: AbortSignal,
  call: (storage: Storage) => Promise<T>,
): Promise<T> => {
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  return session.run(async () => call(await openStorage(session, credentials)))
}

/** The SDK parses a captive-portal page as an empty list. */
export const requireKind = <T>(response: unknown, kind: string): T => {
  if ((response as { kind?: unknown } | undefined)?.kind !== kind) throw notProviderError('Google Cloud')
  return response as T
}

export const toBucket = (metadata: BucketMetadata): Bucket => {
  const { name = '', location, timeCreated, versioning, encryption, iamConfiguration } = metadata
  return {
    name,
    ...(location && { region: location.toLowerCase() }),
    ...(timeCreated && { createdAt: timeCreated }),
    versioning: versioning?.enabled ?? false,
    encryption: encryption?.defaultKmsKeyName ? 'customer-managed key' : 'Google-managed key',
    publicAccessBlocked: iamConfiguration?.publicAccessPrevention === 'enforced',
  }
}

const toObject = ({ name = '', size, updated }: FileMetadata): BucketObject => ({
  name,
  kind: 'object',
  ...(size !== undefined && { size: Number(size) }),
  ...(updated && { updatedAt: updated }),
})

type BucketPage = { items?: BucketMetadata[]; nextPageToken?: string }
type ObjectPage = { items?: FileMetadata[]; prefixes?: string[]; nextPageToken?: string }

export const listBuckets = (
  credentials: GcpCredentials,
  { limit, cursor, prefix, signal }: BucketsRequest,
): Promise<PageOf<Bucket>> =>
  withStorage(credentials, signal, async (storage) => {
    const [, , response] = await storage.getBuckets({
      autoPaginate: false,
      maxResults: limit,
      ...(prefix && { prefix }),
      ...(cursor && { pageToken: cursor }),
    })
    const { items = [], nextPageToken } = requireKind<BucketPage>(response, 'storage#buckets')
    return { items: items.map(toBucket), ...(nextPageToken && { nextCursor: nextPageToken }) }
  })

export const listObjects = (
  credentials: GcpCredentials,
  { bucket, prefix, limit, cursor, signal }: PageRequest & { bucket: string; prefix: string },
): Promise<PageOf<BucketObject>> =>
  withStorage(credentials, signal, async (storage) => {
    const [, , response] = await storage.bucket(bucket).getFiles({
      autoPaginate: false,
      delimiter: '/',
      maxResults: limit,
      ...(prefix && { prefix }),
      ...(cursor && { pageToken: cursor }),
    })
    const { items = [], prefixes = [], nextPageToken } = requireKind<ObjectPage>(response, 'storage#objects')
    const folders = prefixes.map((name): BucketObject => ({ name, kind: 'folder' }))
    return {
      items: [...folders, ...items.map(toObject)],
      ...(nextPageToken && { nextCursor: nextPageToken }),
    }
  })
