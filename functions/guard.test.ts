import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { eventsGet } from '../contract/events.ts'
import { meGet } from '../contract/people.ts'

const project = 'acme-labs'
const kid = 'of-this-month'
const now = () => Math.floor(Date.now() / 1000)

const { tokenVerifier } = await import('./guard.ts')
const ours = await generateKeyPair('RS256', { extractable: true })
const theirs = await generateKeyPair('RS256', { extractable: true })
const publicJwk = { ...(await exportJWK(ours.publicKey)), kid, alg: 'RS256', use: 'sig' }
const verify = tokenVerifier(project, createLocalJWKSet({ keys: [publicJwk] }))

/** What Firebase says of Olga. `undefined` leaves a claim out. */
const said = (change: JWTPayload = {}): JWTPayload => ({
  iss: `https://securetoken.google.com/${project}`,
  aud: project,
  sub: 'olga',
  auth_time: now() - 60,
  iat: now() - 60,
  exp: now() + 3540,
  email: 'olga@labseat.test',
  email_verified: true,
  name: 'Olga Organiser',
  ...change,
})
const signed = (change: JWTPayload = {}, header: Partial<JWTHeaderParameters> = {}, key = ours.privateKey) =>
  new SignJWT(said(change)).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(key)

test('takes what Firebase signed, and reads who it is', async () => {
  expect(await verify(await signed())).toEqual({
    sub: 'olga',
    auth_time: expect.any(Number),
    email: 'olga@labseat.test',
    email_verified: true,
    name: 'Olga Organiser',
  })
})

test('takes somebody without e-mail and name as unverified and nameless', async () => {
  const token = await signed({ email: undefined, email_verified: undefined, name: undefined })
  expect(await verify(token)).toMatchObject({ sub: 'olga', email_verified: false, name: '' })
})

describe('refuses', () => {
  const forgeries: Record<string, () => Promise<string> | string> = {
    'a token nobody signed (alg none)': () => new UnsecuredJWT(said()).encode(),
    'alg none with the name of a key': async () => {
      const [, payload] = (await signed()).split('.')
      return `${Buffer.from(JSON.stringify({ alg: 'none', kid })).toString('base64url')}.${payload}.`
    },
    'HS256 with the public key (PEM) for a secret': async () =>
      new SignJWT(said())
        .setProtectedHeader({ alg: 'HS256', kid })
        .sign(new TextEncoder().encode(await exportSPKI(ours.publicKey))),
    'HS256 with the public key (JWK) for a secret': () =>
      new SignJWT(said())
        .setProtectedHeader({ alg: 'HS256', kid })
        .sign(new TextEncoder().encode(JSON.stringify(publicJwk))),
    'a key nobody knows': () => signed({}, { kid: 'mine' }, theirs.privateKey),
    'a key nobody knows under the name of a known one': () => signed({}, {}, theirs.privateKey),
    'a key that the token brings along': async () =>
      signed({}, { kid: 'mine', jwk: await exportJWK(theirs.publicKey) }, theirs.privateKey),
    'a key set that the token points to': () =>
      signed({}, { kid: 'mine', jku: 'https://evil.example/keys' }, theirs.privateKey),
    'another project for an audience': () => signed({ aud: 'another-project' }),
    'no audience': () => signed({ aud: undefined }),
    'another project for an issuer': () => signed({ iss: 'https://securetoken.google.com/another-project' }),
    "Google's own accounts for an issuer": () => signed({ iss: 'https://accounts.google.com' }),
    'no issuer': () => signed({ iss: undefined }),
    'a token that has expired': () => signed({ exp: now() - 1 }),
    'a token that never expires': () => signed({ exp: undefined }),
    'a token issued at no time': () => signed({ iat: undefined }),
    'a token issued in an hour': () => signed({ iat: now() + 3600 }),
    'a token that is not yet valid': () => signed({ nbf: now() + 3600 }),
    'a sign-in in an hour': () => signed({ auth_time: now() + 3600 }),
    'a sign-in at no time': () => signed({ auth_time: undefined }),
    'a sign-in in words': () => signed({ auth_time: 'today' }),
    nobody: () => signed({ sub: undefined }),
    'an empty subject': () => signed({ sub: '' }),
    'a subject that is a path': () => signed({ sub: 'olga/private' }),
    'a subject of 129 characters': () => signed({ sub: 'o'.repeat(129) }),
    'claims changed after signing': async () => {
      const [header, , signature] = (await signed()).split('.')
      return `${header}.${Buffer.from(JSON.stringify(said({ sub: 'admin' }))).toString('base64url')}.${signature}`
    },
    'a token without its signature': async () => `${(await signed()).split('.').slice(0, 2).join('.')}.`,
    'a word': () => 'token',
  }
  test.each(Object.entries(forgeries))('%s', async (_, forge) => {
    const token = await forge()
    await expect(verify(token)).rejects.toThrow()
  })
})

describe('in the cloud, behind the gateway', () => {
  let guard: typeof import('./guard.ts')['guard']
  beforeAll(async () => {
    for (const name of [
      'FIREBASE_AUTH_EMULATOR_HOST',
      'LABSEAT_KEY_FILE',
      'LABSEAT_AZURE_AUTHORITY',
      'LABSEAT_AZURE_MANAGEMENT',
      'LABSEAT_GOOGLE_ENDPOINT',
    ])
      vi.stubEnv(name, undefined)
    vi.stubEnv('LABSEAT_HMAC_KEY', 'k'.repeat(32))
    vi.resetModules()
    guard = (await import('./guard.ts')).guard
    return () => vi.unstubAllEnvs()
  })
  const gateways = { authorization: 'Bearer the.gateways.own' }

  test("the gateway's own token is nobody's: a visitor stays a visitor", async () => {
    expect(await guard(eventsGet, gateways)).toBeUndefined()
    await expect(guard(meGet, gateways)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test("the emulators' unsigned tokens are refused", async () => {
    const headers = {
      ...gateways,
      'x-forwarded-authorization': `Bearer ${new UnsecuredJWT(said()).encode()}`,
    }
    for (const operation of [meGet, eventsGet])
      await expect(guard(operation, headers)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
