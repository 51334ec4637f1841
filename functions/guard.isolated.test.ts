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

const { signInOf, tokenVerifier } = await import('./guard.ts')
const ours = await generateKeyPair('RS256', { extractable: true })
const theirs = await generateKeyPair('RS256', { extractable: true })
const publicJwk = { ...(await exportJWK(ours.publicKey)), kid, alg: 'RS256', use: 'sig' }
const verify = tokenVerifier(project, createLocalJWKSet({ keys: [publicJwk] }))

/** The claims of Olga's token. `undefined` leaves a claim out. */
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

test('a token of Firebase is accepted, and its claims are read', async () => {
  expect(await verify(await signToken())).toEqual({
    sub: 'olga',
    auth_time: expect.any(Number),
    email: 'olga@labseat.test',
    email_verified: true,
    name: 'Olga Organiser',
    firebase: {},
  })
})

test('a token without e-mail and name counts as unverified and has an empty name', async () => {
  const token = await signToken({ email: undefined, email_verified: undefined, name: undefined })
  expect(await verify(token)).toMatchObject({ sub: 'olga', email_verified: false, name: '' })
})

describe('the sign-in of a token', () => {
  const earlier = { signedInAt: 1000, secondFactor: 'phone' }
  const readSignIn = async (change: JWTPayload) => signInOf(await verify(await signToken(change)))

  test('is its own, with the second factor that Firebase names', async () => {
    const at = now() - 60
    expect(await readSignIn({ auth_time: at })).toEqual({ signedInAt: at })
    const firebase = { sign_in_provider: 'password', sign_in_second_factor: 'phone' }
    expect(await readSignIn({ auth_time: at, firebase })).toEqual({ signedInAt: at, secondFactor: 'phone' })
  })

  test('is the earlier one for a session that continues another session', async () => {
    const firebase = { sign_in_provider: 'custom' }
    expect(await readSignIn({ firebase, labseat: earlier })).toEqual(earlier)
  })

  test('is its own where the earlier one is not from a custom token', async () => {
    const at = now() - 60
    const firebase = { sign_in_provider: 'password' }
    expect(await readSignIn({ auth_time: at, firebase, labseat: earlier })).toEqual({ signedInAt: at })
  })
})

describe('a token is refused:', () => {
  const forgeries: Record<string, () => Promise<string> | string> = {
    'without a signature (alg none)': () => new UnsecuredJWT(claimsWith()).encode(),
    'with alg none and the name of a key': async () => {
      const [, payload] = (await signToken()).split('.')
      return `${Buffer.from(JSON.stringify({ alg: 'none', kid })).toString('base64url')}.${payload}.`
    },
    'with HS256 and the public key (PEM) as the secret': async () =>
      new SignJWT(claimsWith())
        .setProtectedHeader({ alg: 'HS256', kid })
        .sign(new TextEncoder().encode(await exportSPKI(ours.publicKey))),
    'with HS256 and the public key (JWK) as the secret': () =>
      new SignJWT(claimsWith())
        .setProtectedHeader({ alg: 'HS256', kid })
        .sign(new TextEncoder().encode(JSON.stringify(publicJwk))),
    'signed with an unknown key': () => signToken({}, { kid: 'mine' }, theirs.privateKey),
    'signed with an unknown key that has the name of a known key': () => signToken({}, {}, theirs.privateKey),
    'signed with a key inside the token': async () =>
      signToken({}, { kid: 'mine', jwk: await exportJWK(theirs.publicKey) }, theirs.privateKey),
    'signed with a key from a URL inside the token': () =>
      signToken({}, { kid: 'mine', jku: 'https://evil.example/keys' }, theirs.privateKey),
    'with another project as audience': () => signToken({ aud: 'another-project' }),
    'without an audience': () => signToken({ aud: undefined }),
    'with another project as issuer': () =>
      signToken({ iss: 'https://securetoken.google.com/another-project' }),
    'with Google’s accounts as issuer': () => signToken({ iss: 'https://accounts.google.com' }),
    'without an issuer': () => signToken({ iss: undefined }),
    expired: () => signToken({ exp: now() - 1 }),
    'without an expiry': () => signToken({ exp: undefined }),
    'without a time of issue': () => signToken({ iat: undefined }),
    'issued in the future': () => signToken({ iat: now() + 3600 }),
    'not yet valid': () => signToken({ nbf: now() + 3600 }),
    'with a sign-in in the future': () => signToken({ auth_time: now() + 3600 }),
    'without a time of sign-in': () => signToken({ auth_time: undefined }),
    'with a sign-in that is not a number': () => signToken({ auth_time: 'today' }),
    'without a subject': () => signToken({ sub: undefined }),
    'with an empty subject': () => signToken({ sub: '' }),
    'with a path as subject': () => signToken({ sub: 'olga/private' }),
    'with a subject of 129 characters': () => signToken({ sub: 'o'.repeat(129) }),
    'with claims that were changed after signing': async () => {
      const [header, , signature] = (await signToken()).split('.')
      return `${header}.${Buffer.from(JSON.stringify(claimsWith({ sub: 'admin' }))).toString('base64url')}.${signature}`
    },
    'with its signature cut off': async () => `${(await signToken()).split('.').slice(0, 2).join('.')}.`,
    'that is not a token': () => 'token',
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
    }
  })
  const gateways = { authorization: 'Bearer the.gateways.own' }

  test('the gateway’s token does not sign anybody in', async () => {
    expect(await guard(eventsGet, gateways)).toBeUndefined()
    await expect(guard(meGet, gateways)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('unsigned tokens of the emulators are refused', async () => {
    const headers = {
      ...gateways,
      'x-forwarded-authorization': `Bearer ${new UnsecuredJWT(claimsWith()).encode()}`,
    }
    for (const operation of [meGet, eventsGet])
      await expect(guard(operation, headers)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
