import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { Problem } from './problem.ts'
import { createVault, KeyServiceUnavailable, type SealedSecret, UnreadableSecret } from './vault.ts'
import { createFileWrapper, rotateKeyFile } from './vault-file.ts'

const secret = { kind: 'access-key', secretAccessKey: 'tell-nobody-of-this' }
const schema = z.object({ kind: z.string(), secretAccessKey: z.string() })
const place = { ownerId: 'olga', accountId: 'one' }

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'labseat-'))
  path = join(folder, 'keys/keys.json')
})
afterEach(() => rmSync(folder, { recursive: true }))
const vault = () => createVault(createFileWrapper(path))

/** The same with one bit of a field changed. */
const bent = (sealed: SealedSecret, field: keyof SealedSecret): SealedSecret => {
  const bytes = Buffer.from(sealed[field], 'base64')
  bytes[0]! ^= 1
  return { ...sealed, [field]: bytes.toString('base64') }
}

describe('a sealed secret', () => {
  test('opens for its account, and no stored field contains it', async () => {
    const sealed = await vault().seal(secret, place)
    expect(await vault().open(sealed, place, schema)).toEqual(secret)
    const values = Object.values(sealed).map((text) => text + Buffer.from(text, 'base64').toString('latin1'))
    expect(values.join()).not.toContain(secret.secretAccessKey)
  })

  test('is sealed differently each time', async () => {
    const [a, b] = [await vault().seal(secret, place), await vault().seal(secret, place)]
    for (const field of ['ciphertext', 'iv', 'tag', 'wrappedKey'] as const)
      expect(a[field]).not.toBe(b[field])
  })

  test.each([
    ['account', { ownerId: 'olga', accountId: 'two' }],
    ['owner', { ownerId: 'erik', accountId: 'one' }],
    ['kind of owner', { clientId: 'one' }],
    ['account that reads the same run together', { ownerId: 'olgao', accountId: 'ne' }],
  ])('does not open under another %s', async (_what, other) => {
    const sealed = await vault().seal(secret, place)
    await expect(vault().open(sealed, other, schema)).rejects.toThrow(UnreadableSecret)
  })

  test.each(['ciphertext', 'iv', 'tag', 'wrappedKey'] as const)(
    'does not open with another %s',
    async (field) => {
      const sealed = await vault().seal(secret, place)
      await expect(vault().open(bent(sealed, field), place, schema)).rejects.toThrow(UnreadableSecret)
      const other = await vault().seal({ ...secret, kind: 'other' }, place)
      await expect(vault().open({ ...sealed, [field]: other[field] }, place, schema)).rejects.toThrow(
        UnreadableSecret,
      )
    },
  )

  test('does not open with a shortened tag', async () => {
    const sealed = await vault().seal(secret, place)
    const tag = Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64')
    await expect(vault().open({ ...sealed, tag }, place, schema)).rejects.toThrow(UnreadableSecret)
  })

  test('is not in the error when it does not match the schema', async () => {
    const sealed = await vault().seal(secret, place)
    const error = await vault()
      .open(sealed, place, z.strictObject({ other: z.string() }))
      .catch((thrown: Error) => thrown)
    expect(String(error) + JSON.stringify(error)).not.toContain(secret.secretAccessKey)
  })
})

describe('a rotated key', () => {
  test('wraps from then on; rewrapped secrets and older ones open', async () => {
    const sealed = await vault().seal(secret, place)
    expect(await vault().rewrap(sealed, place)).toBeUndefined()
    const version = rotateKeyFile(path)
    const rewrapped = (await vault().rewrap(sealed, place))!
    expect(rewrapped).toMatchObject({
      ciphertext: sealed.ciphertext,
      iv: sealed.iv,
      tag: sealed.tag,
      keyVersion: version,
    })
    expect(rewrapped.wrappedKey).not.toBe(sealed.wrappedKey)
    for (const stored of [sealed, rewrapped])
      expect(await vault().open(stored, place, schema)).toEqual(secret)
  })

  test('does not rewrap a secret of another account', async () => {
    const sealed = await vault().seal(secret, place)
    rotateKeyFile(path)
    await expect(vault().rewrap(sealed, { ...place, accountId: 'two' })).rejects.toThrow()
  })
})

describe('the key file', () => {
  test('is readable only by its owner, and leaves no other file', async () => {
    await vault().seal(secret, place)
    rotateKeyFile(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'keys'))).toEqual(['keys.json'])
  })

  test('is not used when other users can read it', async () => {
    await vault().seal(secret, place)
    chmodSync(path, 0o640)
    await expect(vault().seal(secret, place)).rejects.toThrow(`chmod 600 ${path}`)
  })

  test('is created once when two calls create it', async () => {
    const [a, b] = await Promise.all([vault().seal(secret, place), vault().seal(secret, place)])
    expect(a.keyVersion).toBe(b.keyVersion)
    expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')).keys)).toEqual([a.keyVersion])
  })
})

describe('while the key service does not answer', () => {
  const down = () => Promise.reject(new KeyServiceUnavailable('down'))
  const dead = createVault({ wrap: down, unwrap: down, currentVersion: down })

  test('sealing and opening fail with an error that says so', async () => {
    const sealed = await vault().seal(secret, place)
    for (const attempt of [dead.seal(secret, place), dead.open(sealed, place, schema)]) {
      const problem = await attempt.catch((error: unknown) => error)
      expect(problem).toBeInstanceOf(Problem)
      expect(problem).toMatchObject({ code: 'unavailable', retryAfter: 60 })
    }
  })

  test('a key that does not unwrap to itself is detected before a secret is stored', async () => {
    const file = createFileWrapper(path)
    const lying = createVault({ ...file, unwrap: async () => Buffer.alloc(32) })
    await expect(lying.seal(secret, place)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
