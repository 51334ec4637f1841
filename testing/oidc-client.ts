import * as openid from 'openid-client'
import { type OidcArtifact, oidcArtifact, oidcPath } from '../contract/oidc.ts'
import { documents, toFields } from '../server/documents.ts'
import { api, apiUrl } from './api.ts'
import type { Person } from './people.ts'
import type { TestClient } from './sign-ins.ts'

export const issuer = () => `${process.env.LABSEAT_API_URL ?? apiUrl()}${oidcPath}`

/** What a client's server knows: https://github.com/panva/openid-client. */
export const discover = (
  client: Pick<TestClient, 'id' | 'secret'>,
  authentication = openid.ClientSecretBasic(client.secret),
): Promise<openid.Configuration> =>
  openid.discovery(new URL(issuer()), client.id, undefined, authentication, {
    execute: [openid.allowInsecureRequests],
  })

type Cookie = { name: string; value: string; path: string }

/** A browser, as far as cookies and redirects go. */
export class Browser {
  #cookies: Cookie[] = []
  readonly #sites: readonly string[]

  /** @param sites the beginnings of addresses that it also opens, such as those of a client */
  constructor(...sites: string[]) {
    this.#sites = sites
  }

  #cookiesFor(url: URL): string {
    return this.#cookies
      .filter(({ path }) => url.pathname === path || url.pathname.startsWith(`${path.replace(/\/$/, '')}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  #store(header: string): void {
    const [pair = '', ...attributes] = header.split(/;\s*/)
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    const path = attributes.find((text) => /^path=/i.test(text))?.slice(5) ?? '/'
    this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name || cookie.path !== path)
    if (value !== '') this.#cookies.push({ name, value, path })
  }

  /** Every cookie attribute that the provider has set, for tests of them. */
  readonly setCookies: string[] = []

  /** Every address that it has asked for, the latest last. */
  readonly visited: URL[] = []

  #opens({ href }: URL): boolean {
    return [`${issuer()}/`, ...this.#sites].some((site) => href.startsWith(site))
  }

  /** Opens an address and follows redirects while they stay at the provider and the other sites. */
  async open(address: string | URL): Promise<{ url: URL; status: number; text: string }> {
    let url = new URL(address)
    for (let hops = 0; hops < 10; hops += 1) {
      if (!this.#opens(url)) return { url, status: 0, text: '' }
      this.visited.push(url)
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: this.#cookiesFor(url), accept: 'text/html' },
      })
      for (const header of response.headers.getSetCookie()) {
        this.setCookies.push(header)
        this.#store(header)
      }
      const location = response.headers.get('location')
      const text = await response.text()
      if (location === null) return { url, status: response.status, text }
      url = new URL(location, url)
    }
    throw new Error('too many redirects')
  }
}

export const scope = 'openid profile groups'

/** What a client keeps of a sign-in that it begins. */
export type Attempt = {
  configuration: openid.Configuration
  url: URL
  verifier: string
  state: string
  nonce: string
}

/** @param params replace the usual ones; undefined leaves one out */
export const begin = async (
  client: TestClient,
  params: Record<string, string | undefined> = {},
  configuration?: openid.Configuration,
): Promise<Attempt> => {
  const verifier = openid.randomPKCECodeVerifier()
  const [state, nonce] = [openid.randomState(), openid.randomNonce()]
  const request = {
    redirect_uri: client.redirectUris[0],
    scope,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...params,
  }
  const server = configuration ?? (await discover(client))
  const url = openid.buildAuthorizationUrl(
    server,
    Object.fromEntries(
      Object.entries(request).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  )
  for (const [name, value] of Object.entries(request)) if (value === undefined) url.searchParams.delete(name)
  return { configuration: server, url, verifier, state, nonce }
}

/** The id of the sign-in in the address of the web app's page. */
export const signInIdOf = ({ pathname }: URL): string => /^\/sign-ins\/([\w-]+)$/.exec(pathname)?.[1] ?? ''

export const answer = (signInId: string, person: Pick<Person, 'token'>) =>
  api<{ continueUrl: string; code?: string }>('POST', `/v1/sign-ins/${signInId}/answer`, undefined, person)

/** Begins in a browser, lets the person answer in the web app, and returns to the client. @returns the client's address with the code */
export const signInAt = async (attempt: Attempt, person: Person, browser = new Browser()): Promise<URL> => {
  const page = await browser.open(attempt.url)
  const { status, body, text } = await answer(signInIdOf(page.url), person)
  if (status !== 200) throw new Error(`${person.firstName} may not sign in: ${text}`)
  return (await browser.open(body.continueUrl)).url
}

/** The client's server exchanges the code. */
export const exchange = (
  { configuration, verifier, state, nonce }: Attempt,
  callback: URL,
): ReturnType<typeof openid.authorizationCodeGrant> =>
  openid.authorizationCodeGrant(configuration, callback, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  })

/** The whole sign-in. */
export const signInAndExchange = async (client: TestClient, person: Person) => {
  const attempt = await begin(client)
  return { attempt, tokens: await exchange(attempt, await signInAt(attempt, person)) }
}

/** The OAuth error of a call of openid-client that fails. */
export const errorOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: { error?: string; code?: string; cause?: unknown; status?: number }) =>
      error.error ?? wwwErrorOf(error.cause) ?? error.code ?? String(error),
  )

/** The error in a WWW-Authenticate challenge, as openid-client gives it. */
const wwwErrorOf = (cause: unknown): string | undefined =>
  Array.isArray(cause)
    ? (cause[0] as { parameters?: { error?: string } } | undefined)?.parameters?.error
    : undefined

/** Lets every stored artifact of a kind end now. */
export const endArtifacts = async (
  kind: string,
  matches: (artifact: OidcArtifact) => boolean,
): Promise<void> => {
  const all = await documents.oidcArtifacts().where('kind', '==', kind).get()
  const expiresAt = new Date(Date.now() - 1000).toISOString()
  await Promise.all(
    all.docs
      .filter((snapshot) => matches(snapshot.data()))
      .map((snapshot) => snapshot.ref.update(toFields(oidcArtifact, { expiresAt }))),
  )
}

/** The paths of the provider's documents that contain one of these words. A search of the whole database takes minutes beside other tests. */
export const findInProvider = async (...words: string[]): Promise<string[]> => {
  const collections = await Promise.all([documents.oidcArtifacts().get(), documents.clients().get()])
  return collections
    .flatMap(({ docs }) => [...docs])
    .filter((snapshot) => {
      const text = `${snapshot.id} ${JSON.stringify(snapshot.data())}`
      return words.some((word) => text.includes(word))
    })
    .map(({ ref }) => ref.path)
}
