import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openapiYaml } from '../scripts/contract.ts'
import { problemsOf } from '../scripts/openapi.ts'
import { operations } from './index.ts'
import { oidcProvider, protocolRoutes } from './oidc.ts'
import { problems } from './problems.ts'

const committed = parse(readFileSync(join(import.meta.dirname, '../openapi.yaml'), 'utf8'))
const described = Object.values<Record<string, { operationId: string }>>(committed.paths).flatMap((methods) =>
  Object.values(methods),
)

test('openapi.yaml has exactly one entry for each operation and each protocol route, and one backend for each function', () => {
  const ids = operations.map(({ id }) => id)
  const entries = [...ids, ...protocolRoutes.map(({ id }) => id)]
  expect(described.map(({ operationId }) => operationId).sort()).toEqual(entries.sort())
  const backends = Object.keys(committed['x-google-api-management'].backends)
  expect(backends.sort()).toEqual([...ids, oidcProvider].sort())
})

test.each(protocolRoutes.map((route) => [route.id, route] as const))(
  '%s goes to the provider, and nobody needs a token of Firebase at the gateway',
  (id, { path, method }) => {
    const entry = committed.paths[path][method]
    expect(entry.operationId).toBe(id)
    expect(entry['x-google-backend']).toBe(oidcProvider)
    expect(entry.security).toEqual([])
  },
)

test('the generated text is the same each time', () => {
  const place = { projectId: 'p', projectNumber: '1', region: 'r' }
  expect(openapiYaml(place)).toBe(openapiYaml(place))
})

// ESPv2 fetches a token for each audience before it listens.
test('the gateway’s tokens have one audience', () => {
  const backends: { jwtAudience: string }[] = Object.values(committed['x-google-api-management'].backends)
  expect(new Set(backends.map(({ jwtAudience }) => jwtAudience)).size).toBe(1)
})

test('a project’s names replace every placeholder', () => {
  const text = openapiYaml({ projectId: 'acme-labs', projectNumber: '123456789012', region: 'europe-west1' })
  const body = text.replace(/^#.*$/gm, '')
  expect(body).not.toMatch(/PROJECT_ID|PROJECT_NUMBER|REGION/)
  expect(parse(text)['x-google-api-management'].backends['events-get'].address).toBe(
    'https://events-get-123456789012.europe-west1.run.app',
  )
})

test('the gateway has one server, which passes preflight requests on', () => {
  const gateways = committed.servers.filter((server: object) => 'x-google-endpoint' in server)
  expect(gateways).toEqual([
    { url: 'https://labseat.endpoints.PROJECT_ID.cloud.goog', 'x-google-endpoint': { allowCors: true } },
  ])
})

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  const entry = committed.paths[operation.path][operation.method]

  test('goes to its function, with a token of the gateway', () => {
    expect(entry['x-google-backend']).toBe(id)
    expect(committed['x-google-api-management'].backends[id]).toEqual({
      address: `https://${id}-PROJECT_NUMBER.REGION.run.app`,
      jwtAudience: 'https://functions.labseat.PROJECT_ID.internal',
      pathTranslation: 'APPEND_PATH_TO_ADDRESS',
      deadline: 30,
    })
  })

  test('requires a token at the gateway exactly if callers must be signed in', () => {
    const closed = ['user', 'verified', 'role'].includes(operation.access)
    expect(entry.security).toEqual(closed ? [{ firebase: [] }] : [])
  })

  test('lists its responses and the status of each of its problems', () => {
    const statuses = new Set([
      ...Object.keys(operation.responses),
      ...problemsOf(operation).map((code) => String(problems[code][0])),
    ])
    expect(Object.keys(entry.responses).sort()).toEqual([...statuses].sort())
    for (const code of problemsOf(operation)) expect(entry.description).toContain(`\`${code}\``)
  })
})
