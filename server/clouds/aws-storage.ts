import type { S3Client } from '@aws-sdk/client-s3'
import type { Bucket, BucketObject } from '../../contract/cloud-accounts.ts'
import { type AwsCredentials, clientFor, homeRegion } from './aws-client.ts'
import { type Answer, answerOf, isDenied, notAws } from './aws-errors.ts'
import { assumeRole } from './aws-own.ts'
import { type Asked, type PageOf, Refused, Rejected, Unreachable } from './platform.ts'

export type Given = { signal: AbortSignal; externalId?: string | undefined }

export const storage = async (
  credentials: AwsCredentials,
  { signal, externalId }: Given,
  region = homeRegion,
) => {
  const s3 = await import('@aws-sdk/client-s3')
  const keys =
    credentials.kind === 'access-key'
      ? credentials
      : await assumeRole(credentials.roleArn, externalId, signal)
  const client = new s3.S3Client({
    ...clientFor(keys, region),
    followRegionRedirects: true,
    // Names of buckets are no host names where S3 is simulated.
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
  })
  return { s3, client }
}

export const refusalOf = (answer: Answer, what: string): Refused => {
  if (/^(?:NoSuchBucket|NotFound)$/.test(answer.code))
    return new Refused('not-found', 'There is no such bucket any more.')
  if (/^BucketAlready/.test(answer.code))
    return new Refused(
      'taken',
      'A bucket of this name exists already, in this account or in somebody else’s.',
    )
  if (isDenied(answer) || answer.status === 401)
    return new Refused(
      'not-permitted',
      `These credentials may not ${what}.${answer.words && ` ${answer.words}.`}`,
    )
  if (
    /^(?:InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|InvalidToken)$/.test(
      answer.code,
    )
  )
    return new Refused(
      'not-permitted',
      'AWS does not take these credentials any more. Check the account again.',
    )
  return new Refused('invalid', `AWS refuses to ${what} (${answer.code}).`)
}

/** What the library throws, as one of ours. */
export const failed = (error: unknown, what: string, signal: AbortSignal): Refused | Unreachable => {
  if (error instanceof Unreachable || error instanceof Refused) return error
  if (error instanceof Rejected) return new Refused('not-permitted', error.message)
  try {
    return refusalOf(answerOf(error, signal), what)
  } catch (unreachable) {
    return unreachable as Unreachable
  }
}

/** Absent where the credentials may not look, or nothing is set. @throws what `answerOf` throws */
const lookedAt = <T>(call: Promise<T>, signal: AbortSignal): Promise<T | undefined> =>
  call.catch((error: unknown) => {
    answerOf(error, signal)
    return undefined
  })

/** A bucket has all four blocks or is not called blocked. Where none was ever set, AWS answers with an error of this name. */
const blocked = async (
  s3: typeof import('@aws-sdk/client-s3'),
  client: S3Client,
  name: string,
  abortSignal: AbortSignal,
): Promise<boolean | undefined> => {
  try {
    const { PublicAccessBlockConfiguration: set } = await client.send(
      new s3.GetPublicAccessBlockCommand({ Bucket: name }),
      { abortSignal },
    )
    return Boolean(
      set?.BlockPublicAcls && set.BlockPublicPolicy && set.IgnorePublicAcls && set.RestrictPublicBuckets,
    )
  } catch (error) {
    return answerOf(error, abortSignal).code === 'NoSuchPublicAccessBlockConfiguration' ? false : undefined
  }
}

/** AWS cuts pages as told, or gives everything as one page: then there is no next one. */
export const buckets = async (credentials: AwsCredentials, given: Asked & Given): Promise<PageOf<Bucket>> => {
  const { limit, cursor, signal } = given
  const call = { abortSignal: signal }
  try {
    const { s3, client } = await storage(credentials, given)
    const page = await client.send(
      new s3.ListBucketsCommand({ MaxBuckets: limit, ...(cursor && { ContinuationToken: cursor }) }),
      call,
    )
    if (!page.Buckets) throw notAws()
    const items = await Promise.all(
      page.Buckets.map(async ({ Name: name = '', BucketRegion: region, CreationDate }): Promise<Bucket> => {
        const of = { Bucket: name }
        const [versioning, encryption, publicAccessBlocked] = await Promise.all([
          lookedAt(client.send(new s3.GetBucketVersioningCommand(of), call), signal),
          lookedAt(client.send(new s3.GetBucketEncryptionCommand(of), call), signal),
          blocked(s3, client, name, signal),
        ])
        const rule = encryption?.ServerSideEncryptionConfiguration?.Rules?.[0]
        const algorithm = rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm
        return {
          name,
          ...(region && { region }),
          ...(CreationDate && { createdAt: CreationDate.toISOString() }),
          ...(versioning && { versioning: versioning.Status === 'Enabled' }),
          ...(algorithm && { encryption: algorithm }),
          ...(publicAccessBlocked !== undefined && { publicAccessBlocked }),
        }
      }),
    )
    return { items, nextCursor: page.ContinuationToken }
  } catch (error) {
    throw failed(error, 'list buckets', signal)
  }
}

/** One folder's page, read-only. */
export const objects = async (
  credentials: AwsCredentials,
  given: Asked & Given & { bucket: string; prefix: string },
): Promise<PageOf<BucketObject>> => {
  const { limit, cursor, signal, bucket, prefix } = given
  try {
    const { s3, client } = await storage(credentials, given)
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
    if (page.KeyCount === undefined) throw notAws()
    const folders = (page.CommonPrefixes ?? []).flatMap(({ Prefix }) =>
      Prefix ? [{ name: Prefix, kind: 'folder' as const }] : [],
    )
    const found = (page.Contents ?? []).flatMap(({ Key, Size, LastModified }) =>
      // Consoles make an empty object of a folder's own name.
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
    return { items: [...folders, ...found], nextCursor: page.NextContinuationToken }
  } catch (error) {
    throw failed(error, 'list what lies in this bucket', signal)
  }
}
