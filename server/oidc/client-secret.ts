import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of 256 random bits. A digest of it needs no salt and no slow hash, because nobody can guess it. */
export const createClientSecret = (): { secret: string; secretHash: string } => {
  const secret = randomBytes(32).toString('base64url')
  return { secret, secretHash: hashOf(secret) }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Compares in constant time. */
export const isClientSecret = (secret: string, secretHash: string): boolean => {
  const [actual, expected] = [Buffer.from(hashOf(secret)), Buffer.from(secretHash)]
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

export const createPseudonymKey = (): string => randomBytes(32).toString('base64')

/** The claim `sub`: 128 bits in hexadecimal. It names the same person in every sign-in at one client, and at no other. */
export const pseudonymOf = (pseudonymKey: string, uid: string): string =>
  createHmac('sha256', Buffer.from(pseudonymKey, 'base64')).update(uid).digest('hex').slice(0, 32)

/** Signs the addresses where people download their work: 256 bits in hexadecimal. It differs from every pseudonym's input, a uid. */
export const workKeyOf = (pseudonymKey: string): string =>
  createHmac('sha256', Buffer.from(pseudonymKey, 'base64')).update('download of work').digest('hex')
