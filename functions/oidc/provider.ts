import { randomUUID } from 'node:crypto'
import type { Request, Response } from '@google-cloud/functions-framework'
import type { Grant as GrantClass, Interaction } from 'oidc-provider'
import { type ProtocolRoute, protocolRoutes } from '../../contract/oidc.ts'
import { config } from '../../server/config.ts'
import { createLogger } from '../../server/log.ts'
import { signInPage } from '../../server/oidc/issuer.ts'
import { takeAnswer } from '../../server/oidc/sign-ins.ts'
import { Problem } from '../../server/problem.ts'
import { continueTrace, inTrace } from '../../server/trace.ts'
import { addressOf, limitAddress } from '../limit.ts'
import { sendProblem } from '../respond.ts'
import { findClient } from './_adapter.ts'
import { errorPage } from './_error-page.ts'
import { openProvider, secondFactor, sessionCookie } from './_provider.ts'
import { toProviderRequest } from './_request.ts'

const patternOf = (path: string) =>
  new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[\\w-]+')}$`)
const routes = (protocolRoutes as readonly ProtocolRoute[]).map((route) => ({
  route,
  pattern: patternOf(route.path),
}))

/** @throws Problem `not-found`, `method-not-allowed` */
const findRoute = (method: string, path: string): ProtocolRoute => {
  const here = routes.filter(({ pattern }) => pattern.test(path))
  if (here.length === 0) throw new Problem('not-found', 'There is no such address.')
  const match = here.find(({ route }) => route.method === method.toLowerCase())
  if (!match)
    throw new Problem(
      'method-not-allowed',
      `This address accepts only ${here.map(({ route }) => route.method.toUpperCase()).join(' and ')}.`,
    )
  return match.route
}

const sendPage = (response: Response, status: number, error: string, description: string) =>
  void response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(errorPage({ error, error_description: description }))

const redirect = (response: Response, url: string) =>
  void response.status(303).set('Cache-Control', 'no-store').set('Location', url).end()

/** Everything that the client asked for. The person sees the scopes on the page, and there are few. */
const grantAll = async (
  Grant: typeof GrantClass,
  { params }: Interaction,
  accountId: string,
): Promise<string> => {
  const grant = new Grant({ accountId, clientId: String(params.client_id) })
  grant.addOIDCScope(String(params.scope ?? 'openid'))
  return grant.save()
}

/** Leads the browser to the web app and takes the answer that it brings back, if this browser began the sign-in. */
const interact = async (route: ProtocolRoute, request: Request, response: Response) => {
  const { provider } = await openProvider()
  const url = new URL(request.originalUrl, 'http://localhost')
  const signInId = url.pathname.split('/').at(-1)!
  const providerRequest = toProviderRequest(route, request, sessionCookie)
  const interaction = await provider
    .interactionDetails(providerRequest, response)
    .catch((error: { statusCode?: number }) => {
      if (error.statusCode === 400) return undefined
      throw error
    })
  if (!interaction || interaction.uid !== signInId)
    return sendPage(
      response,
      400,
      'session_not_found',
      'the sign-in has expired, or another browser began it',
    )
  if (url.searchParams.has('declined'))
    return provider.interactionFinished(
      providerRequest,
      response,
      { error: 'access_denied', error_description: 'the person declined' },
      { mergeWithLastSubmission: false },
    )
  const code = url.searchParams.get('answer')
  if (code === null) return redirect(response, signInPage(signInId))
  const answer = await takeAnswer(code, signInId)
  if (!answer) return sendPage(response, 400, 'invalid_request', 'this answer was used before or is too old')
  const { accountId, signedInAt, hasSecondFactor } = answer
  await provider.interactionFinished(providerRequest, response, {
    login: {
      accountId,
      ts: signedInAt,
      remember: false,
      ...(hasSecondFactor && { amr: [secondFactor] }),
    },
    consent: { grantId: await grantAll(provider.Grant, interaction, accountId) },
  })
}

/**
 * Where a browser goes that has signed out of a client: an address that the client registered, or Labseat. It ends no session, because the
 * person's session is Labseat's own; a client that signs out revokes its tokens.
 */
const leaveClient = async (request: Request, response: Response) => {
  const { provider } = await openProvider()
  const query = new URL(request.originalUrl, 'http://localhost').searchParams
  const idToken = query.get('id_token_hint')
  const claimedId = idToken === null ? query.get('client_id') : audienceOf(idToken)
  const wantedUrl = query.get('post_logout_redirect_uri')
  if (wantedUrl === null) return redirect(response, config.mail.webUrl!)
  const client = claimedId ? await findClient(claimedId) : undefined
  const metadata = client && (await provider.Client.find(claimedId!))
  const isValidHint =
    metadata !== undefined &&
    (idToken === null ||
      (await provider.IdToken.validate(idToken, metadata).then(
        () => true,
        () => false,
      )))
  if (!client?.logoutUris.includes(wantedUrl) || !isValidHint)
    return sendPage(response, 400, 'invalid_request', 'post_logout_redirect_uri not registered')
  const target = new URL(wantedUrl)
  const state = query.get('state')
  if (state !== null) target.searchParams.set('state', state)
  redirect(response, target.href)
}

const audienceOf = (idToken: string): string | undefined => {
  try {
    const { aud } = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())
    return typeof aud === 'string' ? aud : undefined
  } catch {
    return undefined
  }
}

const answerRequest = async (route: ProtocolRoute, request: Request, response: Response) => {
  if (route.id === 'oidc-interact') return interact(route, request, response)
  if (route.id === 'oidc-end-session') return leaveClient(request, response)
  const { handle } = await openProvider()
  await handle(toProviderRequest(route, request, sessionCookie), response)
}

/**
 * All routes of the OpenID Connect provider (contract/oidc.ts). It is no `endpoint`, because its requests and answers are the protocol's.
 * Scripts of other origins may read what is the same for everybody, and nothing else.
 */
export default async (request: Request, response: Response): Promise<void> => {
  const requestId = randomUUID()
  const origin = { address: addressOf(request.headers, request.socket?.remoteAddress) }
  const log = createLogger({ function: 'oidc-provider', requestId })
  const { pathname } = new URL(request.originalUrl, 'http://localhost')
  response.set('X-Request-Id', requestId)
  // Without a header that allows it, a browser sends no request of another origin after this.
  if (request.method === 'OPTIONS') return void response.status(204).end()
  await inTrace(
    continueTrace(request.headers),
    { name: 'oidc-provider', kind: 'server' },
    async (recordInSpan) => {
      try {
        const route = findRoute(request.method, pathname)
        await limitAddress(route, origin.address, log)
        await answerRequest(route, request, response)
      } catch (error) {
        if (!response.headersSent) sendProblem(response, error, requestId, log, origin)
      }
      recordInSpan({ 'http.response.status_code': response.statusCode })
    },
  )
}
