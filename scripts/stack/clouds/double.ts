import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type Request = {
  method: string
  /** Without the query. */
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: string
  params: Record<string, string>
  /** The address of the double, for links in responses. */
  origin: string
}
export type Answer = {
  status?: number
  json?: unknown
  text?: string
  headers?: Record<string, string>
}
export type Handler = (request: Request) => Answer
/** `GET /path/{part}/{rest*}`: a part ends at a slash or a colon. A part with an asterisk may contain both. */
export type Routes = Record<string, Handler>

/** How requests fail whose path contains `at`. Without `times`, all of them fail. */
export type Trouble = {
  at: string
  kind:
    | 'slow'
    | 'throttled'
    | 'unavailable'
    | 'html'
    | 'broken-json'
    | 'reset'
    | 'forbidden'
    | 'expired-secret'
  times?: number
}

const json = (value: unknown) => ({ json: value })

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .replaceAll('.', '\\.')
      .replace(/\{(\w+)\}/g, '(?<$1>[^/:]+)')
      .replace(/\{(\w+)\*\}/g, '(?<$1>.+)')}$`,
    'i',
  )

/** The response to a request that fails. `slow` never gets one, and `reset` closes the connection. */
const failures: Record<Exclude<Trouble['kind'], 'slow' | 'reset'>, Answer> = {
  throttled: { status: 429, json: { error: 'too many requests' }, headers: { 'retry-after': '30' } },
  unavailable: { status: 503, text: 'Service Unavailable', headers: { 'content-type': 'text/plain' } },
  html: {
    text: '<!doctype html><title>Sign in to the hotel network</title>',
    headers: { 'content-type': 'text/html' },
  },
  'broken-json': { text: '{"access_token": "cut off in the mid' },
  forbidden: { status: 403, json: { error: { code: 'AuthorizationFailed', message: 'Not for you.' } } },
  'expired-secret': {
    status: 401,
    json: {
      error: 'invalid_client',
      error_description: 'AADSTS7000222: The client secret keys are expired.',
    },
  },
}

const send = (response: ServerResponse, { status = 200, json, text, headers }: Answer) =>
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(json === undefined ? (text ?? '') : JSON.stringify(json))

const fail = (incoming: IncomingMessage, response: ServerResponse, kind: Trouble['kind']) => {
  if (kind === 'reset') incoming.socket.destroy()
  else if (kind !== 'slow') send(response, failures[kind])
}

const readRequest = async (incoming: IncomingMessage, origin: string) => {
  const { method = 'GET', headers } = incoming
  const body = await text(incoming)
  const url = new URL(incoming.url ?? '/', origin)
  const path = decodeURIComponent(url.pathname)
  const request: Request = { method, path, query: url.searchParams, headers, body, params: {}, origin }
  return { request, pathAndQuery: `${path}${decodeURIComponent(url.search)}` }
}

const createRouter = (routes: Routes): Handler => {
  const table = Object.entries(routes).map(([route, handler]) => {
    const [method, path] = route.split(' ') as [string, string]
    return { method, pattern: patternOf(path), handler }
  })
  return (request) => {
    for (const { method, pattern, handler } of table) {
      const params = method === request.method && pattern.exec(request.path)
      if (params) return handler({ ...request, params: { ...params.groups } })
    }
    return {
      status: 404,
      json: { error: { code: 'NotFound', message: `Nothing is at ${request.method} ${request.path}.` } },
    }
  }
}

type Respond = (incoming: IncomingMessage, response: ServerResponse, origin: string) => Promise<void>

/** Listens on `port`, or on a free one if it is 0. Without `tls` it serves plain HTTP. */
const listen = async (respond: Respond, port: number, tls?: { cert: string; key: string }) => {
  let origin = ''
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    respond(request, response, origin).catch((error) => {
      console.error(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }
  const server = tls ? createHttpsServer(tls, onRequest) : createHttpServer(onRequest)
  // A client's request fails if it reuses a connection just as an idle timeout closes it.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  )
  origin = `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A server in place of a provider. It records the requests, and tests and the local stack can make it fail through `/-/trouble`. */
export const createDouble = (routes: Routes) => {
  const route = createRouter(routes)
  const requests: { method: string; path: string; body: string }[] = []
  const troubles: Trouble[] = []
  const controls: Routes = {
    'GET /-/requests': () => json(requests),
    'DELETE /-/requests': () => json(requests.splice(0).length),
    'PUT /-/trouble': ({ body }) => json(troubles.push(JSON.parse(body) as Trouble)),
    'DELETE /-/trouble': () => json(troubles.splice(0).length),
  }

  const takeTrouble = (path: string): Trouble['kind'] | undefined => {
    const trouble = troubles.find(({ at, times }) => path.includes(at) && times !== 0)
    if (trouble?.times) trouble.times--
    return trouble?.kind
  }

  const respond: Respond = async (incoming, response, origin) => {
    const { request, pathAndQuery } = await readRequest(incoming, origin)
    const { method, path, body } = request
    const control = controls[`${method} ${path}`]
    if (control) return void send(response, control(request))
    if (!path.startsWith('/-/')) requests.push({ method, path: pathAndQuery, body })
    const trouble = takeTrouble(path)
    if (trouble) fail(incoming, response, trouble)
    else send(response, route(request))
  }

  return {
    requests,
    /** Makes requests fail from now on. */
    trouble: (...more: Trouble[]) => void troubles.push(...more),
    calm: () => void troubles.splice(0),
    listen: (port: number, tls?: { cert: string; key: string }) => listen(respond, port, tls),
  }
}
