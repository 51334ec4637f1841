import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import newman from 'newman'
import { beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { operations } from '../contract/index.ts'
import { api, apiUrl } from '../testing/api.ts'
import { requestOf } from '../testing/bad-input.ts'
import type { Call } from '../testing/calls/call.ts'
import { calls, isCalled } from '../testing/calls/index.ts'
import { makeWorld, type World } from '../testing/world.ts'
import {
  collectionPath,
  environmentPath,
  operationOf,
  type PostmanCollection,
  type PostmanItem,
} from './postman.ts'

const root = join(import.meta.dirname, '..')
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const collection: PostmanCollection = JSON.parse(textOf(collectionPath))
const environment: { values: { key: string; value: string }[] } = JSON.parse(textOf(environmentPath))
const { paths } = parse(textOf('openapi.yaml')) as {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>
}
const byRoute = new Map(
  operations.map((operation) => [`${operation.method.toUpperCase()} ${operation.path}`, operation]),
)
const items = collection.item.flatMap(({ item }) => item)
const worldsAtOnce = 4

/** The request of the collection with the ids, the body and the token of a call that succeeds. */
const fillIn = async (item: PostmanItem, world: World) => {
  const operation = byRoute.get(operationOf(item))
  if (!operation) throw new Error(`${operationOf(item)} is no operation.`)
  const call: Call = isCalled(operation) ? calls[operation.id] : { status: 200 }
  const { path, init } = await requestOf(operation, call)(world)
  const params = call.params?.(world) ?? {}
  const [token] = /(?<=^Bearer ).*/.exec(new Headers(init.headers).get('authorization') ?? '') ?? []
  const { request } = item
  return {
    operation,
    expectedStatus: call.status,
    item: {
      name: operation.id,
      request: {
        ...request,
        url: {
          ...request.url,
          variable: request.url.variable.map(({ key }) => ({ key, value: params[key] ?? '' })),
          query: [...new URLSearchParams(path.split('?')[1])].map(([key, value]) => ({ key, value })),
        },
        ...(typeof init.body === 'string' && { body: { mode: 'raw', raw: init.body } }),
        ...(token && { auth: { type: 'bearer', bearer: [{ key: 'token', value: token, type: 'string' }] } }),
      },
    },
  }
}

type Filled = Awaited<ReturnType<typeof fillIn>>
let filled: Filled[]
beforeAll(async () => {
  const sharedWorld = await makeWorld()
  // The collection asks for the picture of a person who has one.
  await api('PUT', '/v1/me/avatar', calls['me-set-avatar'].body?.(sharedWorld), sharedWorld.olga)
  filled = []
  const waiting = [...items]
  // A request that changes something gets its world for itself.
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      filled.push(await fillIn(next, next.request.method === 'GET' ? sharedWorld : await makeWorld()))
  }
  await Promise.all(Array.from({ length: worldsAtOnce }, work))
}, 300_000)

test('the collection has one request for each operation', () => {
  expect(items.map(operationOf).sort()).toEqual([...byRoute.keys()].sort())
})

test('the environment names each id that a path needs', () => {
  const ids = items.flatMap(({ request }) => request.url.variable.map(({ value }) => value))
  const names = environment.values.map(({ key }) => `{{${key}}}`)
  expect(names).toEqual(expect.arrayContaining([...new Set(ids)]))
})

test('newman runs the whole collection, and each request gets the answer of the documentation', async () => {
  const values = environment.values.map(({ key, value }) => ({
    key,
    value: key === 'baseUrl' ? apiUrl() : value,
  }))
  const { run } = await new Promise<Parameters<Parameters<typeof newman.run>[1]>[1]>((resolve, reject) => {
    const ready = { ...collection, item: filled.map(({ item }) => item) }
    // A page that a redirect leads to belongs to the web app, which this stack does not serve.
    const options = { collection: ready, environment: { ...environment, values }, ignoreRedirects: true }
    newman.run(options, (error, summary) => (error ? reject(error) : resolve(summary)))
  })
  const answers = run.executions.map(({ item, response, requestError }) => ({
    id: item.name,
    status: response?.code ?? requestError?.message,
    // Only wrong answers need their text in a failure.
    text: response && response.code >= 400 ? response.text() : '',
  }))
  const expected = filled.map(({ operation, expectedStatus }) => ({
    id: operation.id,
    status: expectedStatus,
    text: '',
  }))
  expect(answers).toEqual(expected)
  const undocumented = filled.filter(
    ({ operation, expectedStatus }) =>
      !(String(expectedStatus) in (paths[operation.path]?.[operation.method]?.responses ?? {})),
  )
  expect(undocumented).toEqual([])
}, 300_000)
