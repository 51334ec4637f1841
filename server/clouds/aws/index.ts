import type { Platform } from '../platform.ts'
import type { AwsCredentials } from './client.ts'
import { createBucket } from './create-bucket.ts'
import { findQuotaProblem } from './quota.ts'
import { openSession } from './session.ts'
import { listBuckets, listObjects } from './storage.ts'
import { verify } from './verify.ts'

export const aws: Platform<AwsCredentials> = {
  name: 'AWS',
  hasStorage: true,
  verify,
  listBuckets,
  createBucket,
  listObjects,
  findQuotaProblem,
  openSession,
}
