import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { target } from '../../testing/deployment.ts'
import { apiUrl, webOrigins } from './resources/functions.ts'
import { checkDeployment } from './smoke.ts'

const api = apiUrl(target)
const web = webOrigins(target)[0]!
const secure = { 'x-content-type-options': 'nosniff', 'strict-transport-security': 'max-age=31536000' }

type Answer = { status: number; headers?: Record<string, string>; text?: string }
/** How a good deployment answers, by the beginning of the address. */
let answers: Record<string, Answer>
/** Calls of usernames-get that pass, counted by the address that the gateway sees. */
let callsPerAddress: Map<string, number>
/** The gateway forwards the address that a client claims. */
let takesForgedAddresses: boolean

beforeEach(() => {
  const policy = `default-src 'none'; connect-src 'self' ${api} https://firestore.googleapis.com`
  answers = {
    [`${api}/v1/health`]: { status: 200, headers: secure },
    [`${api}/v1/me`]: { status: 401 },
    'https://health-get-': { status: 403 },
    [`${web}/.well-known/security.txt`]: { status: 200, text: 'Expires: 2126-01-01T00:00:00Z' },
    [`${web}/`]: { status: 200, headers: { 'content-security-policy': policy } },
  }
  callsPerAddress = new Map()
  takesForgedAddresses = false
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.stubGlobal('fetch', async (url: string, { headers = {} }: { headers?: Record<string, string> } = {}) => {
    if (url.startsWith(`${api}/v1/usernames/`)) {
      const address = takesForgedAddresses ? headers['x-labseat-client']! : 'the address of this machine'
      const calls = (callsPerAddress.get(address) ?? 0) + 1
      callsPerAddress.set(address, calls)
      return new Response(null, { status: calls > 60 ? 429 : 200 })
    }
    const [, answer] = Object.entries(answers).find(([start]) => url.startsWith(start))!
    return new Response(answer.text ?? null, { status: answer.status, headers: answer.headers ?? {} })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const check = () => checkDeployment(target, { tries: 1, pauseMs: 0 })

test('a deployment that answers as it should passes', async () => {
  await expect(check()).resolves.toBeUndefined()
})

test.each<[string, () => void]>([
  ['the API is healthy', () => (answers[`${api}/v1/health`]!.status = 503)],
  ['it refuses strangers', () => (answers[`${api}/v1/me`]!.status = 200)],
  ['a function takes no calls around the gateway', () => (answers['https://health-get-']!.status = 200)],
  [
    'pages may call this API only',
    () =>
      (answers[`${web}/`]!.headers = { 'content-security-policy': "connect-src https://api.invalid 'self'" }),
  ],
  ['no answer of the API can be sniffed', () => (answers[`${api}/v1/health`]!.headers = {})],
  [
    'people who find a fault know where to report it',
    () => (answers[`${web}/.well-known/security.txt`]!.text = 'Expires: 2026-01-01T00:00:00Z'),
  ],
  ['a client can’t choose the address', () => (takesForgedAddresses = true)],
])('a release fails unless this holds: %s', async (what, spoil) => {
  spoil()
  await expect(check()).rejects.toThrow(`The deployment answers, but not as it should: ${what}`)
})
