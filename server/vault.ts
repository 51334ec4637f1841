import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { Problem } from './problem.ts'

/** Wraps and unwraps data keys: Cloud KMS in the cloud (vault-kms.ts), a file locally (vault-file.ts). */
export type KeyWrapper = {
  /** @returns the wrapped key, and the version of the key that wrapped it. @throws WrapperUnavailable */
  wrap: (dataKey: Buffer, context: string) => Promise<{ wrapped: Buffer; keyVersion: string }>
  /** @param context the same as in `wrap`. @throws WrapperUnavailable, or any error if key and context do not belong together */
  unwrap: (wrapped: Buffer, context: string, keyVersion: string) => Promise<Buffer>
  /** The key version that `wrap` uses. */
  currentVersion: () => Promise<string>
}

/** The key service does not respond. Nothing was stored or opened. */
export class KeyServiceUnavailable extends Error {}

/** cloudAccounts/{id}/private/secret and clients/{id}/private/secret, in Base64. Only functions read it, and it is useless without the wrapping key. */
export const sealedDocument = z.object({
  ciphertext: z.string(),
  iv: z.string(),
  tag: z.string(),
  wrappedKey: z.string(),
  keyVersion: z.string(),
})
export type SealedSecret = z.infer<typeof sealedDocument>

/** The owner of a secret. Both encryptions include it, so a secret does not open under another account. */
export type SecretOwner = { ownerId: string; accountId: string } | { clientId: string }
const toContext = (owner: SecretOwner): string =>
  JSON.stringify(
    'clientId' in owner ? ['client', owner.clientId] : ['cloud-account', owner.ownerId, owner.accountId],
  )

const toBase64 = (bytes: Buffer) => bytes.toString('base64')
const fromBase64 = (text: string) => Buffer.from(text, 'base64')

/** AES-256-GCM with 96-bit random nonces, each with a separate key (NIST SP 800-38D, 8.2.2). */
const encrypt = (dataKey: Buffer, text: string, context: string) => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', dataKey, iv).setAAD(Buffer.from(context))
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { ciphertext: toBase64(ciphertext), iv: toBase64(iv), tag: toBase64(cipher.getAuthTag()) }
}

const rethrowUnavailable = (error: unknown): never => {
  if (error instanceof KeyServiceUnavailable)
    throw new Problem(
      'unavailable',
      'The key service does not respond. Nothing was saved. Try again in a minute.',
      {
        retryAfter: 60,
      },
    )
  throw error
}

/** A secret that was changed, belongs to another account, or is wrapped by a deleted key. The error contains nothing of the secret. */
export class UnreadableSecret extends Error {}

/** Envelope encryption: each secret has a data key, and a key that never leaves the key service wraps the data key. */
export const createVault = (wrapper: KeyWrapper) => ({
  /** @throws Problem `unavailable` if the key service does not respond */
  async seal(secret: unknown, place: SecretOwner): Promise<SealedSecret> {
    const context = toContext(place)
    const dataKey = randomBytes(32)
    try {
      const { wrapped, keyVersion } = await wrapper.wrap(dataKey, context)
      // Check the wrapped key now: a wrong one would lose the secret.
      if (!timingSafeEqual(await wrapper.unwrap(wrapped, context, keyVersion), dataKey))
        throw new KeyServiceUnavailable('The key came back changed.')
      return {
        ...encrypt(dataKey, JSON.stringify(secret), context),
        wrappedKey: toBase64(wrapped),
        keyVersion,
      }
    } catch (error) {
      return rethrowUnavailable(error)
    } finally {
      dataKey.fill(0)
    }
  },

  /** @throws Unopenable, Problem `unavailable` */
  async open<T>(sealed: SealedSecret, place: SecretOwner, schema: z.ZodType<T>): Promise<T> {
    const context = toContext(place)
    let dataKey: Buffer | undefined
    try {
      dataKey = await wrapper.unwrap(fromBase64(sealed.wrappedKey), context, sealed.keyVersion)
      const decipher = createDecipheriv('aes-256-gcm', dataKey, fromBase64(sealed.iv), { authTagLength: 16 })
        .setAAD(Buffer.from(context))
        .setAuthTag(fromBase64(sealed.tag))
      const text = decipher.update(fromBase64(sealed.ciphertext), undefined, 'utf8') + decipher.final('utf8')
      return schema.parse(JSON.parse(text))
    } catch (error) {
      if (error instanceof KeyServiceUnavailable) return rethrowUnavailable(error)
      // The original message could quote the secret.
      throw new UnreadableSecret('A secret does not open under its account.')
    } finally {
      dataKey?.fill(0)
    }
  },

  /** @returns the secret with its data key wrapped by the current key version, or undefined if it already is */
  async rewrap(sealed: SealedSecret, place: SecretOwner): Promise<SealedSecret | undefined> {
    const context = toContext(place)
    const current = await wrapper.currentVersion()
    if (sealed.keyVersion === current) return undefined
    const dataKey = await wrapper.unwrap(fromBase64(sealed.wrappedKey), context, sealed.keyVersion)
    try {
      const { wrapped, keyVersion } = await wrapper.wrap(dataKey, context)
      return { ...sealed, wrappedKey: toBase64(wrapped), keyVersion }
    } finally {
      dataKey.fill(0)
    }
  },
})
export type Vault = ReturnType<typeof createVault>
