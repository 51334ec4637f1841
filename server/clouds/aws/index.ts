import type { Platform } from '../platform.ts'
import type { AwsCredentials } from './client.ts'
import { createBucket } from './create-bucket.ts'
import { listKubernetesVersions } from './kubernetes-versions.ts'
import { readMachinePrices } from './machine-prices.ts'
import { listMachineTypes } from './machine-types.ts'
import { findQuotaProblem, listQuotas } from './quota.ts'
import { openSession } from './session.ts'
import { listBuckets, listObjects } from './storage.ts'
import { verify } from './verify.ts'
import { listZones } from './zones.ts'

export const aws: Platform<AwsCredentials> = {
  name: 'AWS',
  hasStorage: true,
  verify,
  listBuckets,
  createBucket,
  listObjects,
  findQuotaProblem,
  listKubernetesVersions,
  listMachineTypes,
  readMachinePrices,
  listQuotas,
  listZones,
  openSession,
}
