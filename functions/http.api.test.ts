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
  test.each(wrapped)('may ask before $id from our page, and from no other', async ({ method, path }) => {
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

  test('shows an answer to our page, and to no other', async () => {
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
      // A cache must not give one origin what another was allowed.
      for (const { headers } of [page, stranger, none]) expect(headers.get('vary')).toMatch(/Origin/)
      expect(page.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })
})

test('health says that this process answers, to anybody', async () => {
  const { status, body } = await send('/v1/health', { headers: { origin: foreign } })
  expect({ status, body }).toEqual({ status: 200, body: { status: 'ok' } })
})

test('every answer has a request id of its own, whatever the client calls its request', async () => {
  const ids = await Promise.all(
    [1, 2, 3].map(async () => {
      const { headers } = await send('/v1/events?limit=1', { headers: { 'x-request-id': 'mine' } })
      return headers.get('x-request-id')
    }),
  )
  expect(new Set(ids).size).toBe(3)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})

test('the caller is who the gateway says, not who Authorization says', async () => {
  const [olga, sam] = await Promise.all([asPerson('Olga'), asPerson('Sam')])
  const forwarded = { 'x-forwarded-authorization': `Bearer ${olga.token}` }
  const { body } = await api('GET', '/v1/me', undefined, sam, forwarded)
  expect(body.uid).toBe(olga.uid)
  const expired = { 'x-forwarded-authorization': `Bearer ${tokenOf(olga, { exp: 1 })}` }
  expect((await api('GET', '/v1/me', undefined, sam, expired)).status).toBe(401)
})

describe('an address or method that is none', () => {
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

  test.each(['//[', '/%', '/v1/%ZZ', '/v1/events?%', 'http://['])('%s breaks nothing', async (path) => {
    const { hostname, port } = new URL(apiUrl())
    const status = await new Promise((resolve, reject) =>
      request({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end(),
    )
    expect([200, 400, 404]).toContain(status)
    expect((await send('/v1/health')).status).toBe(200)
  })
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
  test('of 1 MiB is taken, and one byte more is not', async () => {
    expect((await change(large(1024 * 1024))).status).toBe(200)
    expect((await change(large(1024 * 1024 + 1))).body).toMatchObject({ status: 413, code: 'too-large' })
  })
  test.each(['application/json; charset=utf-8', 'Application/JSON'])('of type %s is JSON', async (type) =>
    expect((await change(large(100), { 'content-type': type })).status).toBe(200),
  )
})
