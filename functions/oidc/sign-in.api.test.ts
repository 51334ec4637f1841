import * as openid from 'openid-client'
import { beforeAll, describe, expect, test } from 'vitest'
import { oidcLifetimeSeconds } from '../../contract/oidc.ts'
import { api, send } from '../../testing/api.ts'
import {
  answer,
  Browser,
  begin,
  discover,
  endArtifacts,
  errorOf,
  exchange,
  findInProvider,
  issuer,
  scope,
  signInAndExchange,
  signInAt,
  signInIdOf,
} from '../../testing/oidc-client.ts'
import { asPerson, type Person, tokenOf } from '../../testing/people.ts'
import { registerClient, type TestClient } from '../../testing/sign-ins.ts'

let otto: Person
let erik: Person
let mina: Person
let forum: TestClient
beforeAll(async () => {
  ;[otto, erik, mina] = await Promise.all([
    asPerson('Otto', { role: 'operator' }),
    asPerson('Erik'),
    asPerson('Mina'),
  ])
  forum = await registerClient(otto, {
    redirectUris: ['https://forum.labseat.test/callback', 'http://localhost:8000/hub/oauth_callback'],
    logoutUris: ['https://forum.labseat.test/bye'],
  })
})

const codeOf = (callback: URL) => callback.searchParams.get('code') ?? ''

describe('a person who signs in', () => {
  test('arrives with claims that name them at this client only', async () => {
    const { attempt, tokens } = await signInAndExchange(forum, erik)
    const claims = tokens.claims()!
    expect(claims).toMatchObject({
      iss: issuer(),
      aud: forum.id,
      name: 'Erik Labseat',
      groups: ['role:member'],
      preferred_username: expect.stringMatching(/^erik-[a-z0-9-]+-[0-9a-f]{8}$/),
      sub: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(JSON.stringify(claims)).not.toContain(erik.uid)
    expect(JSON.stringify(claims)).not.toContain(erik.email)
    const info = await openid.fetchUserInfo(attempt.configuration, tokens.access_token, claims.sub)
    expect(info).toEqual({
      sub: claims.sub,
      name: claims.name,
      preferred_username: claims.preferred_username,
      groups: claims.groups,
    })

    const other = await registerClient(otto)
    const [there, here] = await Promise.all([signInAndExchange(other, erik), signInAndExchange(forum, erik)])
    expect(here.tokens.claims()!.sub).toBe(claims.sub)
    expect(there.tokens.claims()!.sub).not.toBe(claims.sub)
    expect(there.tokens.claims()!.preferred_username).not.toBe(claims.preferred_username)
  })

  test('gets an access token for at most five minutes, which a refresh renews', async () => {
    const { attempt, tokens } = await signInAndExchange(forum, erik)
    expect(tokens.expires_in).toBeLessThanOrEqual(300)
    const claims = tokens.claims()!
    expect(claims.exp - claims.iat).toBeLessThanOrEqual(300)
    const renewed = await openid.refreshTokenGrant(attempt.configuration, tokens.refresh_token!)
    expect(renewed.expires_in).toBeLessThanOrEqual(300)
    expect(renewed.claims()!.sub).toBe(claims.sub)
    const seen = await openid.tokenIntrospection(attempt.configuration, renewed.access_token)
    expect(seen).toMatchObject({ active: true, sub: claims.sub, client_id: forum.id })
  })

  test('can sign in at every registered address, and a client may send its secret in the form', async () => {
    const configuration = await discover(forum, openid.ClientSecretPost(forum.secret))
    const attempt = await begin(forum, { redirect_uri: forum.redirectUris[1] }, configuration)
    const callback = await signInAt(attempt, erik)
    expect(callback.href.startsWith('http://localhost:8000/hub/oauth_callback?')).toBe(true)
    expect((await exchange(attempt, callback)).claims()!.name).toBe('Erik Labseat')
  })

  test('is the person of the page, also after another person in the same browser', async () => {
    const browser = new Browser()
    const first = await begin(forum)
    const firstTokens = await exchange(first, await signInAt(first, erik, browser))
    const second = await begin(forum)
    const secondTokens = await exchange(second, await signInAt(second, mina, browser))
    expect(firstTokens.claims()!.name).toBe('Erik Labseat')
    expect(secondTokens.claims()!.name).toBe('Mina Labseat')
    const third = await begin(forum)
    expect(signInIdOf((await browser.open(third.url)).url)).not.toBe('')
  })

  test('leaves no code, token, secret or cookie in the database', async () => {
    const browser = new Browser()
    const attempt = await begin(forum)
    const page = await browser.open(attempt.url)
    const { body } = await answer(signInIdOf(page.url), erik)
    const callback = (await browser.open(body.continueUrl)).url
    const tokens = await exchange(attempt, callback)
    const answerCode = new URL(body.continueUrl).searchParams.get('answer')!
    expect(
      await findInProvider(
        codeOf(callback),
        answerCode,
        tokens.access_token,
        tokens.refresh_token!,
        forum.secret,
        attempt.verifier,
      ),
    ).toEqual([])
    for (const cookie of browser.setCookies.filter((text) => !text.includes('1970')))
      expect(cookie.toLowerCase()).toMatch(/; httponly/)
    expect(browser.setCookies.join('\n').toLowerCase()).not.toMatch(/samesite=none/)
  })
})

describe('a redirect URI', () => {
  test.each([
    ['of another site', 'https://evil.example/callback'],
    ['with a longer path', 'https://forum.labseat.test/callback/more'],
    ['with a shorter path', 'https://forum.labseat.test/'],
    ['with a query', 'https://forum.labseat.test/callback?next=https://evil.example'],
    ['with a fragment', 'https://forum.labseat.test/callback#more'],
    ['without TLS', 'http://forum.labseat.test/callback'],
    ['with another port', 'https://forum.labseat.test:8443/callback'],
    ['with a user name', 'https://forum.labseat.test@evil.example/callback'],
    ['of a subdomain', 'https://a.forum.labseat.test/callback'],
    ['that goes up', 'https://forum.labseat.test/callback/../open'],
    ['with an escape', 'https://forum.labseat.test/%63allback'],
    ['with another port at localhost', 'http://localhost:8001/hub/oauth_callback'],
    ['with a script', 'javascript:alert(1)'],
    ['without a host', '//evil.example/callback'],
    ['that is missing', undefined],
    ['that is empty', ''],
  ])('%s is refused, and the browser stays', async (_what, uri) => {
    const { url } = await begin(forum, { redirect_uri: uri })
    const page = await new Browser().open(url)
    expect(page.status).toBe(400)
    expect(page.url.href.startsWith(issuer())).toBe(true)
    expect(page.text).toContain('This sign-in can’t continue')
  })

  test('twice is refused', async () => {
    const { url } = await begin(forum)
    url.searchParams.append('redirect_uri', 'https://evil.example/callback')
    expect((await new Browser().open(url)).status).toBe(400)
  })

  test('of another client is refused', async () => {
    const other = await registerClient(otto, { redirectUris: ['https://other.labseat.test/cb'] })
    const { url } = await begin(forum, { redirect_uri: other.redirectUris[0] })
    expect((await new Browser().open(url)).status).toBe(400)
  })

  test('must be the same at the exchange', async () => {
    const attempt = await begin(forum)
    const callback = await signInAt(attempt, erik)
    const moved = new URL(forum.redirectUris[1]!)
    moved.search = callback.search
    expect(await errorOf(exchange(attempt, moved))).toBe('invalid_grant')
  })
})

describe('an error page', () => {
  test('shows text of the request as text', async () => {
    const { url } = await begin(forum, { client_id: '<script>alert(1)</script>' })
    url.searchParams.set('client_id', '<script>alert(1)</script>')
    const { text, status } = await new Browser().open(url)
    expect(status).toBe(400)
    expect(text).not.toContain('<script>')
  })
})

describe('what a client asks for', () => {
  test.each([
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a token in the address', { response_type: 'token' }, 'invalid_request'],
    ['an ID token in the address', { response_type: 'code id_token' }, 'invalid_request'],
    ['no interaction', { prompt: 'none' }, 'login_required'],
  ])('%s is refused at the client’s own address', async (_what, params, error) => {
    const { url } = await begin(forum, params)
    const { url: arrived } = await new Browser().open(url)
    expect(arrived.href.startsWith('https://forum.labseat.test/callback')).toBe(true)
    const answered = new URLSearchParams(arrived.search || arrived.hash.slice(1))
    expect(answered.get('error')).toBe(error)
    expect(answered.get('code')).toBeNull()
  })

  test('e-mail and unknown scopes are not given', async () => {
    const attempt = await begin(forum, { scope: `${scope} email offline_access other` })
    const tokens = await exchange(attempt, await signInAt(attempt, erik))
    expect(tokens.claims()).not.toHaveProperty('email')
  })

  test('a recent sign-in is required from a person who signed in long ago', async () => {
    const longAgo = { ...erik, token: tokenOf(erik, { auth_time: Math.floor(Date.now() / 1000) - 3600 }) }
    const attempt = await begin(forum, { max_age: '300' })
    const page = await new Browser().open(attempt.url)
    expect((await answer(signInIdOf(page.url), longAgo)).body).toMatchObject({
      code: 'recent-sign-in-required',
    })
    expect((await answer(signInIdOf(page.url), erik)).status).toBe(200)
  })
})

describe('a code', () => {
  test('works once, and a second use ends what the first one got', async () => {
    const attempt = await begin(forum)
    const callback = await signInAt(attempt, erik)
    const tokens = await exchange(attempt, callback)
    const { sub } = tokens.claims()!
    expect(await errorOf(exchange(attempt, callback))).toBe('invalid_grant')
    expect(await errorOf(openid.fetchUserInfo(attempt.configuration, tokens.access_token, sub))).toBe(
      'invalid_token',
    )
    expect(await errorOf(openid.refreshTokenGrant(attempt.configuration, tokens.refresh_token!))).toBe(
      'invalid_grant',
    )
  })

  test('works once among many requests at the same moment', async () => {
    const attempt = await begin(forum)
    const callback = await signInAt(attempt, erik)
    const results = await Promise.all(Array.from({ length: 8 }, () => errorOf(exchange(attempt, callback))))
    expect(results.filter((error) => error === 'none')).toHaveLength(1)
    expect(new Set(results)).toEqual(new Set(['none', 'invalid_grant']))
  })

  test('ends after a minute', async () => {
    const attempt = await begin(forum)
    const callback = await signInAt(attempt, erik)
    await endArtifacts('AuthorizationCode', ({ personId }) => personId === erik.uid)
    expect(await errorOf(exchange(attempt, callback))).toBe('invalid_grant')
    expect(oidcLifetimeSeconds.code).toBe(60)
  })

  test('needs the verifier of its sign-in', async () => {
    const attempt = await begin(forum)
    const callback = await signInAt(attempt, erik)
    const wrong = { ...attempt, verifier: openid.randomPKCECodeVerifier() }
    expect(await errorOf(exchange(wrong, callback))).toBe('invalid_grant')
  })

  test('needs a verifier', async () => {
    const attempt = await begin(forum)
    const callback = await signInAt(attempt, erik)
    const { status, body } = await send<{ error: string }>('/v1/oidc/token', {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${forum.id}:${forum.secret}`).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: codeOf(callback),
        redirect_uri: forum.redirectUris[0]!,
      }),
    })
    expect([status, body.error]).toEqual([400, 'invalid_grant'])
  })

  test.each([
    ['a wrong secret', () => 'wrong'],
    ['the digest of the secret', () => 'a'.repeat(64)],
    ['the secret of another client', (other: TestClient) => other.secret],
  ])('needs the client’s secret, not %s', async (_what, secretOf) => {
    const other = await registerClient(otto)
    const attempt = await begin(forum)
    const callback = await signInAt(attempt, erik)
    const configuration = await discover({ id: forum.id, secret: secretOf(other) })
    expect(await errorOf(exchange({ ...attempt, configuration }, callback))).toBe('invalid_client')
    // The refusal used nothing up.
    expect((await exchange(attempt, callback)).claims()!.name).toBe('Erik Labseat')
  })

  test('is of one client', async () => {
    const other = await registerClient(otto)
    const attempt = await begin(forum)
    const callback = await signInAt(attempt, erik)
    const configuration = await discover(other)
    expect(await errorOf(exchange({ ...attempt, configuration }, callback))).toBe('invalid_grant')
  })
})

describe('the answer of a person', () => {
  test('counts only in the browser in which the sign-in began', async () => {
    const attacker = new Browser()
    const attempt = await begin(forum)
    const signInId = signInIdOf((await attacker.open(attempt.url)).url)
    // The victim was led to the attacker's sign-in, and their browser goes on.
    const { body } = await answer(signInId, erik)
    const victim = await new Browser().open(body.continueUrl)
    expect(victim.status).toBe(400)
    // The attacker continues without the answer.
    const resumed = await attacker.open(`${issuer()}/auth/${signInId}`)
    expect(codeOf(resumed.url)).toBe('')
  })

  test('does not count at another sign-in of the same browser', async () => {
    const browser = new Browser()
    const [first, second] = [await begin(forum), await begin(forum)]
    const firstId = signInIdOf((await browser.open(first.url)).url)
    const secondId = signInIdOf((await browser.open(second.url)).url)
    const { body } = await answer(firstId, erik)
    const forged = new URL(body.continueUrl)
    forged.pathname = forged.pathname.replace(firstId, secondId)
    expect((await browser.open(forged)).status).toBe(400)
  })

  test.each([
    ['a guess', 'A'.repeat(43)],
    ['nothing', ''],
    ['a uid', 'erik'],
  ])('is not %s', async (_what, code) => {
    const browser = new Browser()
    const signInId = signInIdOf((await browser.open((await begin(forum)).url)).url)
    const { status } = await browser.open(`${issuer()}/interactions/${signInId}?answer=${code}`)
    expect(status).toBe(400)
  })

  test('counts once', async () => {
    const browser = new Browser()
    const attempt = await begin(forum)
    const { body } = await answer(signInIdOf((await browser.open(attempt.url)).url), erik)
    expect(codeOf((await browser.open(body.continueUrl)).url)).not.toBe('')
    expect((await browser.open(body.continueUrl)).status).toBe(400)
  })

  test('is too late when the sign-in has expired', async () => {
    const browser = new Browser()
    const attempt = await begin(forum, { login_hint: 'expires' })
    const signInId = signInIdOf((await browser.open(attempt.url)).url)
    const { body } = await answer(signInId, erik)
    await endArtifacts('Interaction', ({ payload }) => payload.includes('"expires"'))
    expect((await answer(signInId, erik)).body).toMatchObject({ code: 'not-found' })
    expect((await browser.open(body.continueUrl)).status).toBe(400)
  })

  test('is too late after a minute', async () => {
    const browser = new Browser()
    const attempt = await begin(forum)
    const { body } = await answer(signInIdOf((await browser.open(attempt.url)).url), mina)
    await endArtifacts('Answer', ({ personId }) => personId === mina.uid)
    expect((await browser.open(body.continueUrl)).status).toBe(400)
  })

  test.each([
    ['nobody', undefined, 'unauthenticated'],
    ['a token that does not verify', { token: 'a.b.c' }, 'unauthenticated'],
  ])('needs a session at Firebase, not %s', async (_what, caller, code) => {
    const signInId = signInIdOf((await new Browser().open((await begin(forum)).url)).url)
    const { body } = await api('POST', `/v1/sign-ins/${signInId}/answer`, undefined, caller)
    expect(body.code).toBe(code)
  })

  test('may be no', async () => {
    const browser = new Browser()
    const attempt = await begin(forum)
    const signInId = signInIdOf((await browser.open(attempt.url)).url)
    const { url } = await browser.open(`${issuer()}/interactions/${signInId}?declined=yes`)
    expect(url.searchParams.get('error')).toBe('access_denied')
    expect(url.searchParams.get('state')).toBe(attempt.state)
  })

  test('is asked about by name and address', async () => {
    const signInId = signInIdOf((await new Browser().open((await begin(forum)).url)).url)
    const { body } = await api('GET', `/v1/sign-ins/${signInId}`, undefined, erik)
    expect(body).toEqual({
      client: {
        name: forum.name,
        host: 'forum.labseat.test',
        ownerName: 'Otto Labseat',
        isOfCluster: false,
        eventId: null,
      },
      declineUrl: `${issuer()}/interactions/${signInId}?declined=yes`,
      refusal: null,
    })
  })
})

describe('after signing out of a client', () => {
  test.each([
    [
      'goes to a registered address',
      'https://forum.labseat.test/bye',
      'https://forum.labseat.test/bye?state=s1',
    ],
  ])('a browser %s', async (_what, uri, expected) => {
    const url = `${issuer()}/session/end?${new URLSearchParams({ client_id: forum.id, post_logout_redirect_uri: uri, state: 's1' })}`
    expect((await new Browser().open(url)).url.href).toBe(expected)
  })

  test.each([
    ['another site', 'https://evil.example/'],
    ['a redirect URI', 'https://forum.labseat.test/callback'],
    ['a longer path', 'https://forum.labseat.test/bye/more'],
    ['a script', 'javascript:alert(1)'],
  ])('a browser does not go to %s', async (_what, uri) => {
    const query = new URLSearchParams({ client_id: forum.id, post_logout_redirect_uri: uri })
    expect((await new Browser().open(`${issuer()}/session/end?${query}`)).status).toBe(400)
    const unnamed = new URLSearchParams({ post_logout_redirect_uri: uri })
    expect((await new Browser().open(`${issuer()}/session/end?${unnamed}`)).status).toBe(400)
  })

  test('the client’s tokens end when it revokes them', async () => {
    const { attempt, tokens } = await signInAndExchange(forum, erik)
    await openid.tokenRevocation(attempt.configuration, tokens.refresh_token!)
    expect(await errorOf(openid.refreshTokenGrant(attempt.configuration, tokens.refresh_token!))).toBe(
      'invalid_grant',
    )
  })
})

test('scripts of other origins read the discovery and the keys, and nothing else', async () => {
  const origin = 'https://evil.example'
  const allowedOrigin = async (method: string, path: string, init: RequestInit = {}) =>
    (await send(`/v1/oidc${path}`, { method, headers: { origin }, ...init })).headers.get(
      'access-control-allow-origin',
    )
  expect(await allowedOrigin('GET', '/.well-known/openid-configuration')).not.toBeNull()
  expect(await allowedOrigin('GET', '/jwks')).not.toBeNull()
  for (const [method, path] of [
    ['GET', '/me'],
    ['POST', '/me'],
    ['POST', '/token'],
    ['POST', '/token/introspection'],
    ['POST', '/token/revocation'],
    ['GET', '/auth'],
  ] as const)
    expect(await allowedOrigin(method, path), path).toBeNull()
  const preflight = await send('/v1/oidc/token', {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  })
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
})

test('headers of a request do not change where the provider leads', async () => {
  const headers = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-original-url': 'https://evil.example/',
    forwarded: 'host=evil.example',
    origin: 'https://evil.example',
  }
  const { body } = await send<Record<string, unknown>>('/v1/oidc/.well-known/openid-configuration', {
    headers,
  })
  expect(body.issuer).toBe(issuer())
  expect(JSON.stringify(body)).not.toContain('evil.example')
  const { url } = await begin(forum)
  const response = await fetch(url, { headers, redirect: 'manual' })
  expect(response.headers.get('location')).toMatch(/^\/v1\/oidc\/interactions\//)
})

test('a client cannot introspect or revoke another client’s token', async () => {
  const { attempt, tokens } = await signInAndExchange(forum, erik)
  const other = await discover(await registerClient(otto))
  expect(await openid.tokenIntrospection(other, tokens.access_token)).toEqual({ active: false })
  await openid.tokenRevocation(other, tokens.access_token).catch(() => undefined)
  expect(await openid.tokenIntrospection(attempt.configuration, tokens.access_token)).toMatchObject({
    active: true,
  })
})
