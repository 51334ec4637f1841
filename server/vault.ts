import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { Problem } from './problem.ts'

/** Wraps and unwraps data keys: Cloud KMS in the cloud (vault-kms.ts), a file locally (vault-file.ts). */
export type KeyWrapper = {
  /** @returns the wrapped key, and the version of the key that wrapped it. @throws WrapperUnavailable */
  wrap: (dataKey: Buffer, context: string) => Promise<{ wrapped: Buffer; keyVersion: string }>
  /** @param context what it was wrapped with. @throws WrapperUnavailable, or anything where it doesn't belong together */
  unwrap: (wrapped: Buffer, context: string, keyVersion: string) => Promise<Buffer>
  /** The version that wraps now. */
  currentVersion: () => Promise<string>
}

/** The keeper of the keys does not answer. Nothing was saved or opened. */
export class KeyServiceUnavailable extends Error {}

/** cloudAccounts/{id}/private/secret: nobody but the functions reads it, and without the wrapping key it says nothing. Base64. */
export const sealedDocument = z.object({
  ciphertext: z.string(),
  iv: z.string(),
  tag: z.string(),
  wrappedKey: z.string(),
  keyVersion: z.string(),
})
export type SealedSecret = z.infer<typeof sealedDocument>

/** Whose secret it is. It goes into both encryptions, so that a secret opens in no other place than its own. */
export type SecretOwner = { ownerId: string; accountId: string }
const toContext = ({ ownerId, accountId }: SecretOwner): string =>
  JSON.stringify(['cloud-account', ownerId, accountId])

const toBase64 = (bytes: Buffer) => bytes.toString('base64')
const fromBase64 = (text: string) => Buffer.from(text, 'base64')

/** AES-256-GCM with 96-bit random nonces, each under a key of its own (NIST SP 800-38D, 8.2.2). */
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
      'The key service does not answer. Nothing was saved: try again in a minute.',
      {
        retryAfter: 60,
      },
    )
  throw error
}

/** What doesn't open: changed, moved from another account, or wrapped by a key that is gone. It says nothing of what is inside. */
export class UnreadableSecret extends Error {}

/** Envelope encryption: each secret under a data key of its own, and that wrapped by a key which never leaves its keeper. */
export const createVault = (wrapper: KeyWrapper) => ({
  /** @throws Problem `unavailable` when the keeper does not answer */
  async seal(secret: unknown, place: SecretOwner): Promise<SealedSecret> {
    const context = toContext(place)
    const dataKey = randomBytes(32)
    try {
      const { wrapped, keyVersion } = await wrapper.wrap(dataKey, context)
      // A key that was wrapped wrongly would be found out when the secret is needed, and then be lost.
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
      // Its message could quote what was decrypted.
      throw new UnreadableSecret('A secret does not open under its account.')
    } finally {
      dataKey?.fill(0)
    }
  },

  /** The same secret with its data key wrapped by the key of today, or undefined where it is already. */
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
