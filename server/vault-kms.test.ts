import { randomBytes } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { google as demo } from '../scripts/stack/clouds/demo.ts'
import type { Trouble } from '../scripts/stack/clouds/double.ts'
import { startTestClouds } from '../testing/clouds.ts'

const simulated = await startTestClouds()
const { createKmsWrapper } = await import('./vault-kms.ts')
const { UnreadableSecret, createVault } = await import('./vault.ts')
const { clouds, origin } = simulated

afterAll(() => simulated.close())
beforeEach(() => {
  clouds.calm()
  clouds.requests.splice(0)
})

const kms = createKmsWrapper(demo.kmsKey, new URL(origin))
const dataKey = randomBytes(32)
const tell = (method: string, path: string) => fetch(`${origin}/-/${path}`, { method })
const thrownBy = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('Nothing was thrown.'),
    (error: Error) => error,
  )

test('a key that Cloud KMS wrapped for an account unwraps for that account', async () => {
  const { wrapped, keyVersion } = await kms.wrap(dataKey, 'asha’s account')
  expect(wrapped.includes(dataKey)).toBe(false)
  expect(keyVersion).toBe(await kms.currentVersion())
  expect((await kms.unwrap(wrapped, 'asha’s account', keyVersion)).equals(dataKey)).toBe(true)
})

test('a wrapped key does not unwrap for another account or after a change', async () => {
  const { wrapped, keyVersion } = await kms.wrap(dataKey, 'asha')
  const changed = Buffer.from(wrapped)
  changed[20]! ^= 1
  for (const [bytes, context] of [
    [wrapped, 'bela'],
    [changed, 'asha'],
  ] as const) {
    const error = await thrownBy(kms.unwrap(bytes, context, keyVersion))
    expect(error.constructor.name).toBe('Error')
    expect(error.message).toMatch(/not wrapped with this key for this account/)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(bytes.toString('base64'))
  }
})

test('a new key version wraps, the old one still unwraps, and a stored secret is rewrapped without its owner', async () => {
  const vault = createVault(kms)
  const place = { ownerId: 'asha', accountId: 'one' }
  const old = await vault.seal({ secret: 'kept' }, place)
  expect(await vault.rewrap(old, place)).toBeUndefined()
  await tell('POST', 'kms-version')
  const renewed = await vault.rewrap(old, place)
  expect(renewed?.keyVersion).toMatch(/\/cryptoKeyVersions\/2$/)
  expect(renewed?.ciphertext).toBe(old.ciphertext)
  const schema = z.object({ secret: z.string() })
  expect(await vault.open(old, place, schema)).toEqual({ secret: 'kept' })
  await tell('DELETE', 'kms-version/1')
  expect(await vault.open(renewed!, place, schema)).toEqual({ secret: 'kept' })
  await expect(vault.open(old, place, schema)).rejects.toMatchObject({ code: 'unavailable' })
  await expect(vault.open(renewed!, { ...place, accountId: 'two' }, schema)).rejects.toThrow(UnreadableSecret)
})

describe('when Cloud KMS fails', () => {
  const kinds: Trouble['kind'][] = [
    'throttled',
    'unavailable',
    'html',
    'broken-json',
    'reset',
    'forbidden',
    'slow',
  ]
  test.each(kinds)('%s: it fails soon, after one request', async (kind) => {
    clouds.trouble({ at: '/v1/projects/', kind })
    const begun = performance.now()
    const error = await thrownBy(kms.wrap(dataKey, 'asha'))
    expect(error.constructor.name).toBe('KeyServiceUnavailable')
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(clouds.requests).toHaveLength(1)
    const all = JSON.stringify(error, Object.getOwnPropertyNames(error))
    expect(all).not.toContain(dataKey.toString('base64'))
  })

  test('sealing fails and says that nothing was saved', async () => {
    clouds.trouble({ at: ':encrypt', kind: 'unavailable' })
    await expect(
      createVault(kms).seal({ secret: 's' }, { ownerId: 'asha', accountId: 'one' }),
    ).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Nothing was saved'),
    })
  })

  test('a missing KMS key does not mark a secret as unreadable', async () => {
    const other = createKmsWrapper(`${demo.kmsKey}-gone`, new URL(origin))
    expect((await thrownBy(other.unwrap(Buffer.alloc(60), 'asha', ''))).constructor.name).toBe(
      'KeyServiceUnavailable',
    )
  })
})
