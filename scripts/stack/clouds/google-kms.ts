import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { google, labseat } from './demo.ts'
import type { Answer, Handler, Routes } from './double.ts'
import { refusal } from './google-errors.ts'
import type { GoogleWorld } from './google-world.ts'

const bytes = (text: unknown) => Buffer.from(String(text ?? ''), 'base64')
const versionName = (number: number) => `${google.kmsKey}/cryptoKeyVersions/${number}`

/** One symmetric key with versions, as in Cloud KMS. A ciphertext begins with the number of its version. */
export const kmsRoutes = ({ tokens }: GoogleWorld): Routes => {
  const versions: { key: Buffer; enabled: boolean }[] = [{ key: randomBytes(32), enabled: true }]
  const authorize =
    (handle: Handler): Handler =>
    (request) => {
      if (tokens.bearer(request.headers.authorization) !== labseat.email)
        return refusal(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')
      if (request.params.key !== google.kmsKey)
        return refusal(404, 'NOT_FOUND', `CryptoKey ${request.params.key} not found.`)
      return handle(request)
    }
  const cannotOpen = refusal(
    400,
    'INVALID_ARGUMENT',
    'Decryption failed: verify that the name refers to the correct CryptoKey.',
  )
  const decrypt = (input: Record<string, string>): Answer => {
    const ciphertext = bytes(input.ciphertext)
    const version = versions[ciphertext.readUInt16BE(0) - 1]
    if (!version) return cannotOpen
    if (!version.enabled) return refusal(400, 'FAILED_PRECONDITION', 'The CryptoKeyVersion is not enabled.')
    try {
      const decipher = createDecipheriv('aes-256-gcm', version.key, ciphertext.subarray(2, 14))
        .setAAD(bytes(input.additionalAuthenticatedData))
        .setAuthTag(ciphertext.subarray(-16))
      const plaintext = Buffer.concat([decipher.update(ciphertext.subarray(14, -16)), decipher.final()])
      return { json: { plaintext: plaintext.toString('base64') } }
    } catch {
      return cannotOpen
    }
  }
  return {
    'POST /v1/{key*}:encrypt': authorize(({ body }) => {
      const input = JSON.parse(body) as Record<string, string>
      const { key } = versions.at(-1)!
      const iv = randomBytes(12)
      const number = Buffer.alloc(2)
      number.writeUInt16BE(versions.length)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bytes(input.additionalAuthenticatedData))
      const parts = [number, iv, cipher.update(bytes(input.plaintext)), cipher.final(), cipher.getAuthTag()]
      return {
        json: {
          name: versionName(versions.length),
          ciphertext: Buffer.concat(parts).toString('base64'),
          protectionLevel: 'SOFTWARE',
        },
      }
    }),
    'POST /v1/{key*}:decrypt': authorize(({ body }) => decrypt(JSON.parse(body) as Record<string, string>)),
    'GET /v1/{key*}': authorize(() => ({
      json: {
        name: google.kmsKey,
        purpose: 'ENCRYPT_DECRYPT',
        primary: { name: versionName(versions.length), state: 'ENABLED' },
      },
    })),
    'POST /-/kms-version': () => ({ json: versions.push({ key: randomBytes(32), enabled: true }) }),
    'DELETE /-/kms-version/{number}': ({ params }) => {
      versions[Number(params.number) - 1]!.enabled = false
      return { json: {} }
    },
  }
}
