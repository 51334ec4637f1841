import type { Bucket } from '../../../contract/cloud-accounts.ts'
import { Refused, Unreachable } from '../platform.ts'
import {
  accountNamePattern,
  openStorageManagement,
  type StorageAccount,
  type StorageManagement,
  toBucket,
} from './management.ts'
import { type AzureCredentials, type AzureSession, azureSession } from './session.ts'

const resourceGroup = 'labseat'
const stateContainer = 'labseat-state'

const undefinedIfMissing = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: { statusCode?: number }) => {
    if (error.statusCode === 404) return undefined
    throw error
  })

const ensureResourceGroup = async (
  session: AzureSession,
  subscriptionId: string,
  region: string,
): Promise<void> => {
  const path = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}?api-version=2022-09-01`
  const exists = await session.call('GET', path).then(
    () => true,
    (error) => {
      if (error instanceof Refused && error.reason === 'not-found') return false
      throw error
    },
  )
  if (!exists) await session.call('PUT', path, { location: region })
}

/** Turns on versioning and creates the container for state. */
const completeAccount = async (
  client: StorageManagement,
  name: string,
  signal: AbortSignal,
): Promise<void> => {
  const options = { abortSignal: signal }
  await client.blobServices.setServiceProperties(resourceGroup, name, { isVersioningEnabled: true }, options)
  await client.blobContainers.create(resourceGroup, name, stateContainer, {}, options)
}

/**
 * Creating an account may take Azure longer than a request lasts. A retry finds the account that the first request began, and completes
 * it.
 * @throws Refused `taken` if the account is complete or belongs to another customer, Unreachable while Azure still creates it
 */
const resumeAccount = async (
  client: StorageManagement,
  name: string,
  signal: AbortSignal,
): Promise<StorageAccount> => {
  const options = { abortSignal: signal }
  const account = await undefinedIfMissing(client.storageAccounts.getProperties(resourceGroup, name, options))
  if (account && account.provisioningState !== 'Succeeded')
    throw new Unreachable(`Azure is still creating ${name}.`)
  const container =
    account &&
    (await undefinedIfMissing(client.blobContainers.get(resourceGroup, name, stateContainer, options)))
  if (!account || container)
    throw new Refused(
      'taken',
      `A storage account named ${name} already exists, in this subscription or in another one. Choose another name.`,
    )
  await completeAccount(client, name, signal)
  return account
}

/** @throws Refused if Azure does not allow the name */
const isNameAvailable = async (
  client: StorageManagement,
  name: string,
  signal: AbortSignal,
): Promise<boolean> => {
  const { nameAvailable, reason } = await client.storageAccounts.checkNameAvailability(
    { name, type: 'Microsoft.Storage/storageAccounts' },
    { abortSignal: signal },
  )
  if (nameAvailable === false && reason !== 'AlreadyExists')
    throw new Refused('invalid', `Azure does not allow ${name} as the name of a storage account.`)
  return nameAvailable !== false
}

export const createBucket = async (
  credentials: AzureCredentials,
  { name, region, signal }: { name: string; region: string; signal: AbortSignal },
): Promise<Bucket> => {
  if (!accountNamePattern.test(name))
    throw new Refused('invalid', 'The name of a storage account is 3 to 24 lowercase letters and digits.')
  const { subscriptionId } = credentials
  const session = await azureSession(credentials, signal)
  return session.run(async () => {
    const client = await openStorageManagement(session, subscriptionId)
    // Creating an account that the subscription already has would change it.
    if (!(await isNameAvailable(client, name, signal)))
      return toBucket(await resumeAccount(client, name, signal), true)
    await ensureResourceGroup(session, subscriptionId, region)
    const account = await client.storageAccounts.create(
      resourceGroup,
      name,
      {
        kind: 'StorageV2',
        sku: { name: 'Standard_LRS' },
        location: region,
        allowBlobPublicAccess: false,
        minimumTlsVersion: 'TLS1_2',
        enableHttpsTrafficOnly: true,
      },
      { abortSignal: signal, updateIntervalInMs: 1_000 },
    )
    await completeAccount(client, name, signal)
    return toBucket(account, true)
  })
}
