import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'

const known = [
  'K_SERVICE',
  'FIREBASE_AUTH_EMULATOR_HOST',
  'FIREBASE_API_KEY',
  'ALLOWED_ORIGINS',
  'LABSEAT_HMAC_KEY',
  'LIMIT_FACTOR',
  'LABSEAT_KEY_FILE',
  'LABSEAT_AZURE_AUTHORITY',
  'LABSEAT_AZURE_MANAGEMENT',
  'LABSEAT_GOOGLE_ENDPOINT',
]
const cloud = {
  GOOGLE_CLOUD_PROJECT: 'acme-labs',
  K_SERVICE: 'me-get',
  FIREBASE_API_KEY: 'public-web-key',
  LABSEAT_HMAC_KEY: 'k'.repeat(32),
}

/** The configuration of a process with only these variables. */
const configWith = async (variables: Record<string, string>) => {
  for (const name of known) vi.stubEnv(name, undefined)
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  vi.resetModules()
  try {
    return (await import('./config.ts')).config
  } finally {
    vi.unstubAllEnvs()
  }
}

test('in the cloud, tokens are checked with Google', async () => {
  const config = await configWith({ ...cloud, ALLOWED_ORIGINS: 'https://a.example,https://b.example' })
  expect(config).toMatchObject({ emulated: false, authHost: 'https://identitytoolkit.googleapis.com' })
  expect([...config.allowedOrigins]).toEqual(['https://a.example', 'https://b.example'])
})

test('a browser of another origin is refused unless the origin is named', async () => {
  expect((await configWith(cloud)).allowedOrigins.size).toBe(0)
})

test('several HMAC keys can be configured, the current key first', async () => {
  const keys = ['k'.repeat(32), 'j'.repeat(40)]
  expect((await configWith(cloud)).hmacKeys).toEqual(keys.slice(0, 1))
  expect((await configWith({ ...cloud, LABSEAT_HMAC_KEY: keys.join(',') })).hmacKeys).toEqual(keys)
})

test('under the emulators, no secret is needed', async () => {
  const config = await configWith({
    GOOGLE_CLOUD_PROJECT: 'demo-labseat',
    FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9199',
  })
  expect(config).toMatchObject({
    emulated: true,
    authHost: 'http://127.0.0.1:9199/identitytoolkit.googleapis.com',
  })
})

describe('a process does not start', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'in the cloud with the Auth emulator, whose tokens are unsigned',
      { ...cloud, FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9199' },
      /FIREBASE_AUTH_EMULATOR_HOST/,
    ],
    ['without the secret', { ...cloud, LABSEAT_HMAC_KEY: '' }, /LABSEAT_HMAC_KEY/],
    ['with a short secret', { ...cloud, LABSEAT_HMAC_KEY: 'k'.repeat(31) }, /LABSEAT_HMAC_KEY/],
    [
      'with a short earlier key',
      { ...cloud, LABSEAT_HMAC_KEY: `${'k'.repeat(32)},${'j'.repeat(31)}` },
      /LABSEAT_HMAC_KEY/,
    ],
    ['without the API key', { ...cloud, FIREBASE_API_KEY: '' }, /FIREBASE_API_KEY/],
    [
      'in the cloud with a simulated Azure, which would receive credentials',
      { ...cloud, LABSEAT_AZURE_AUTHORITY: 'https://login.example' },
      /LABSEAT_AZURE_AUTHORITY/,
    ],
    [
      'in the cloud with a simulated resource manager',
      { ...cloud, LABSEAT_AZURE_MANAGEMENT: 'https://management.example' },
      /LABSEAT_AZURE_MANAGEMENT/,
    ],
    [
      'in the cloud with a simulated Google Cloud',
      { ...cloud, LABSEAT_GOOGLE_ENDPOINT: 'https://google.example' },
      /LABSEAT_GOOGLE_ENDPOINT/,
    ],
    [
      'in the cloud with a key file, because Cloud KMS replaces it',
      { ...cloud, LABSEAT_KEY_FILE: '/keys.json' },
      /LABSEAT_KEY_FILE/,
    ],
    ['without a project', { ...cloud, GOOGLE_CLOUD_PROJECT: '' }, /GOOGLE_CLOUD_PROJECT/],
  ])('%s', async (_, variables, reason) => {
    await expect(configWith(variables)).rejects.toThrow(reason)
  })

  test('as a function in the cloud with the address of an emulator', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../functions/index.ts')],
      {
        env: {
          PATH: process.env.PATH,
          ...cloud,
          FUNCTION_TARGET: 'me-get',
          FIREBASE_AUTH_EMULATOR_HOST: 'localhost:9099',
        },
        encoding: 'utf8',
      },
    )
    expect(stderr).toContain('refusing to start')
    expect(status).toBe(1)
  })
})
