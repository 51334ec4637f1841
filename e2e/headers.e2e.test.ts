import { type IncomingHttpHeaders, request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { webUrl } from '../testing/browser.ts'

/** Sends the path as it is. `fetch` would resolve its dots. */
const get = (
  path: string,
  method = 'GET',
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(webUrl())
    request({ hostname, port, path, method }, async (response) => {
      const text = (await response.setEncoding('utf8').toArray()).join('')
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
    })
      .on('error', reject)
      .end()
  })

/** The first script of the app. */
const asset = async () => /src="(\/assets\/[^"]+\.js)"/.exec((await get('/')).text)?.[1] ?? 'no script'

describe('every answer of Hosting has the security headers', () => {
  test.each([
    ['/', 200],
    ['/events/abc', 200],
    ['/a/b/c/d', 200],
    ['/.well-known/security.txt', 200],
    ['/favicon.svg', 200],
    ['/developers', 200],
    ['/index.html', 301],
    ['/settings/', 200],
    ['/.x', 404],
    ['/..x', 404],
    ['/...', 404],
    ['/a/.b', 404],
    ['/a/..b/c', 404],
    ['/.git/config', 404],
    ['/.env', 404],
    ['/%2ex', 200],
    ['//.x', 404],
    ['/_', 404],
    ['/_a', 404],
    ['/__a', 404],
    ['/_/.x', 404],
    ['/assets/none.js', 404],
    ['/assets/.x', 404],
    ['/events/.x?next=/', 404],
  ])('%s → %i', async (path, status) => {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age=31536000'),
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin-allow-popups',
    })
  })

  test('also those for a file, for HEAD and for other methods', async () => {
    for (const answer of [await get(await asset()), await get('/.x', 'HEAD'), await get('/', 'POST')])
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  })
})

test('the policy names origins, without wildcards, whole schemes or inline code', async () => {
  const policy = (await get('/')).headers['content-security-policy'] ?? ''
  expect(String(policy)).not.toMatch(/unsafe-|\*|\bhttps?:(?!\/\/)|\bdata:/)
})

// An upgrade of the library changes its styles: the browser then names the new digests, and e2e/developers prints them.
test('the policy of the API reference allows the styles of its library by their digests', async () => {
  const policy = String((await get('/developers')).headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy.replace("style-src 'self' 'unsafe-hashes'", '')).not.toMatch(/unsafe-|\*|https?:/)
})

test('security.txt says where to report a vulnerability', async () => {
  const { headers, text } = await get('/.well-known/security.txt')
  expect(headers['content-type']).toContain('text/plain')
  expect(text).toMatch(/^Contact: (mailto|https):/m)
  expect(Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '')).toBeGreaterThan(Date.now())
})
