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
const claimsWith = (change: JWTPayload = {}): JWTPayload => ({
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
const signToken = (
  change: JWTPayload = {},
  header: Partial<JWTHeaderParameters> = {},
  key = ours.privateKey,
) => new SignJWT(claimsWith(change)).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(key)

test('takes what Firebase signed, and reads who it is', async () => {
  expect(await verify(await signToken())).toEqual({
    sub: 'olga',
    auth_time: expect.any(Number),
    email: 'olga@labseat.test',
    email_verified: true,
    name: 'Olga Organiser',
  })
})

test('takes somebody without e-mail and name as unverified and nameless', async () => {
  const token = await signToken({ email: undefined, email_verified: undefined, name: undefined })
  expect(await verify(token)).toMatchObject({ sub: 'olga', email_verified: false, name: '' })
})

describe('refuses', () => {
  const forgeries: Record<string, () => Promise<string> | string> = {
    'a token nobody signed (alg none)': () => new UnsecuredJWT(claimsWith()).encode(),
    'alg none with the name of a key': async () => {
      const [, payload] = (await signToken()).split('.')
      return `${Buffer.from(JSON.stringify({ alg: 'none', kid })).toString('base64url')}.${payload}.`
    },
    'HS256 with the public key (PEM) for a secret': async () =>
      new SignJWT(claimsWith())
        .setProtectedHeader({ alg: 'HS256', kid })
        .sign(new TextEncoder().encode(await exportSPKI(ours.publicKey))),
    'HS256 with the public key (JWK) for a secret': () =>
      new SignJWT(claimsWith())
        .setProtectedHeader({ alg: 'HS256', kid })
        .sign(new TextEncoder().encode(JSON.stringify(publicJwk))),
    'a key nobody knows': () => signToken({}, { kid: 'mine' }, theirs.privateKey),
    'a key nobody knows under the name of a known one': () => signToken({}, {}, theirs.privateKey),
    'a key that the token brings along': async () =>
      signToken({}, { kid: 'mine', jwk: await exportJWK(theirs.publicKey) }, theirs.privateKey),
    'a key set that the token points to': () =>
      signToken({}, { kid: 'mine', jku: 'https://evil.example/keys' }, theirs.privateKey),
    'another project for an audience': () => signToken({ aud: 'another-project' }),
    'no audience': () => signToken({ aud: undefined }),
    'another project for an issuer': () =>
      signToken({ iss: 'https://securetoken.google.com/another-project' }),
    "Google's own accounts for an issuer": () => signToken({ iss: 'https://accounts.google.com' }),
    'no issuer': () => signToken({ iss: undefined }),
    'a token that has expired': () => signToken({ exp: now() - 1 }),
    'a token that never expires': () => signToken({ exp: undefined }),
    'a token issued at no time': () => signToken({ iat: undefined }),
    'a token issued in an hour': () => signToken({ iat: now() + 3600 }),
    'a token that is not yet valid': () => signToken({ nbf: now() + 3600 }),
    'a sign-in in an hour': () => signToken({ auth_time: now() + 3600 }),
    'a sign-in at no time': () => signToken({ auth_time: undefined }),
    'a sign-in in words': () => signToken({ auth_time: 'today' }),
    nobody: () => signToken({ sub: undefined }),
    'an empty subject': () => signToken({ sub: '' }),
    'a subject that is a path': () => signToken({ sub: 'olga/private' }),
    'a subject of 129 characters': () => signToken({ sub: 'o'.repeat(129) }),
    'claims changed after signing': async () => {
      const [header, , signature] = (await signToken()).split('.')
      return `${header}.${Buffer.from(JSON.stringify(claimsWith({ sub: 'admin' }))).toString('base64url')}.${signature}`
    },
    'a token without its signature': async () => `${(await signToken()).split('.').slice(0, 2).join('.')}.`,
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
    return () => {
      vi.unstubAllEnvs()
      // Test files share modules: the next file must not get this configuration.
      vi.resetModules()
    }
  })
  const gateways = { authorization: 'Bearer the.gateways.own' }

  test("the gateway's own token is nobody's: a visitor stays a visitor", async () => {
    expect(await guard(eventsGet, gateways)).toBeUndefined()
    await expect(guard(meGet, gateways)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test("the emulators' unsigned tokens are refused", async () => {
    const headers = {
      ...gateways,
      'x-forwarded-authorization': `Bearer ${new UnsecuredJWT(claimsWith()).encode()}`,
    }
    for (const operation of [meGet, eventsGet])
      await expect(guard(operation, headers)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
