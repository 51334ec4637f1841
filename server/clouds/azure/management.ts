import type { Bucket } from '../../../contract/cloud-accounts.ts'
import type { AzureSession } from './session.ts'

export const accountNamePattern = /^[a-z0-9]{3,24}$/

export const openStorageManagement = async (
  { credential, options }: AzureSession,
  subscriptionId: string,
) => {
  const { StorageManagementClient } = await import('@azure/arm-storage')
  return new StorageManagementClient(credential, subscriptionId, options)
}
export type StorageManagement = Awaited<ReturnType<typeof openStorageManagement>>
export type StorageAccount = Awaited<ReturnType<StorageManagement['storageAccounts']['getProperties']>>

/** Labseat calls a storage account a bucket, as on the other platforms. */
export const toBucket = (account: StorageAccount, versioning: boolean | undefined): Bucket => {
  const { name = '', location, creationTime, allowBlobPublicAccess, encryption } = account
  return {
    name,
    ...(location && { region: location }),
    ...(creationTime && { createdAt: creationTime.toISOString() }),
    ...(versioning !== undefined && { versioning }),
    encryption:
      encryption?.keySource === 'Microsoft.Keyvault' ? 'customer-managed key' : 'Microsoft-managed key',
    publicAccessBlocked: allowBlobPublicAccess === false,
  }
}
