import Provider, { type Context, type Token } from 'oidc-provider'
import { oidcLifetimeSeconds, oidcPath } from '../../contract/oidc.ts'
import { clientUsernameOf, groupsOf } from '../../domain/clients.ts'
import { fullName } from '../../domain/full-name.ts'
import { signWithEachKey } from '../../server/hmac.ts'
import { createLogger } from '../../server/log.ts'
import { isClientSecret, pseudonymOf } from '../../server/oidc/client-secret.ts'
import { findEntrant } from '../../server/oidc/entry.ts'
import { issuerUrl } from '../../server/oidc/issuer.ts'
import { readSigningKeys } from '../../server/oidc/signing-keys.ts'
import { createAdapter, findClient } from './_adapter.ts'
import { errorPage } from './_error-page.ts'

/** The provider sets it, and _request.ts takes it out of every request: nobody is signed in by it. */
export const sessionCookie = 'labseat_oidc'
/** In the claim `amr` (RFC 8176). */
export const secondFactor = 'mfa'

/** When the sign-in of a token was, and how. A refreshed access token is newer than its sign-in, but its refresh was checked. */
const proofOf = (token: Token | undefined, amr: string[] | undefined) => ({
  issuedAtSeconds: token?.iiat ?? token?.iat ?? Math.floor(Date.now() / 1000),
  hasSecondFactor: (token?.amr ?? token?.extra?.amr ?? amr)?.includes(secondFactor) === true,
})

const findEntrantOf = async (clientId: string, uid: string, token: Token | undefined, amr?: string[]) => {
  const client = await findClient(clientId)
  const entrant = client && (await findEntrant(client, uid, proofOf(token, amr)))
  return entrant && { client: client!, ...entrant }
}

const findAccount = async ({ oidc }: Context, uid: string, token?: Token) => {
  const clientId = oidc.client?.clientId
  const read =
    clientId === undefined ? undefined : await findEntrantOf(clientId, uid, token, oidc.session?.amr)
  if (!read) return undefined
  const { client, person, facts } = read
  return {
    accountId: uid,
    claims: async () => ({
      sub: uid,
      preferred_username: clientUsernameOf(person.username, pseudonymOf(client.pseudonymKey, uid)),
      name: fullName(person),
      groups: groupsOf(facts),
    }),
  }
}

const configuration = async () => ({
  adapter: createAdapter,
  jwks: await readSigningKeys(),
  cookies: {
    keys: signWithEachKey('cookies of sign-ins').map((key) => key.toString('base64url')),
    names: {
      session: sessionCookie,
      interaction: `${sessionCookie}_begun`,
      resume: `${sessionCookie}_resume`,
    },
    long: { httpOnly: true, sameSite: 'lax', path: oidcPath, signed: true },
    short: { httpOnly: true, sameSite: 'lax', signed: true },
  },
  pkce: { required: () => true },
  responseTypes: ['code'],
  scopes: ['openid', 'offline_access', 'profile', 'groups'],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], groups: ['groups'] },
  // oauth2-proxy and others read an ID token and never ask for more.
  conformIdTokenClaims: false,
  clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
  subjectTypes: ['pairwise'],
  sectorIdentifierUriValidate: () => false,
  pairwiseIdentifier: async (_context: Context, uid: string, { clientId }: { clientId: string }) => {
    const client = await findClient(clientId)
    if (!client) throw new Error('The client was deleted meanwhile.')
    return pseudonymOf(client.pseudonymKey, uid)
  },
  clockTolerance: 0,
  allowOmittingSingleRegisteredRedirectUri: false,
  findAccount,
  extraTokenClaims: async ({ oidc }: Context) => {
    const { AuthorizationCode: code, RefreshToken: refreshToken } = oidc.entities
    const amr = (code ?? refreshToken)?.amr
    return amr && { amr }
  },
  // Each use of a refresh token reads the person's access, and a client has a secret to use it with.
  issueRefreshToken: async () => true,
  rotateRefreshToken: () => false,
  expiresWithSession: async () => false,
  ttl: {
    AccessToken: () => oidcLifetimeSeconds.accessToken,
    IdToken: () => oidcLifetimeSeconds.accessToken,
    AuthorizationCode: () => oidcLifetimeSeconds.code,
    Session: () => oidcLifetimeSeconds.session,
    Interaction: () => oidcLifetimeSeconds.interaction,
    Grant: () => oidcLifetimeSeconds.grant,
    RefreshToken: () => oidcLifetimeSeconds.grant,
  },
  interactions: {
    url: async (_context: Context, { uid }: { uid: string }) => `${oidcPath}/interactions/${uid}`,
  },
  discovery: { end_session_endpoint: `${issuerUrl().href}/session/end` },
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    revocation: { enabled: true },
    introspection: {
      enabled: true,
      allowedPolicy: async (_context: Context, client: { clientId: string }, token: Token) =>
        token.clientId === client.clientId &&
        token.accountId !== undefined &&
        (await findEntrantOf(client.clientId, token.accountId, token)) !== undefined,
    },
  },
  renderError: async (context: Context, out: Record<string, string>) => {
    context.type = 'html'
    context.body = errorPage(out)
  },
})

const isOpenToScripts = (path: string) => path === '/jwks' || path.startsWith('/.well-known/')

const create = async () => {
  const provider = new Provider(issuerUrl().href, await configuration())
  // _request.ts states the protocol. No header of a client reaches the provider.
  provider.proxy = true
  provider.Client.prototype.compareClientSecret = function (secret: string) {
    return isClientSecret(secret, this.clientSecret)
  }
  provider.use(async (context, next) => {
    await next()
    if (isOpenToScripts(context.path)) return
    for (const header of ['Access-Control-Allow-Origin', 'Access-Control-Expose-Headers'])
      context.remove(header)
  })
  const log = createLogger({ function: 'oidc-provider' })
  provider.on('server_error', (_context, error) => log('ERROR', 'Sign-in failed', { error: error.message }))
  // A wrong secret or a reused code can be an attack. The reason names no person.
  provider.on('grant.error', ({ oidc }, error) =>
    log('NOTICE', 'Sign-in refused', { error: error.message, client: oidc.client?.clientId }),
  )
  return { provider, handle: provider.callback() }
}

let created: ReturnType<typeof create> | undefined
/** The provider of this instance. */
export const openProvider = () => {
  created ??= create()
  created.catch(() => {
    created = undefined
  })
  return created
}
