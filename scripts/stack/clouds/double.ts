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
  /** Where the double itself is reached, for links in answers. */
  origin: string
}
export type Answer = {
  status?: number
  json?: unknown
  text?: string
  headers?: Record<string, string>
}
export type Handler = (request: Request) => Answer
/** `GET /path/{part}/{rest*}`: a part ends at a slash or a colon, a rest holds them. */
export type Routes = Record<string, Handler>

/** What goes wrong with the requests whose path contains `at`; `times` of them, or all. */
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

/** A server that speaks as others do, keeps what it was asked, and can be told to fail. */
export const double = (routes: Routes) => {
  const table = Object.entries(routes).map(([route, handler]) => {
    const [method, path] = route.split(' ') as [string, string]
    return { method, pattern: patternOf(path), handler }
  })
  const requests: { method: string; path: string; body: string }[] = []
  const troubles: Trouble[] = []
  const control: Routes = {
    'GET /-/requests': () => json(requests),
    'DELETE /-/requests': () => json(requests.splice(0).length),
    'PUT /-/trouble': ({ body }) => json(troubles.push(JSON.parse(body) as Trouble)),
    'DELETE /-/trouble': () => json(troubles.splice(0).length),
  }
  const controls = Object.entries(control).map(([route, handler]) => ({ route, handler }))

  const troubleOf = (path: string): Trouble['kind'] | undefined => {
    const trouble = troubles.find(({ at, times }) => path.includes(at) && times !== 0)
    if (trouble?.times) trouble.times--
    return trouble?.kind
  }

  const answer = async (incoming: IncomingMessage, response: ServerResponse, origin: string) => {
    const { method = 'GET', headers } = incoming
    const body = await text(incoming)
    const url = new URL(incoming.url ?? '/', origin)
    const path = decodeURIComponent(url.pathname)
    const send = ({ status = 200, json, text, headers }: Answer) =>
      response
        .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
        .end(json === undefined ? (text ?? '') : JSON.stringify(json))
    const request = { method, path, query: url.searchParams, headers, body, params: {}, origin }
    const told = controls.find(({ route }) => route === `${method} ${path}`)
    if (told) return send(told.handler(request))
    if (!path.startsWith('/-/'))
      requests.push({ method, path: `${path}${decodeURIComponent(url.search)}`, body })
    switch (troubleOf(path)) {
      case 'slow':
        return
      case 'throttled':
        return send({ status: 429, json: { error: 'too many requests' }, headers: { 'retry-after': '30' } })
      case 'unavailable':
        return send({ status: 503, text: 'Service Unavailable', headers: { 'content-type': 'text/plain' } })
      case 'html':
        return send({
          text: '<!doctype html><title>Sign in to the hotel network</title>',
          headers: { 'content-type': 'text/html' },
        })
      case 'broken-json':
        return send({ text: '{"access_token": "cut off in the mid' })
      case 'forbidden':
        return send({
          status: 403,
          json: { error: { code: 'AuthorizationFailed', message: 'Not for you.' } },
        })
      case 'expired-secret':
        return send({
          status: 401,
          json: {
            error: 'invalid_client',
            error_description: 'AADSTS7000222: The client secret keys are expired.',
          },
        })
      case 'reset':
        return incoming.socket.destroy()
    }
    for (const { method: wanted, pattern, handler } of table) {
      const params = wanted === method && pattern.exec(path)
      if (params) return send(handler({ ...request, params: { ...params.groups } }))
    }
    return send({
      status: 404,
      json: { error: { code: 'NotFound', message: `Nothing is at ${method} ${path}.` } },
    })
  }

  return {
    requests,
    /** Makes requests fail from now on. */
    trouble: (...more: Trouble[]) => void troubles.push(...more),
    calm: () => void troubles.splice(0),
    /** @param tls without one it speaks plain HTTP */
    listen: async (port: number, tls?: { cert: string; key: string }) => {
      let origin = ''
      const onRequest = (request: IncomingMessage, response: ServerResponse) => {
        answer(request, response, origin).catch((error) => {
          console.error(error)
          if (!response.headersSent) response.writeHead(500)
          response.end()
        })
      }
      const server = tls ? createHttpsServer(tls, onRequest) : createHttpServer(onRequest)
      // Closing a connection for being idle just as a library takes it up again would be a failure nobody asked for.
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
    },
  }
}
export type Double = ReturnType<typeof double>
