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
  const temporaryPath = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(temporaryPath, JSON.stringify(keys, null, 2), { mode: 0o600, flag: 'wx' })
  return temporaryPath
}

/** When two processes create the file at once, the first one wins and both use it. */
const createKeyFile = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const [version, key] = newVersion()
  const temporaryPath = writeTemporary(path, { current: version, keys: { [version]: key } })
  try {
    linkSync(temporaryPath, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(temporaryPath)
  }
}

/** Reads the key file, or creates it. @throws if other users can read it */
const readKeys = (path: string): KeyFile => {
  if (!existsSync(path)) createKeyFile(path)
  if (statSync(path).mode & 0o077)
    throw new Error(`${path} holds keys and can be read by others. Run: chmod 600 ${path}`)
  return keyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** Adds a key, which becomes the current one. The older keys still unwrap. */
export const rotateKeyFile = (path: string): string => {
  const { keys } = readKeys(path)
  const [version, key] = newVersion()
  renameSync(writeTemporary(path, { current: version, keys: { ...keys, [version]: key } }), path)
  return version
}

/** Replaces Cloud KMS on a developer's machine: AES-256-GCM with the keys of a file. config.ts allows it only beside the emulators. */
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
