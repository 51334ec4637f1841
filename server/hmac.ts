import { createHmac, timingSafeEqual } from 'node:crypto'
import { config } from './config.ts'

const hmac = (key: string, text: string | Buffer): Buffer => createHmac('sha256', key).update(text).digest()

/** HMAC-SHA256 of a text with the key in use. 32 bytes. */
export const sign = (text: string | Buffer): Buffer => hmac(config.hmacKeys[0], text)

/** The HMAC with each key: the key in use first, then earlier keys. What an earlier key signed stays valid after a rotation. */
export const signWithEachKey = (text: string | Buffer): [Buffer, ...Buffer[]] => {
  const [current, ...earlier] = config.hmacKeys
  return [hmac(current, text), ...earlier.map((key) => hmac(key, text))]
}

/** Compares in constant time. @param size the bytes that callers store or send of a signature */
export const isSignatureOf = (text: string | Buffer, signature: Buffer, size = 32): boolean =>
  signature.length === size &&
  signWithEachKey(text).some((expected) => timingSafeEqual(signature, expected.subarray(0, size)))
