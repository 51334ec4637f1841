import { beforeAll, describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { operations } from '../contract/index.ts'
import { problem, problems } from '../contract/problems.ts'
import { send } from '../testing/api.ts'
import { requestOf, rowsOf } from '../testing/bad-input.ts'
import { calls, isCalled } from '../testing/calls/index.ts'
import { fingerprint, makeWorld, type World } from '../testing/world.ts'

// health-get has no input that could be invalid, so it is not built with endpoint().
const wrapped = operations.filter(isCalled)

test.each(wrapped)(
  '$id has a sample call with every field of its contract',
  ({ id, params, query, body }) => {
    const call = calls[id]
    const people = { newcomer: {}, olga: {}, erik: {}, sam: {}, adam: {}, otto: {} }
    const world = { ...people, event: {}, draft: {}, begun: {}, account: {}, storage: {} } as World
    expect(Object.keys(call.params?.(world) ?? {}).sort()).toEqual(Object.keys(params?.shape ?? {}).sort())
    expect(Object.keys(call.query ?? {}).sort()).toEqual(Object.keys(query?.shape ?? {}).sort())
    if (id !== 'auth-register')
      expect([...Object.keys(call.body?.(world) ?? {}), ...(call.excluded ?? [])].sort()).toEqual(
        Object.keys(body?.shape ?? {}).sort(),
      )
  },
)

describe('responds with the declared fields only:', () => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  // functions/me/avatar.api.test.ts checks pictures, and functions/calendars/calendars.api.test.ts calendars.
  test.each(wrapped.filter(({ image, calendar }) => !image && !calendar))('$id', async (operation) => {
    const call = calls[operation.id]
    // A call that changes data gets a separate world.
    const { path, init } = await requestOf(
      operation,
      call,
    )(operation.method === 'get' ? world : await makeWorld())
    const { status, headers, text, body } = await send<unknown>(path, init)
    expect(status, text).toBe(call.status)
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('cache-control')).toContain('no-store')
    const schema = operation.responses[status] as z.ZodType | null
    if (schema) expect(schema.parse(body)).toEqual(body)
    else expect(text).toBe('')
  })
})

describe('refuses the call and changes nothing:', () => {
  let world: World
  let fingerprintBefore: Record<string, unknown>
  beforeAll(async () => {
    world = await makeWorld()
    fingerprintBefore = await fingerprint(world)
  })

  describe.each(wrapped)('$id', (operation) => {
    const call = calls[operation.id]
    test.concurrent.each(rowsOf(operation, call))('$name → $code', async ({ code, field, request }) => {
      const { path, init } = await request(world)
      const { status, headers, text, body } = await send(path, init)
      expect({ status, code: body?.code }, text).toEqual({ status: problems[code][0], code })
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
      expect(problem.parse(body)).toEqual(body)
      expect(body.requestId).toBe(headers.get('x-request-id'))
      if (field)
        expect(body.fields?.map((problem) => problem.path)).toContainEqual(
          expect.stringMatching(new RegExp(`^${field}(\\.|$)`)),
        )
      expect(text).not.toMatch(/"(Invalid|Too (big|small)|Unrecognized)/)
      expect(text).not.toMatch(/@labseat|Bearer|eyJ|Error:|node_modules|\.ts:\d+|labseat-demo|Firestore/)
    })

    test('no refused call changed anything', async () =>
      expect(await fingerprint(world)).toEqual(fingerprintBefore))
  })
})
