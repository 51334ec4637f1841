import type { Platform } from '../platform.ts'
import { createBucket } from './create-bucket.ts'
import { findQuotaProblem } from './quota.ts'
import { type AzureCredentials, openSession } from './session.ts'
import { listBuckets, listObjects } from './storage.ts'
import { verify } from './verify.ts'

export const azure: Platform<AzureCredentials> = {
  name: 'Azure',
  hasStorage: true,
  verify,
  listBuckets,
  createBucket,
  listObjects,
  findQuotaProblem,
  openSession,
}
