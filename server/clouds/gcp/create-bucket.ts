import type { BucketMetadata } from '@google-cloud/storage'
import type { Bucket } from '../../../contract/cloud-accounts.ts'
import type { GcpCredentials } from './credentials.ts'
import { requireKind, toBucket, withStorage } from './storage.ts'

export const createBucket = (
  credentials: GcpCredentials,
  { name, region, signal }: { name: string; region: string; signal: AbortSignal },
): Promise<Bucket> =>
  withStorage(credentials, signal, async (storage) => {
    const [, response] = await storage.createBucket(name, {
      location: region,
      versioning: { enabled: true },
      iamConfiguration: { publicAccessPrevention: 'enforced', uniformBucketLevelAccess: { enabled: true } },
    })
    return toBucket(requireKind<BucketMetadata>(response, 'storage#bucket'))
  })
