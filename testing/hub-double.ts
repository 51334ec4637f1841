import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json as readJson } from 'node:stream/consumers'

type ServerAtHub = {
  ready: boolean
  pending: 'spawn' | 'stop' | null
  started: string
  last_activity: string
}

/** What the double does instead of its work. Tests change it. */
type Trouble = {
  /** Answers 503 as the proxy of a hub that is gone. */
  down?: boolean
  /** Takes no more servers. */
  full?: boolean
  version?: string
  /** Servers stay in the state `starting` until this is false. */
  holds?: boolean
  /** Every start fails with this reason. */
  fails?: string
  /** The content of MATERIALS-PROBLEM.txt in every server. */
  materialsProblem?: string
  /** Every user exists and has a server that runs, whatever people ask for. */
  alwaysRuns?: boolean
  /** Runs before a token exists. */
  beforeToken?: () => Promise<unknown>
}

/** A token that opens the server of a user now. */
type TokenAtHub = { id: string; note: string; expiresIn: number; user: string; token: string }

const runningServer = (): ServerAtHub => {
  const now = new Date().toISOString()
  return { ready: true, pending: null, started: now, last_activity: now }
}

const reply = (response: ServerResponse, status: number, body: unknown, version: string) =>
  response
    .writeHead(status, { 'content-type': 'application/json', 'x-jupyterhub-version': version })
    .end(JSON.stringify(body))

/**
 * A JupyterHub by the part of its REST API that Labseat calls, without servers behind it.
 * https://jupyterhub.readthedocs.io/en/stable/reference/rest-api.html
 */
export const startHubDouble = async () => {
  const users = new Map<string, ServerAtHub | null>()
  const calls: string[] = []
  const bodies: unknown[] = []
  const tokens: TokenAtHub[] = []
  let issued = 0
  const trouble: Trouble = {}
  const version = () => trouble.version ?? '5.2.1'
  const modelOf = (name: string) => {
    const server = trouble.alwaysRuns ? runningServer() : users.get(name)
    return { name, servers: server ? { '': server } : {} }
  }
  const settle = (server: ServerAtHub) => {
    if (trouble.holds) return
    server.ready = true
    server.pending = null
  }

  const start = async (name: string, request: IncomingMessage, response: ServerResponse) => {
    if (trouble.full) return reply(response, 429, { message: 'Active server limit exceeded.' }, version())
    bodies.push(await readJson(request).catch(() => undefined))
    if (users.get(name)) return reply(response, 400, { message: 'already running' }, version())
    const now = new Date().toISOString()
    users.set(name, { ready: false, pending: 'spawn', started: now, last_activity: now })
    return reply(response, 202, {}, version())
  }

  const issueToken = async (name: string, request: IncomingMessage, response: ServerResponse) => {
    const { note, expires_in: expiresIn } = (await readJson(request)) as { note: string; expires_in: number }
    await trouble.beforeToken?.()
    issued++
    const token = { id: `a${issued}`, note, expiresIn, user: name, token: `secret-of-the-test-${issued}` }
    tokens.push(token)
    return reply(response, 201, token, version())
  }

  const revokeToken = (name: string, id: string, response: ServerResponse) => {
    const index = tokens.findIndex((token) => token.user === name && token.id === id)
    if (index === -1) return reply(response, 404, { message: 'No such token' }, version())
    tokens.splice(index, 1)
    return reply(response, 204, null, version())
  }

  const respondAboutTokens = (
    name: string,
    id: string | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    if (request.method === 'POST') return issueToken(name, request, response)
    if (request.method === 'DELETE') return revokeToken(name, id ?? '', response)
    const own = tokens.filter(({ user }) => user === name)
    return reply(response, 200, { api_tokens: own }, version())
  }

  /** One event a poll, until the server runs. */
  const tellProgress = async (name: string, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-jupyterhub-version': version() })
    const server = users.get(name)
    const say = (event: object) => response.write(`data: ${JSON.stringify(event)}\n\n`)
    say({ progress: 0, message: 'Server requested' })
    if (trouble.fails) {
      users.set(name, null)
      say({ progress: 100, failed: true, message: trouble.fails })
    } else if (server) {
      while (trouble.holds && !response.destroyed) {
        say({ progress: 50, message: 'Cloning the materials' })
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      settle(server)
      say({ progress: 100, ready: true, message: 'Server ready' })
    }
    response.end()
  }

  const respondTo = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url!, 'http://hub')
    calls.push(`${request.method} ${pathname}`)
    if (trouble.down) return response.writeHead(503).end()
    if (pathname === '/lab/hub/labseat/end') return reply(response, 204, null, version())
    if (pathname.startsWith('/lab/user/'))
      return trouble.materialsProblem
        ? reply(response, 200, { content: trouble.materialsProblem }, version())
        : reply(response, 404, {}, version())
    const [, name, part, more] =
      /^\/lab\/hub\/api\/users(?:\/([^/]+))?(?:\/(\w+))?(?:\/(\w+))?$/.exec(pathname) ?? []
    if (name === undefined) {
      const items = [...users.keys()].filter((user) => users.get(user)).map(modelOf)
      return reply(response, 200, { items, _pagination: { next: null } }, version())
    }
    if (part === 'tokens') return respondAboutTokens(name, more, request, response)
    if (part === 'server' && more === 'progress') return tellProgress(name, response)
    if (request.method === 'POST' && part === 'server') return start(name, request, response)
    if (request.method === 'POST') {
      const isKnown = users.has(name)
      if (!isKnown) users.set(name, null)
      return reply(response, isKnown ? 409 : 201, modelOf(name), version())
    }
    if (request.method === 'DELETE') {
      if (part === 'server') users.set(name, null)
      else users.delete(name)
      return reply(response, 204, null, version())
    }
    return users.has(name) || trouble.alwaysRuns
      ? reply(response, 200, modelOf(name), version())
      : reply(response, 404, { message: 'No such user' }, version())
  }

  const server = createServer((request, response) => void respondTo(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lab/`,
    users,
    calls,
    /** The bodies of requests to start a server. */
    bodies,
    tokens,
    trouble,
    /** Forgets everything, and stops causing trouble. */
    reset: () => {
      users.clear()
      for (const list of [calls, bodies, tokens]) list.length = 0
      for (const key of Object.keys(trouble)) delete trouble[key as keyof Trouble]
    },
    /** Requests that start a server. */
    starts: () => calls.filter((call) => /^POST .*\/server$/.test(call)).length,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
export type HubDouble = Awaited<ReturnType<typeof startHubDouble>>
