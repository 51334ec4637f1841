import type { BucketLocationConstraint, S3Client } from '@aws-sdk/client-s3'
import type { Bucket } from '../../../contract/cloud-accounts.ts'
import { Refused, Unreachable } from '../platform.ts'
import { type AwsCredentials, homeRegion } from './client.ts'
import { readError, toPlatformError, toRefused } from './errors.ts'
import { openS3 } from './storage.ts'

type S3 = typeof import('@aws-sdk/client-s3')

/** The region becomes part of a host name, so only regions of the standard partition pass. */
const regionPattern = /^(?!cn-|us-gov-|us-iso|eu-isoe-|eusc-)[a-z]{2}(?:-[a-z]+){1,2}-\d$/

const bucketExists = async (s3: S3, client: S3Client, name: string, signal: AbortSignal) => {
  try {
    await client.send(new s3.HeadBucketCommand({ Bucket: name }), { abortSignal: signal })
    return true
  } catch (error) {
    readError(error, signal)
    return false
  }
}

/** us-east-1 reports success for a bucket that the caller already owns: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
const requireFreeName = async (
  s3: S3,
  client: S3Client,
  { name, region, signal }: { name: string; region: string; signal: AbortSignal },
): Promise<void> => {
  if (region === homeRegion && (await bucketExists(s3, client, name, signal)))
    throw toRefused({ code: 'BucketAlreadyOwnedByYou', status: 409, message: '' }, 'create this bucket')
}

/** The calls that make a bucket safe, by what a person reads when one fails. */
const protections = (s3: S3, client: S3Client, Bucket: string, signal: AbortSignal) => {
  const options = { abortSignal: signal }
  return {
    'block public access to it': () =>
      client.send(
        new s3.PutPublicAccessBlockCommand({
          Bucket,
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
        }),
        options,
      ),
    'turn on versioning': () =>
      client.send(
        new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
        options,
      ),
    'encrypt it': () =>
      client.send(
        new s3.PutBucketEncryptionCommand({
          Bucket,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
          },
        }),
        options,
      ),
  }
}

/** Runs the protections in order. An error says that the bucket exists, and what is missing. */
const protect = async (s3: S3, client: S3Client, name: string, signal: AbortSignal): Promise<void> => {
  for (const [action, call] of Object.entries(protections(s3, client, name, signal)))
    try {
      await call()
    } catch (error) {
      const cause = toPlatformError(error, action, signal)
      const message = `The bucket ${name} was created, but Labseat could not ${action}. ${cause.message}`
      throw cause instanceof Refused ? new Refused(cause.reason, message) : new Unreachable(message)
    }
}

export const createBucket = async (
  credentials: AwsCredentials,
  bucket: { name: string; region: string; signal: AbortSignal },
): Promise<Bucket> => {
  const { name, region, signal } = bucket
  if (!regionPattern.test(region))
    throw new Refused('invalid', `Labseat does not support the region ${region}.`)
  try {
    const { s3, client } = await openS3(credentials, signal, region)
    await requireFreeName(s3, client, bucket)
    const LocationConstraint = region as BucketLocationConstraint
    await client.send(
      new s3.CreateBucketCommand({
        Bucket: name,
        ...(region !== homeRegion && { CreateBucketConfiguration: { LocationConstraint } }),
      }),
      { abortSignal: signal },
    )
    await protect(s3, client, name, signal)
    return { name, region, versioning: true, encryption: 'AES256', publicAccessBlocked: true }
  } catch (error) {
    throw toPlatformError(error, 'create this bucket', signal)
  }
}
