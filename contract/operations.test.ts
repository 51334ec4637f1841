import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { operations } from './index.ts'
import { limits } from './limits.ts'
import { oidcProvider } from './oidc.ts'
import type { Operation } from './operation.ts'
import { problems } from './problems.ts'

const named = operations.map((operation) => [operation.id, operation] as const)

describe.each(named)('%s', (id, operation) => {
  test('has the file functions/<resource>/<verb>.ts', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/)
    const functions = join(import.meta.dirname, '../functions')
    // A resource may have a hyphen in it: cloud-accounts-list.
    const files = [...id.matchAll(/-/g)].map(({ index }) => `${id.slice(0, index)}/${id.slice(index + 1)}.ts`)
    expect(files.some((file) => existsSync(join(functions, file)))).toBe(true)
  })

  test('has the parameters of its path', () => {
    expect(operation.path).toMatch(/^\/v1(\/([a-z]+(-[a-z]+)*|\{[a-z][A-Za-z]*\}))+$/)
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(Object.keys(operation.params?.shape ?? {})).toEqual(inPath)
  })

  test('has no body with GET and DELETE, and takes an idempotency key only with POST', () => {
    if (operation.method === 'get' || operation.method === 'delete') expect(operation.body).toBeUndefined()
    if (operation.idempotent) expect(operation.method).toBe('post')
    if (operation.idempotent) expect(operation.access).toMatch(/^(user|verified|role)$/)
    if (operation.csv) expect(operation.method).toBe('get')
  })

  test('has a limit for each person who is signed in', () => {
    if (operation.limit === 'none') return expect(id).toBe('health-get')
    const needsSignIn = ['user', 'verified', 'role'].includes(operation.access)
    if (needsSignIn) expect(Object.keys(limits[operation.limit])).toContain('person')
  })

  test('has a success response, with a body unless it is 204 or leads elsewhere', () => {
    expect(Object.keys(operation.responses).length).toBeGreaterThan(0)
    for (const [status, schema] of Object.entries(operation.responses)) {
      expect(operation.redirects ? ['303'] : ['200', '201', '202', '204']).toContain(status)
      expect(schema === null).toBe(status === '204' || status === '303')
    }
  })

  test.each(['params', 'query', 'body'] as const)('refuses unknown fields in its %s', (part) => {
    const result = operation[part]?.safeParse({ surprise: 1 })
    if (result) expect(result.error?.issues.map(({ code }) => code)).toContain('unrecognized_keys')
  })
})

test('an operation without a limit does not compile', () => {
  // @ts-expect-error the limit is missing
  const withoutLimit: Operation = {
    id: 'things-get',
    method: 'get',
    path: '/v1/things',
    summary: '',
    access: 'public',
    responses: { 200: z.object({}) },
  }
  expect(withoutLimit.limit).toBeUndefined()
})

test('ids are unique, and so are method and path', () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(operations.length)
})

test('the host name of every function fits a DNS label', () => {
  for (const { id } of operations) expect(`${id}-123456789012`.length).toBeLessThanOrEqual(63)
})

test('a problem code is kebab-case and has one client or server error status', () => {
  for (const [code, [status, title]] of Object.entries(problems)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(status >= 400 && status < 600).toBe(true)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
  }
})

test('the codes that every client relies on keep their status', () => {
  expect(
    Object.fromEntries(Object.entries(problems).map(([code, [status]]) => [code, status])),
  ).toMatchObject({
    'invalid-input': 400,
    unauthenticated: 401,
    forbidden: 403,
    'email-not-verified': 403,
    'profile-required': 403,
    'not-found': 404,
    conflict: 409,
    'idempotency-mismatch': 409,
    'too-large': 413,
    'unsupported-media-type': 415,
    'rate-limited': 429,
    internal: 500,
  })
})

test('every function is an operation of a resource in contract/index.ts, or the provider', () => {
  const folder = join(import.meta.dirname, '../functions')
  const names = globSync('*/*.ts', { cwd: folder })
    .filter((file) => !/\/_|\.test\.ts$/.test(file))
    .map((file) => file.replace('/', '-').replace(/\.ts$/, ''))
  expect(names.sort()).toEqual([...operations.map(({ id }) => id), oidcProvider].sort())
})
