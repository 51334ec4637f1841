import { IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'
import type { Request } from '@google-cloud/functions-framework'
import { oidcPath, type ProtocolRoute } from '../../contract/oidc.ts'
import { config } from '../../server/config.ts'
import { issuerUrl } from '../../server/oidc/issuer.ts'
import { Problem } from '../../server/problem.ts'
import { bodyOf } from '../request-body.ts'

const maxFormBytes = 56 * 1024
const formType = /^application\/x-www-form-urlencoded\s*(;|$)/i

/** Behind the gateway, `Authorization` is the gateway's own, and the client's has another name (functions/guard.ts). */
const authorizationOf = ({ headers }: Request): string | undefined =>
  headers['x-forwarded-authorization']?.toString() ?? (config.emulated ? headers.authorization : undefined)

const readForm = (route: ProtocolRoute, request: Request): Record<string, string | string[] | undefined> => {
  const { type, encoding, bytes } = bodyOf(request)
  if (bytes.length > maxFormBytes) throw new Problem('too-large', 'A form can be at most 56 KiB.')
  if (bytes.length === 0) return {}
  if (!route.takesForm || (encoding && encoding !== 'identity') || !formType.test(type))
    throw new Problem('unsupported-media-type', 'Send the body as application/x-www-form-urlencoded.')
  return parse(bytes.toString('utf8'))
}

/** The provider's session could be another person's. The session that counts is Firebase's, and the person answers each time. */
const withoutSession = (cookie: string | undefined, sessionCookie: string): string | undefined =>
  cookie
    ?.split(/;\s*/)
    .filter((pair) => !pair.startsWith(`${sessionCookie}=`) && !pair.startsWith(`${sessionCookie}.sig=`))
    .join('; ') || undefined

/**
 * The request as the provider gets it: with the issuer's host, without headers that a client could mislead it with, and with a body that
 * can be read. The path is below the issuer's.
 */
export const toProviderRequest = (
  route: ProtocolRoute,
  request: Request,
  sessionCookie: string,
): IncomingMessage => {
  const issuer = issuerUrl()
  const form = readForm(route, request)
  const authorization = authorizationOf(request)
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(form))
    for (const text of [value ?? ''].flat()) fields.append(name, text)
  const body = Buffer.from(fields.toString())
  const cookie = withoutSession(request.headers.cookie, sessionCookie)
  const headers: Record<string, string> = {
    host: issuer.host,
    'x-forwarded-proto': issuer.protocol.slice(0, -1),
    ...(request.headers.accept && { accept: request.headers.accept }),
    ...(cookie && { cookie }),
    ...(authorization && { authorization }),
    ...(route.readableByScripts && request.headers.origin && { origin: request.headers.origin }),
    ...(body.length > 0 && {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
    }),
  }
  const copy = Object.assign(new IncomingMessage(request.socket), {
    method: request.method,
    url: request.originalUrl.slice(oidcPath.length),
    originalUrl: request.originalUrl,
    headers,
    httpVersion: request.httpVersion,
    // Node closes the connection of a request that ends before it is complete.
    complete: true,
  })
  copy.push(body)
  copy.push(null)
  return copy
}
