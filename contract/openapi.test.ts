import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openapiYaml } from '../scripts/contract.ts'
import { problemsOf } from '../scripts/openapi.ts'
import { operations } from './index.ts'
import { problems } from './problems.ts'

const committed = parse(readFileSync(join(import.meta.dirname, '../openapi.yaml'), 'utf8'))
const described = Object.values<Record<string, { operationId: string }>>(committed.paths).flatMap((methods) =>
  Object.values(methods),
)

test('has one entry and one backend per operation, and no other', () => {
  const ids = operations.map(({ id }) => id).sort()
  expect(described.map(({ operationId }) => operationId).sort()).toEqual(ids)
  expect(Object.keys(committed['x-google-api-management'].backends).sort()).toEqual(ids)
})

test('writes the same text each time', () => {
  const place = { projectId: 'p', projectNumber: '1', region: 'r' }
  expect(openapiYaml(place)).toBe(openapiYaml(place))
})

test('puts the names of a project everywhere', () => {
  const text = openapiYaml({ projectId: 'acme-labs', projectNumber: '123456789012', region: 'europe-west1' })
  const body = text.replace(/^#.*$/gm, '')
  expect(body).not.toMatch(/PROJECT_ID|PROJECT_NUMBER|REGION/)
  expect(parse(text)['x-google-api-management'].backends['events-get'].address).toBe(
    'https://events-get-123456789012.europe-west1.run.app',
  )
})

test('names one server to the gateway, which passes preflights on', () => {
  const gateways = committed.servers.filter((server: object) => 'x-google-endpoint' in server)
  expect(gateways).toEqual([
    { url: 'https://labseat.endpoints.PROJECT_ID.cloud.goog', 'x-google-endpoint': { allowCors: true } },
  ])
})

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  const entry = committed.paths[operation.path][operation.method]

  test('goes to its own function, with the gateway introducing itself', () => {
    expect(entry['x-google-backend']).toBe(id)
    const url = `https://${id}-PROJECT_NUMBER.REGION.run.app`
    expect(committed['x-google-api-management'].backends[id]).toEqual({
      address: url,
      jwtAudience: url,
      pathTranslation: 'APPEND_PATH_TO_ADDRESS',
      deadline: 30,
    })
  })

  test('asks the gateway for a token exactly where nobody may be a stranger', () => {
    const closed = ['user', 'verified', 'role'].includes(operation.access)
    expect(entry.security).toEqual(closed ? [{ firebase: [] }] : [])
  })

  test('lists its answers and the status of each problem it can have', () => {
    const statuses = new Set([
      ...Object.keys(operation.responses),
      ...problemsOf(operation).map((code) => String(problems[code][0])),
    ])
    expect(Object.keys(entry.responses).sort()).toEqual([...statuses].sort())
    for (const code of problemsOf(operation)) expect(entry.description).toContain(`\`${code}\``)
  })
})
