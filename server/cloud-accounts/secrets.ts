import { createHmac } from 'node:crypto'
import type { WriteBatch } from '@google-cloud/firestore'
import { type CloudCredentials, cloudCredentials } from '../../contract/cloud-credentials.ts'
import { externalIdOf } from '../clouds/aws/trust.ts'
import type { OpenedCredentials } from '../clouds/platform.ts'
import { config } from '../config.ts'
import { documents } from '../documents.ts'
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
      'This Labseat has no key to encrypt secrets with: LABSEAT_KMS_KEY is not set (docs/deployment.md). Nothing was saved.',
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

/**
 * Credentials as a platform uses them. A role gets its external id here and nowhere else. The sealed secret does not hold it; the account's
 * document shows it.
 */
export const withExternalId = (
  credentials: CloudCredentials,
  { ownerId, externalId }: { ownerId: string; externalId?: string | undefined },
): OpenedCredentials =>
  credentials.kind === 'assume-role'
    ? { ...credentials, externalId: externalId ?? externalIdOf(ownerId, credentials.roleArn) }
    : credentials

export const externalIdIn = (credentials: OpenedCredentials): string | undefined =>
  credentials.kind === 'assume-role' ? credentials.externalId : undefined

/**
 * Decrypts an account's credentials.
 * @throws UnreadableSecret where the secret was changed or belongs to another account, Problem `account-not-usable` where it is gone
 */
export const openCredentials = async (
  accountId: string,
  account: { ownerId: string; externalId?: string | undefined },
): Promise<OpenedCredentials> => {
  const secret = (await documents.cloudSecret(accountId).get()).data()
  if (!secret) throw new Problem('account-not-usable', 'Its credentials are gone. Enter them again.')
  const { ownerId } = account
  const credentials = await (await openVault()).open(secret, { ownerId, accountId }, cloudCredentials)
  return withExternalId(credentials, account)
}

export const unreadableDetail = 'Its stored credentials cannot be decrypted. Enter them again.'

/** Distinguishes secrets. It is made with Labseat's own key, so that it allows no guessing of a secret. 64 bits in hexadecimal. */
export const fingerprintOf = (credentials: CloudCredentials): string =>
  createHmac('sha256', config.hmacKey)
    .update(`fingerprint ${JSON.stringify(credentials)}`)
    .digest('hex')
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1 ')
