import type { S3Client } from '@aws-sdk/client-s3'
import type { Bucket, BucketObject } from '../../../contract/cloud-accounts.ts'
import type { BucketsRequest, PageOf, PageRequest } from '../platform.ts'
import { type AwsCredentials, homeRegion, toClientOptions } from './client.ts'
import { notAwsError, readError, toPlatformError } from './errors.ts'
import { resolveKeys } from './session.ts'

type S3 = typeof import('@aws-sdk/client-s3')

export const openS3 = async (
  credentials: AwsCredentials,
  signal: AbortSignal,
  region = homeRegion,
): Promise<{ s3: S3; client: S3Client }> => {
  const s3 = await import('@aws-sdk/client-s3')
  const client = new s3.S3Client({
    ...toClientOptions(await resolveKeys(credentials, signal), region),
    followRegionRedirects: true,
    // A simulated S3 has no host name for each bucket.
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
  })
  return { s3, client }
}

/** Undefined if the credentials may not read it, or it is not set. @throws Unreachable */
const readIfAllowed = <T>(call: Promise<T>, signal: AbortSignal): Promise<T | undefined> =>
  call.catch((error: unknown) => {
    readError(error, signal)
    return undefined
  })

/** True only where all four blocks are on. AWS returns the error below for a bucket where none was ever set. */
const isPublicAccessBlocked = async (
  s3: S3,
  client: S3Client,
  name: string,
  signal: AbortSignal,
): Promise<boolean | undefined> => {
  try {
    const { PublicAccessBlockConfiguration: blocks } = await client.send(
      new s3.GetPublicAccessBlockCommand({ Bucket: name }),
      { abortSignal: signal },
    )
    return Boolean(
      blocks?.BlockPublicAcls &&
        blocks.BlockPublicPolicy &&
        blocks.IgnorePublicAcls &&
        blocks.RestrictPublicBuckets,
    )
  } catch (error) {
    return readError(error, signal).code === 'NoSuchPublicAccessBlockConfiguration' ? false : undefined
  }
}

const readProtection = async (s3: S3, client: S3Client, name: string, signal: AbortSignal) => {
  const options = { abortSignal: signal }
  const input = { Bucket: name }
  const [versioning, encryption, publicAccessBlocked] = await Promise.all([
    readIfAllowed(client.send(new s3.GetBucketVersioningCommand(input), options), signal),
    readIfAllowed(client.send(new s3.GetBucketEncryptionCommand(input), options), signal),
    isPublicAccessBlocked(s3, client, name, signal),
  ])
  const rule = encryption?.ServerSideEncryptionConfiguration?.Rules?.[0]
  const algorithm = rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm
  return {
    ...(versioning && { versioning: versioning.Status === 'Enabled' }),
    ...(algorithm && { encryption: algorithm }),
    ...(publicAccessBlocked !== undefined && { publicAccessBlocked }),
  }
}

/** S3-compatible storage may ignore the prefix and the page size, and return everything. There is no next page then. */
export const listBuckets = async (
  credentials: AwsCredentials,
  { limit, cursor, prefix, signal }: BucketsRequest,
): Promise<PageOf<Bucket>> => {
  try {
    const { s3, client } = await openS3(credentials, signal)
    const page = await client.send(
      new s3.ListBucketsCommand({
        MaxBuckets: limit,
        ...(prefix && { Prefix: prefix }),
        ...(cursor && { ContinuationToken: cursor }),
      }),
      { abortSignal: signal },
    )
    if (!page.Buckets) throw notAwsError()
    const items = await Promise.all(
      page.Buckets.filter(({ Name = '' }) => Name.startsWith(prefix ?? '')).map(
        async ({ Name: name = '', BucketRegion: region, CreationDate }): Promise<Bucket> => ({
          name,
          ...(region && { region }),
          ...(CreationDate && { createdAt: CreationDate.toISOString() }),
          ...(await readProtection(s3, client, name, signal)),
        }),
      ),
    )
    return { items, nextCursor: page.ContinuationToken }
  } catch (error) {
    throw toPlatformError(error, 'list buckets', signal)
  }
}

export const listObjects = async (
  credentials: AwsCredentials,
  { limit, cursor, signal, bucket, prefix }: PageRequest & { bucket: string; prefix: string },
): Promise<PageOf<BucketObject>> => {
  try {
    const { s3, client } = await openS3(credentials, signal)
    const page = await client.send(
      new s3.ListObjectsV2Command({
        Bucket: bucket,
        Delimiter: '/',
        Prefix: prefix,
        MaxKeys: limit,
        ...(cursor && { ContinuationToken: cursor }),
      }),
      { abortSignal: signal },
    )
    if (page.KeyCount === undefined) throw notAwsError()
    const folders = (page.CommonPrefixes ?? []).flatMap(({ Prefix }) =>
      Prefix ? [{ name: Prefix, kind: 'folder' as const }] : [],
    )
    const objects = (page.Contents ?? []).flatMap(({ Key, Size, LastModified }) =>
      // Consoles create an empty object with the folder's name.
      Key && Key !== prefix
        ? [
            {
              name: Key,
              kind: 'object' as const,
              ...(Size !== undefined && { size: Size }),
              ...(LastModified && { updatedAt: LastModified.toISOString() }),
            },
          ]
        : [],
    )
    return { items: [...folders, ...objects], nextCursor: page.NextContinuationToken }
  } catch (error) {
    throw toPlatformError(error, 'list the contents of this bucket', signal)
  }
}
