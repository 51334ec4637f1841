import * as z from 'zod'
import { id, time } from './common.ts'
import type { LimitName } from './limits.ts'

/** The function that answers all routes of the OpenID Connect provider: functions/oidc/provider.ts. */
export const oidcProvider = 'oidc-provider'

/** The path of the issuer. Discovery is below it, at `/.well-known/openid-configuration`. */
export const oidcPath = '/v1/oidc'

/**
 * A route of a protocol that other people wrote. It is no operation of the contract: its requests are forms, its answers are redirects,
 * pages or the protocol's own JSON, and clients find it by discovery. It is listed in openapi.yaml so that the gateway passes it on.
 */
export type ProtocolRoute = {
  /** The operationId in openapi.yaml. */
  readonly id: `oidc-${string}`
  readonly method: 'get' | 'post'
  readonly path: `${typeof oidcPath}/${string}`
  readonly summary: string
  /** Counted by address. The caller is a browser or a client's server. */
  readonly limit: LimitName
  /** Scripts of every origin may read the answer, which is the same for everybody. */
  readonly readableByScripts?: true
  /** The names of variables in the path. */
  readonly params?: readonly string[]
  /** Takes application/x-www-form-urlencoded. */
  readonly takesForm?: true
}

export const protocolRoutes = [
  {
    id: 'oidc-discovery',
    method: 'get',
    path: '/v1/oidc/.well-known/openid-configuration',
    summary: 'Describes the provider (OpenID Connect Discovery).',
    limit: 'read',
    readableByScripts: true,
  },
  {
    id: 'oidc-keys',
    method: 'get',
    path: '/v1/oidc/jwks',
    summary: 'The public keys that verify ID tokens.',
    limit: 'read',
    readableByScripts: true,
  },
  {
    id: 'oidc-authorize',
    method: 'get',
    path: '/v1/oidc/auth',
    summary: 'A client sends a browser here to sign its person in.',
    limit: 'read',
  },
  {
    id: 'oidc-resume',
    method: 'get',
    path: '/v1/oidc/auth/{signInId}',
    summary: 'The browser returns here after the interaction, and continues to the client.',
    limit: 'read',
    params: ['signInId'],
  },
  {
    id: 'oidc-interact',
    method: 'get',
    path: '/v1/oidc/interactions/{signInId}',
    summary: 'Leads the browser to the web app, and takes the person’s answer from it.',
    limit: 'read',
    params: ['signInId'],
  },
  {
    id: 'oidc-token',
    method: 'post',
    path: '/v1/oidc/token',
    summary: 'Exchanges a code or a refresh token.',
    limit: 'read',
    takesForm: true,
  },
  {
    id: 'oidc-introspect',
    method: 'post',
    path: '/v1/oidc/token/introspection',
    summary: 'Says whether a token of the calling client is valid.',
    limit: 'read',
    takesForm: true,
  },
  {
    id: 'oidc-revoke',
    method: 'post',
    path: '/v1/oidc/token/revocation',
    summary: 'Ends a token of the calling client.',
    limit: 'read',
    takesForm: true,
  },
  {
    id: 'oidc-userinfo',
    method: 'get',
    path: '/v1/oidc/me',
    summary: 'The claims of the person of an access token.',
    limit: 'read',
  },
  {
    id: 'oidc-userinfo-post',
    method: 'post',
    path: '/v1/oidc/me',
    summary: 'The same as GET.',
    limit: 'read',
    takesForm: true,
  },
  {
    id: 'oidc-end-session',
    method: 'get',
    path: '/v1/oidc/session/end',
    summary: 'Leads a browser that signed out of a client to the registered page.',
    limit: 'read',
  },
] as const satisfies readonly ProtocolRoute[]

/** Seconds that each thing of the provider lives. Access ends when an access token does: docs/decisions has the reasons. */
export const oidcLifetimeSeconds = {
  code: 60,
  answer: 60,
  accessToken: 300,
  session: 300,
  interaction: 600,
  /** A refresh token is checked at each use. It ends so long after the sign-in. */
  grant: 12 * 3600,
} as const

/** oidcArtifacts/{digest}: a code, token, session, grant or interaction. The id is a digest, so a reader of the database can use none. */
export const oidcArtifact = z.object({
  kind: z.string(),
  /** JSON, without the identifier. */
  payload: z.string(),
  personId: id.optional(),
  grantId: z.string().optional(),
  sessionUid: z.string().optional(),
  consumedAt: time.optional(),
  /** A TTL policy deletes the document later. A reader checks the time itself. */
  expiresAt: time,
})
export type OidcArtifact = z.infer<typeof oidcArtifact>
