import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { operations } from '../contract/index.ts'
import { api, apiUrl, send } from '../testing/api.ts'
import { asPerson, tokenOf } from '../testing/people.ts'

const [ours] = process.env.ALLOWED_ORIGINS!.split(',') as [string]
const foreign = 'https://evil.example'
const preflight = (path: string, method: string, origin: string) =>
  send(path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    },
  })
const wrapped = operations.filter(({ id }) => id !== 'health-get')
const addressOf = (path: string) => path.replace(/\{\w+\}/g, 'x')

describe('a browser', () => {
  test.each(wrapped)('may call $id from an allowed origin, and from no other', async ({ method, path }) => {
    const allowed = await preflight(addressOf(path), method.toUpperCase(), ours)
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ours)
    expect(allowed.headers.get('access-control-allow-methods')).toContain(method.toUpperCase())
    expect(allowed.headers.get('access-control-allow-headers')).toMatch(
      /Authorization.*Content-Type.*Idempotency-Key/,
    )
    expect(Number(allowed.headers.get('access-control-max-age'))).toBeGreaterThan(0)

    const refused = await preflight(addressOf(path), method.toUpperCase(), foreign)
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('may read a response from an allowed origin, and from no other', async () => {
    for (const path of ['/v1/events?limit=1', '/v1/events?limit=0', '/v1/me']) {
      const [page, stranger, none] = await Promise.all([
        send(path, { headers: { origin: ours } }),
        send(path, { headers: { origin: foreign } }),
        send(path),
      ])
      expect(page.headers.get('access-control-allow-origin')).toBe(ours)
      expect(page.headers.get('access-control-expose-headers')).toMatch(/X-Request-Id/)
      expect(stranger.headers.get('access-control-allow-origin')).toBeNull()
      expect(none.headers.get('access-control-allow-origin')).toBeNull()
      // A cache must not give a response for one origin to another origin.
      for (const { headers } of [page, stranger, none]) expect(headers.get('vary')).toMatch(/Origin/)
      expect(page.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })
})

test('health reports ok to every caller', async () => {
  const { status, body } = await send('/v1/health', { headers: { origin: foreign } })
  expect({ status, body }).toEqual({ status: 200, body: { status: 'ok' } })
})

test('every response has a new request id, also when the client sends one', async () => {
  const ids = await Promise.all(
    [1, 2, 3].map(async () => {
      const { headers } = await send('/v1/events?limit=1', { headers: { 'x-request-id': 'mine' } })
      return headers.get('x-request-id')
    }),
  )
  expect(new Set(ids).size).toBe(3)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})

test('the caller comes from the gateway’s header, not from Authorization', async () => {
  const [olga, sam] = await Promise.all([asPerson('Olga'), asPerson('Sam')])
  const forwarded = { 'x-forwarded-authorization': `Bearer ${olga.token}` }
  const { body } = await api('GET', '/v1/me', undefined, sam, forwarded)
  expect(body.uid).toBe(olga.uid)
  const expired = { 'x-forwarded-authorization': `Bearer ${tokenOf(olga, { exp: 1 })}` }
  expect((await api('GET', '/v1/me', undefined, sam, expired)).status).toBe(401)
})

describe('no answer can be sniffed, framed, run or fetched without TLS', () => {
  test.each<[string, RequestInit, number]>([
    ['/v1/health', {}, 200],
    ['/v1/events?limit=1', {}, 200],
    ['/v1/events', { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } }, 204],
    ['/v1/events?limit=0', {}, 400],
    ['/v1/me', {}, 401],
    ['/v1/events/none', {}, 404],
    ['/v1/nothing', {}, 404],
    ['/v1/events', { method: 'PUT' }, 405],
    ['/v1/events/%ZZ', {}, 400],
    ['/v1/auth/register', { method: 'POST', body: 'text' }, 415],
  ])('%s %o → %i', async (path, init, status) => {
    const answer = await send(path, init)
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    })
    expect(answer.headers.get('x-powered-by')).toBeNull()
  })
})

describe('an unknown path or method', () => {
  test.each([
    ['GET', '/', 404, 'not-found'],
    ['GET', '/v1', 404, 'not-found'],
    ['GET', '/v1/nothing', 404, 'not-found'],
    ['GET', '/v1/events/', 404, 'not-found'],
    ['GET', '/v2/events', 404, 'not-found'],
    ['GET', '/v1/events/x/registrations/me/more', 404, 'not-found'],
    ['PUT', '/v1/events', 405, 'method-not-allowed'],
    ['DELETE', '/v1/me/notifications/read-all', 405, 'method-not-allowed'],
    ['GET', '/v1/auth/register', 405, 'method-not-allowed'],
  ])('%s %s → %i %s', async (method, path, status, code) => {
    const { body, headers, ...answer } = await api(method, path)
    expect(answer.status).toBe(status)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ type: `urn:labseat:problem:${code}`, status, code })
  })

  test.each(['//[', '/%', '/v1/%ZZ', '/v1/events?%', 'http://['])(
    '%s does not crash the process',
    async (path) => {
      const { hostname, port } = new URL(apiUrl())
      const status = await new Promise((resolve, reject) =>
        request({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end(),
      )
      expect([200, 400, 404]).toContain(status)
      expect((await send('/v1/health')).status).toBe(200)
    },
  )
})

describe('a body', () => {
  const large = (size: number) => {
    const text = JSON.stringify({ firstName: 'Olga' })
    return text + ' '.repeat(size - text.length)
  }
  const change = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const olga = await asPerson('Olga')
    return send('/v1/me', {
      method: 'PATCH',
      headers: { authorization: `Bearer ${olga.token}`, 'content-type': 'application/json', ...headers },
      body,
    })
  }
  test('of 1 MiB is accepted, and a body of one byte more is refused', async () => {
    expect((await change(large(1024 * 1024))).status).toBe(200)
    expect((await change(large(1024 * 1024 + 1))).body).toMatchObject({ status: 413, code: 'too-large' })
  })
  test.each(['application/json; charset=utf-8', 'Application/JSON'])('of type %s is JSON', async (type) =>
    expect((await change(large(100), { 'content-type': type })).status).toBe(200),
  )
})
