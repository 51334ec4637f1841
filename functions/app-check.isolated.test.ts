import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { authRegister } from '../contract/people.ts'
import { usernamesGet } from '../contract/usernames.ts'

const projectNumber = '123456789012'
const kid = 'of-this-month'
const ours = await generateKeyPair('RS256', { extractable: true })
const theirs = await generateKeyPair('RS256', { extractable: true })
const now = () => Math.floor(Date.now() / 1000)

/** The claims of an App Check token for the web app. `undefined` leaves a claim out. */
const claimsWith = (change: JWTPayload = {}): JWTPayload => ({
  iss: `https://firebaseappcheck.googleapis.com/${projectNumber}`,
  aud: [`projects/${projectNumber}`, 'projects/acme-labs'],
  sub: '1:123456789012:web:0a1b2c',
  iat: now() - 60,
  exp: now() + 3540,
  ...change,
})
const signToken = (
  change: JWTPayload = {},
  header: Partial<JWTHeaderParameters> = {},
  key = ours.privateKey,
) =>
  new SignJWT(claimsWith(change)).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, ...header }).sign(key)

let isGoogleDown = false
/** A double of Google's key server, over HTTP. */
const keyServer = createServer(async (request, response) => {
  if (isGoogleDown || request.url !== '/v1/jwks') return void response.destroy()
  const keys = [{ ...(await exportJWK(ours.publicKey)), kid, alg: 'RS256', use: 'sig' }]
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }))
})

type Guard = typeof import('./guard.ts')['guard']
const guardWith = async (number: string | undefined): Promise<Guard> => {
  vi.stubEnv('LABSEAT_APP_CHECK_PROJECT_NUMBER', number)
  vi.resetModules()
  return (await import('./guard.ts')).guard
}

beforeAll(async () => {
  keyServer.listen(0, '127.0.0.1')
  await once(keyServer, 'listening')
  const { port } = keyServer.address() as AddressInfo
  const real = globalThis.fetch
  vi.stubGlobal('fetch', (url: string | URL, init?: RequestInit) =>
    real(String(url).replace('https://firebaseappcheck.googleapis.com', `http://127.0.0.1:${port}`), init),
  )
})
afterAll(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  keyServer.close()
})

const withToken = (token: string) => ({ 'x-firebase-appcheck': token })

describe('where App Check is configured', () => {
  let guard: Guard
  beforeAll(async () => {
    guard = await guardWith(projectNumber)
  })

  test('a token of the web app is accepted at sign-up', async () => {
    expect(await guard(authRegister, withToken(await signToken()))).toBeUndefined()
  })

  const forgeries: Record<string, () => Promise<string> | string> = {
    'no token': () => '',
    'a text that is not a token': () => 'token',
    'a token that nobody signed': () => new UnsecuredJWT(claimsWith()).encode(),
    'a token with the key of another signer': () => signToken({}, {}, theirs.privateKey),
    'a token of another project': () =>
      signToken({ iss: 'https://firebaseappcheck.googleapis.com/210987654321' }),
    'a token for another project': () => signToken({ aud: ['projects/210987654321'] }),
    'a token that has expired': () => signToken({ exp: now() - 1 }),
    'a token that never expires': () => signToken({ exp: undefined }),
    'a token without an app': () => signToken({ sub: undefined }),
    'a token of another type': () => signToken({}, { typ: 'at+jwt' }),
  }
  test.each(Object.entries(forgeries))('%s is refused', async (_, forge) => {
    await expect(guard(authRegister, withToken(await forge()))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('an operation that is open to other clients needs no token', async () => {
    expect(await guard(usernamesGet, {})).toBeUndefined()
  })
})

test('while Google’s keys cannot be fetched, the call fails with the code unavailable', async () => {
  const guard = await guardWith(projectNumber)
  isGoogleDown = true
  try {
    await expect(guard(authRegister, withToken(await signToken()))).rejects.toMatchObject({
      code: 'unavailable',
    })
  } finally {
    isGoogleDown = false
  }
})

test('without App Check, no operation needs a token', async () => {
  const guard = await guardWith(undefined)
  expect(await guard(authRegister, {})).toBeUndefined()
})
