import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import type { KeyWrapper } from './vault.ts'

const keyFile = z.object({ current: z.string(), keys: z.record(z.string(), z.base64()) })
type KeyFile = z.infer<typeof keyFile>

const newVersion = (): [string, string] => [
  `${new Date().toISOString()}-${randomBytes(4).toString('hex')}`,
  randomBytes(32).toString('base64'),
]

const writeTemporary = (path: string, keys: KeyFile): string => {
  const made = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(made, JSON.stringify(keys, null, 2), { mode: 0o600, flag: 'wx' })
  return made
}

/** Of two processes that make it at once one comes first, and both use that one's. */
const createKeyFile = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const [version, key] = newVersion()
  const made = writeTemporary(path, { current: version, keys: { [version]: key } })
  try {
    linkSync(made, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(made)
  }
}

/** The keys, made where there are none. @throws where others than the file's owner can read it */
const readKeys = (path: string): KeyFile => {
  if (!existsSync(path)) createKeyFile(path)
  if (statSync(path).mode & 0o077)
    throw new Error(`${path} holds keys and can be read by others. Make it yours alone: chmod 600 ${path}`)
  return keyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** Adds a key that wraps from now on; the older ones still unwrap. */
export const rotateKeyFile = (path: string): string => {
  const { keys } = readKeys(path)
  const [version, key] = newVersion()
  renameSync(writeTemporary(path, { current: version, keys: { ...keys, [version]: key } }), path)
  return version
}

/** The part of Cloud KMS on a machine of one's own: AES-256-GCM under the keys of a file. Only where the emulators are (config.ts). */
export const createFileWrapper = (path: string): KeyWrapper => ({
  async wrap(dataKey, context) {
    const { current, keys } = readKeys(path)
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(keys[current]!, 'base64'), iv).setAAD(
      Buffer.from(context),
    )
    const wrapped = Buffer.concat([iv, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
    return { wrapped, keyVersion: current }
  },
  async unwrap(wrapped, context, keyVersion) {
    const key = readKeys(path).keys[keyVersion]
    if (!key) throw new Error(`${path} has no key ${keyVersion}.`)
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), wrapped.subarray(0, 12), {
      authTagLength: 16,
    })
      .setAAD(Buffer.from(context))
      .setAuthTag(wrapped.subarray(-16))
    return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()])
  },
  currentVersion: async () => readKeys(path).current,
})
