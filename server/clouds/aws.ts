import type { AwsCredentials } from './aws-client.ts'
import { createBucket } from './aws-create-bucket.ts'
import { quota } from './aws-quota.ts'
import { buckets, objects } from './aws-storage.ts'
import { verify } from './aws-verify.ts'
import type { Platform } from './platform.ts'

export const aws: Platform<AwsCredentials> = { verify, buckets, createBucket, objects, quota }
