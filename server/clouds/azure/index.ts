import type { Platform } from '../platform.ts'
import { createBucket } from './create-bucket.ts'
import { listKubernetesVersions } from './kubernetes-versions.ts'
import { readMachinePrices } from './machine-prices.ts'
import { listMachineTypes } from './machine-types.ts'
import { findQuotaProblem, listQuotas } from './quota.ts'
import { type AzureCredentials, openSession } from './session.ts'
import { listBuckets, listObjects } from './storage.ts'
import { verify } from './verify.ts'
import { listZones } from './zones.ts'

export const azure: Platform<AzureCredentials> = {
  name: 'Azure',
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
