import type { BucketMetadata, FileMetadata, Storage } from '@google-cloud/storage'
import type { Bucket, BucketObject } from '../../contract/cloud-accounts.ts'
import { config } from '../config.ts'
import { type GcpCredentials, type GcpSession, gcpSession, projectOf, serviceUrl } from './gcp-session.ts'
import { type Platform, Unreachable } from './platform.ts'

/** The library can't be told to end; a call of its ends by itself after as many milliseconds. */
const timeout = 10_000

const storageOf = async ({ client }: GcpSession, credentials: GcpCredentials): Promise<Storage> => {
  const { Storage } = await import('@google-cloud/storage')
  return new Storage({
    projectId: projectOf(credentials),
    // Of a version of its own of google-auth-library, from which it wants the headers of a request alone.
    authClient: client as never,
    timeout,
    retryOptions: { autoRetry: false },
    ...(config.google.endpoint && {
      apiEndpoint: serviceUrl('storage.googleapis.com'),
      useAuthWithCustomEndpoint: true,
    }),
  })
}

/** What is no answer of the storage, a sign-in page of a network for one, the library reads as an empty list. */
const understood = <T>(answer: unknown, kind: string): T => {
  if ((answer as { kind?: unknown } | undefined)?.kind !== kind)
    throw new Unreachable('What answered is not Google Cloud, or not whole.')
  return answer as T
}

const bucketOf = (metadata: BucketMetadata): Bucket => {
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

const objectOf = ({ name = '', size, updated }: FileMetadata): BucketObject => ({
  name,
  kind: 'object',
  ...(size !== undefined && { size: Number(size) }),
  ...(updated && { updatedAt: updated }),
})

type Connector = Platform<GcpCredentials>

const withStorage = async <T>(
  credentials: GcpCredentials,
  signal: AbortSignal,
  call: (storage: Storage) => Promise<T>,
): Promise<T> => {
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  return session.run(async () => call(await storageOf(session, credentials)))
}

export const buckets: Connector['buckets'] = (credentials, { limit, cursor, signal }) =>
  withStorage(credentials, signal, async (storage) => {
    const [, , answer] = await storage.getBuckets({
      autoPaginate: false,
      maxResults: limit,
      ...(cursor && { pageToken: cursor }),
    })
    const { items = [], nextPageToken } = understood<{ items?: BucketMetadata[]; nextPageToken?: string }>(
      answer,
      'storage#buckets',
    )
    return { items: items.map(bucketOf), ...(nextPageToken && { nextCursor: nextPageToken }) }
  })

export const createBucket: Connector['createBucket'] = (credentials, { name, region, signal }) =>
  withStorage(credentials, signal, async (storage) => {
    const [, answer] = await storage.createBucket(name, {
      location: region,
      versioning: { enabled: true },
      iamConfiguration: { publicAccessPrevention: 'enforced', uniformBucketLevelAccess: { enabled: true } },
    })
    return bucketOf(understood<BucketMetadata>(answer, 'storage#bucket'))
  })

export const objects: Connector['objects'] = (credentials, { bucket, prefix, limit, cursor, signal }) =>
  withStorage(credentials, signal, async (storage) => {
    const [, , answer] = await storage.bucket(bucket).getFiles({
      autoPaginate: false,
      delimiter: '/',
      maxResults: limit,
      ...(prefix && { prefix }),
      ...(cursor && { pageToken: cursor }),
    })
    type Page = { items?: FileMetadata[]; prefixes?: string[]; nextPageToken?: string }
    const { items = [], prefixes = [], nextPageToken } = understood<Page>(answer, 'storage#objects')
    const folders = prefixes.map((folder): BucketObject => ({ name: folder, kind: 'folder' }))
    return {
      items: [...folders, ...items.map(objectOf)],
      ...(nextPageToken && { nextCursor: nextPageToken }),
    }
  })
