import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { parse } from 'yaml'
import { register } from '../../functions/index.ts'
import { deadLetterHandler, deadLetterTopic, topics } from '../../pubsub/topics.ts'
import { config } from '../../server/config.ts'
import { createLogger } from '../../server/log.ts'
import { Problem } from '../../server/problem.ts'

/**
 * Serves every function in one process, for `npm start`, tests and the bench. It replaces two services of the cloud: it routes by
 * openapi.yaml as Cloud Endpoints does, and it receives Pub/Sub's pushes.
 */
const { paths } = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, { 'x-google-backend'?: string }>>
}
type Route = { pattern: RegExp; methods: Map<string, string>; variables: number }
const routes: Route[] = Object.entries(paths)
  .map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
    variables: path.split('{').length,
    methods: new Map(
      Object.entries(operations).flatMap(([method, { 'x-google-backend': name }]) =>
        name && method !== 'options' ? [[method.toUpperCase(), name]] : [],
      ),
    ),
  }))
  // As in Cloud Endpoints, a path without variables matches first: /v1/me/events before /v1/{x}/events.
  .sort((a, b) => a.variables - b.variables)

const servers = new Map<string, ReturnType<typeof getTestServer>>()
const pathOf = (topic: string) => `/projects/${config.projectId}/topics/${topic}`
const handlers = new Map<string, string>(
  topics.flatMap(({ topic, handler }) => [
    [pathOf(topic), handler],
    [pathOf(deadLetterTopic(topic)), deadLetterHandler],
  ]),
)
for (const name of new Set([
  ...routes.flatMap(({ methods }) => [...methods.values()]),
  ...handlers.values(),
])) {
  await register(name)
  servers.set(name, getTestServer(name))
}

const refuse = (response: ServerResponse, problem: Problem) =>
  response
    .writeHead(problem.status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify(problem.toBody('none')))

const route = (request: IncomingMessage, response: ServerResponse) => {
  const [path = '/'] = (request.url ?? '/').split('?')
  const handler = request.method === 'POST' ? handlers.get(path) : undefined
  if (handler) return servers.get(handler)!.emit('request', request, response)
  const match = routes.find(({ pattern }) => pattern.test(path))
  if (!match) return refuse(response, new Problem('not-found', 'There is no such address.'))
  const method =
    request.method === 'OPTIONS' ? request.headers['access-control-request-method'] : request.method
  const name = match.methods.get(String(method))
  if (!name)
    return refuse(
      response,
      new Problem('method-not-allowed', `Here one can ${[...match.methods.keys()].join(', ')}.`),
    )
  return servers.get(name)!.emit('request', request, response)
}

const port = Number(process.env.API_PORT)
const server = createServer(route)
server.listen(port, '127.0.0.1', () =>
  createLogger()('INFO', `Every function answers on http://127.0.0.1:${port}`),
)

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    // Running requests finish. Idle connections are closed at once.
    server.close(() => process.exit(0))
    server.closeIdleConnections()
  })
