import { createHmac } from 'node:crypto'
import type { WriteBatch } from '@google-cloud/firestore'
import { type CloudCredentials, cloudCredentials } from '../../contract/cloud-credentials.ts'
import { config } from '../config.ts'
import { documents } from '../documents.ts'
import { Problem } from '../problem.ts'
import { createVault, type SealedSecret, type SecretOwner, type Vault } from '../vault.ts'

let opened: Promise<Vault> | undefined
/** Cloud KMS where a key of it is named, else a file beside the emulators. */
export const vault = (): Promise<Vault> => {
  opened ??= (async () => {
    const { kmsKey, keyFile } = config.vault
    if (kmsKey) return createVault((await import('../vault-kms.ts')).createKmsWrapper(kmsKey))
    if (keyFile) return createVault((await import('../vault-file.ts')).createFileWrapper(keyFile))
    throw new Problem(
      'unavailable',
      'This Labseat has no key to keep secrets with: LABSEAT_KMS_KEY is not set (docs/deployment.md). Nothing was kept.',
    )
  })()
  opened.catch(() => {
    opened = undefined
  })
  return opened
}

export const sealed = async (credentials: CloudCredentials, place: SecretOwner): Promise<SealedSecret> =>
  (await vault()).seal(credentials, place)

/** Writes the secret beside its account, in the same commit. */
export const keepSecret = (batch: WriteBatch, accountId: string, secret: SealedSecret): void => {
  batch.set(documents.cloudSecret(accountId), secret)
}

/** @throws Unopenable where it is not the one that was kept here */
export const secretOf = async (place: SecretOwner): Promise<CloudCredentials> => {
  const kept = (await documents.cloudSecret(place.accountId).get()).data()
  if (!kept) throw new Problem('account-not-usable', 'Its credentials are gone. Give them again.')
  return (await vault()).open(kept, place, cloudCredentials)
}

/** Tells one secret from another, and with nothing but it nobody can try guesses: under a key of ours. 64 bits in hexadecimal. */
export const fingerprintOf = (credentials: CloudCredentials): string =>
  createHmac('sha256', config.hmacKey)
    .update(`fingerprint ${JSON.stringify(credentials)}`)
    .digest('hex')
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1 ')

/**
 * What a role to assume must ask for: one for each person and role, chosen by Labseat, so that somebody who knows a role's name can't use it
 * through their own account here (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). It is no secret.
 */
export const externalIdOf = (uid: string, roleArn: string): string =>
  `labseat-${createHmac('sha256', config.hmacKey)
    .update(JSON.stringify(['external id', uid, roleArn]))
    .digest('hex')
    .slice(0, 32)}`

export const externalIdFor = (uid: string, credentials: CloudCredentials): string | undefined =>
  credentials.kind === 'assume-role' ? externalIdOf(uid, credentials.roleArn) : undefined
