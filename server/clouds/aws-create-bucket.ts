import type { BucketLocationConstraint, S3Client } from '@aws-sdk/client-s3'
import type { Bucket } from '../../contract/cloud-accounts.ts'
import { type AwsCredentials, homeRegion } from './aws-client.ts'
import { answerOf } from './aws-errors.ts'
import { failed, type Given, refusalOf, storage } from './aws-storage.ts'
import { Refused, Unreachable } from './platform.ts'

/** It becomes part of an address: nothing but a region of the standard partition may. */
const regionName = /^(?!cn-|us-gov-|us-iso|eu-isoe-|eusc-)[a-z]{2}(?:-[a-z]+){1,2}-\d$/

/** In us-east-1 making a bucket again that one has says that it was made: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
const alreadyThere = async (
  s3: typeof import('@aws-sdk/client-s3'),
  client: S3Client,
  name: string,
  abortSignal: AbortSignal,
): Promise<boolean> => {
  try {
    await client.send(new s3.HeadBucketCommand({ Bucket: name }), { abortSignal })
    return true
  } catch (error) {
    answerOf(error, abortSignal)
    return false
  }
}

/** Private, encrypted and with versions. */
export const createBucket = async (
  credentials: AwsCredentials,
  given: Given & { name: string; region: string },
): Promise<Bucket> => {
  const { name, region, signal } = given
  if (!regionName.test(region))
    throw new Refused('invalid', `${region} is not a region that Labseat reaches.`)
  const call = { abortSignal: signal }
  const Bucket = name
  let step = 'create this bucket'
  let made = false
  try {
    const { s3, client } = await storage(credentials, given, region)
    if (region === homeRegion && (await alreadyThere(s3, client, name, signal)))
      throw refusalOf({ code: 'BucketAlreadyOwnedByYou', status: 409, words: '' }, step)
    const where = region as BucketLocationConstraint
    await client.send(
      new s3.CreateBucketCommand({
        Bucket,
        ...(region !== homeRegion && { CreateBucketConfiguration: { LocationConstraint: where } }),
      }),
      call,
    )
    made = true
    step = 'block public access to it'
    await client.send(
      new s3.PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
      call,
    )
    step = 'turn on its versions'
    await client.send(
      new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      call,
    )
    step = 'encrypt it'
    await client.send(
      new s3.PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      }),
      call,
    )
    return { name, region, versioning: true, encryption: 'AES256', publicAccessBlocked: true }
  } catch (error) {
    const reason = failed(error, step, signal)
    if (!made) throw reason
    const message = `The bucket ${name} was made, but Labseat could not ${step}. ${reason.message}`
    throw reason instanceof Refused ? new Refused(reason.reason, message) : new Unreachable(message)
  }
}
