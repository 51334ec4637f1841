import type { Platform } from '../platform.ts'
import { createBucket } from './create-bucket.ts'
import type { GcpCredentials } from './credentials.ts'
import { findQuotaProblem } from './quota.ts'
import { openSession } from './session.ts'
import { listBuckets, listObjects } from './storage.ts'
import { verify } from './verify.ts'

export const gcp: Platform<GcpCredentials> = {
  name: 'Google Cloud',
  hasStorage: true,
  verify,
  listBuckets,
  createBucket,
  listObjects,
  findQuotaProblem,
  openSession,
}
