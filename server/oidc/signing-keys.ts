import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import * as z from 'zod'
import { config } from '../config.ts'
import { Problem } from '../problem.ts'

const privateKey = z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string(), d: z.string() })
const keySet = z.object({ keys: z.tuple([privateKey], privateKey) })
export type SigningKeys = z.infer<typeof keySet>

/** A new RSA key as a set of one. Every OpenID Connect client knows RS256. */
export const createSigningKeys = async (): Promise<SigningKeys> => {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return keySet.parse({ keys: [pair.privateKey.export({ format: 'jwk' })] })
}

/**
 * The keys that sign ID tokens: the first signs, and the others only verify what they signed before a rotation. Beside the emulators each
 * process makes its own.
 *
 * @throws Problem `unavailable` where the deployment has none
 */
export const readSigningKeys = async (): Promise<SigningKeys> => {
  const { signingKeys } = config
  if (signingKeys !== undefined) return keySet.parse(JSON.parse(signingKeys))
  if (config.emulated) return createSigningKeys()
  throw new Problem('unavailable', 'This Labseat signs nobody in elsewhere: LABSEAT_OIDC_KEYS is not set.')
}
