import type { WriteBatch } from '@google-cloud/firestore'
import { type CloudCredentials, cloudCredentials } from '../../contract/cloud-credentials.ts'
import { externalIdsOf } from '../clouds/aws/trust.ts'
import type { OpenedCredentials } from '../clouds/platform.ts'
import { config } from '../config.ts'
import { documents } from '../documents.ts'
import { sign } from '../hmac.ts'
import { Problem } from '../problem.ts'
import { createVault, type SealedSecret, type SecretOwner, type Vault } from '../vault.ts'

let vault: Promise<Vault> | undefined
/** The vault of Cloud KMS where its key is configured, else of a key file beside the emulators. @throws Problem `unavailable` */
export const openVault = (): Promise<Vault> => {
  vault ??= (async () => {
    const { kmsKey, keyFile } = config.vault
    if (kmsKey) return createVault((await import('../vault-kms.ts')).createKmsWrapper(kmsKey))
    if (keyFile) return createVault((await import('../vault-file.ts')).createFileWrapper(keyFile))
    throw new Problem(
      'unavailable',
      'This Labseat has no key to encrypt secrets, because LABSEAT_KMS_KEY is not set (docs/deployment.md). Nothing was saved.',
    )
  })()
  vault.catch(() => {
    vault = undefined
  })
  return vault
}

export const sealCredentials = async (
  credentials: CloudCredentials,
  owner: SecretOwner,
): Promise<SealedSecret> => (await openVault()).seal(credentials, owner)

/** Writes the secret beside its account, in the same commit. */
export const saveSecret = (batch: WriteBatch, accountId: string, secret: SealedSecret): void => {
  batch.set(documents.cloudSecret(accountId), secret)
}

type Owner = { ownerId: string; externalId?: string | undefined }

/**
 * New credentials as a platform uses them, in the order to try. A role gets its external id here and nowhere else. The sealed secret does
 * not hold it; the account's document shows it. A role that a person set up before a key rotation still asks for the id of an earlier key,
 * or for the id of its account.
 */
export const withExternalIds = (
  credentials: CloudCredentials,
  { ownerId, externalId }: Owner,
): [OpenedCredentials, ...OpenedCredentials[]] => {
  if (credentials.kind !== 'assume-role') return [credentials]
  const [current, ...earlier] = externalIdsOf(ownerId, credentials.roleArn)
  const stored = externalId === undefined || [current, ...earlier].includes(externalId) ? [] : [externalId]
  const open = (id: string) => ({ ...credentials, externalId: id })
  return [open(current), ...[...earlier, ...stored].map(open)]
}

export const externalIdIn = (credentials: OpenedCredentials): string | undefined =>
  credentials.kind === 'assume-role' ? credentials.externalId : undefined

/**
 * Decrypts an account's credentials.
 * @throws UnreadableSecret if the secret was changed or belongs to another account, Problem `account-not-usable` if it is deleted
 */
export const openCredentials = async (accountId: string, account: Owner): Promise<OpenedCredentials> => {
  const secret = (await documents.cloudSecret(accountId).get()).data()
  if (!secret)
    throw new Problem('account-not-usable', 'This account has no stored credentials. Enter them again.')
  const { ownerId, externalId } = account
  const credentials = await (await openVault()).open(secret, { ownerId, accountId }, cloudCredentials)
  if (credentials.kind !== 'assume-role') return credentials
  return { ...credentials, externalId: externalId ?? externalIdsOf(ownerId, credentials.roleArn)[0] }
}

export const unreadableDetail = 'The stored credentials can’t be decrypted. Enter them again.'

/** Distinguishes secrets. It is made with Labseat's own key, so that it allows no guessing of a secret. 64 bits in hexadecimal. */
export const fingerprintOf = (credentials: CloudCredentials): string =>
  sign(`fingerprint ${JSON.stringify(credentials)}`)
    .toString('hex')
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1 ')
