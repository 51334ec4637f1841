import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { operation } from '../contract/operation.ts'
import { endpoint, endpointWithPrefetch } from './endpoint.ts'
import { csv, empty, json, webp } from './reply.ts'

const thing = operation({
  id: 'things-get',
  method: 'get',
  path: '/v1/things/{thingId}',
  summary: '',
  access: 'public',
  limit: 'read',
  csv: true,
  params: z.object({ thingId: z.string() }),
  query: z.strictObject({ size: z.coerce.number().int().optional() }),
  responses: { 200: z.object({ id: z.string(), size: z.number() }) },
})
const servers: { close: () => unknown }[] = []
afterAll(() => {
  for (const server of servers) server.close()
})
const serve = async (name: string, handler: unknown): Promise<string> => {
  http(name, handler as Parameters<typeof http>[1])
  const server = getTestServer(name).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a JSON reply has only the fields that the operation declares', async () => {
  const things = await serve(
    'things-json',
    endpointWithPrefetch(
      thing,
      async ({ thingId }) => thingId.length,
      async ({ params, query, prefetched }) =>
        json(200, { id: params.thingId, size: query.size ?? (await prefetched), secret: 'hidden' }),
    ),
  )
  const response = await fetch(`${things}/v1/things/a%20b`)
  expect(await response.json()).toEqual({ id: 'a b', size: 3 })
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(await (await fetch(`${things}/v1/things/a?size=7`)).json()).toEqual({ id: 'a', size: 7 })
  const wrong = await fetch(`${things}/v1/things/a?size=x&color=red`)
  expect(wrong.status).toBe(400)
  const { fields } = (await wrong.json()) as { fields: { path: string }[] }
  expect(fields.map(({ path }) => path)).toEqual(['size', 'color'])
  expect((await fetch(`${things}/v1/things`)).status).toBe(404)
  expect((await fetch(`${things}/v1/things/a`, { method: 'DELETE' })).status).toBe(405)
})

test('a handler may reply with CSV, a picture or nothing', async () => {
  const table = await serve(
    'things-csv',
    endpoint(thing, async ({ wantsCsv }) =>
      wantsCsv ? csv(200, 'size\n1') : json(200, { id: '', size: 1 }),
    ),
  )
  const text = await fetch(`${table}/v1/things/a`, { headers: { Accept: 'text/csv' } })
  expect([text.headers.get('content-type'), await text.text()]).toEqual([
    'text/csv; charset=utf-8',
    'size\n1',
  ])

  const stream = (fails: number) =>
    serve(
      `things-parts-${fails}`,
      endpoint(thing, async () =>
        csv(
          200,
          (async function* () {
            for (let part = 0; part < 3; part++) {
              if (part === fails) throw new Error('a secret')
              yield `${part}\n`
            }
          })(),
          'Größe.csv',
        ),
      ),
    )
  const parts = await fetch(`${await stream(9)}/v1/things/a`)
  expect(await parts.text()).toBe('0\n1\n2\n')
  expect(parts.headers.get('content-disposition')).toBe(
    `attachment; filename="Gr??e.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.csv`,
  )
  // Before the first part a failure is a problem. Later it ends the connection, because half a file looks like a whole one.
  const early = await fetch(`${await stream(0)}/v1/things/a`)
  expect([early.status, await early.text()]).toEqual([500, expect.not.stringContaining('a secret')])
  const late = await fetch(`${await stream(2)}/v1/things/a`)
  await expect(late.text()).rejects.toThrow()

  const picture = {
    ...thing,
    csv: undefined,
    image: true,
    responses: { 200: z.instanceof(Uint8Array) },
  } as const
  const { csv: _, ...pictureOperation } = picture
  const pictures = await serve(
    'things-webp',
    endpoint(pictureOperation, async () => webp(200, new Uint8Array([1, 2]), 60)),
  )
  const image = await fetch(`${pictures}/v1/things/a`)
  expect(image.headers.get('content-type')).toBe('image/webp')
  expect(image.headers.get('cache-control')).toBe('public, max-age=60')
  expect(new Uint8Array(await image.arrayBuffer())).toEqual(new Uint8Array([1, 2]))

  const nothing = await serve(
    'things-empty',
    endpoint({ ...thing, responses: { 204: null } }, async () => empty(204)),
  )
  const none = await fetch(`${nothing}/v1/things/a`)
  expect([none.status, await none.text()]).toEqual([204, ''])
})

test('an unexpected error is a problem without its text', async () => {
  const broken = await serve(
    'things-broken',
    endpoint(thing, async () => {
      throw new Error('a secret')
    }),
  )
  const response = await fetch(`${broken}/v1/things/a`)
  expect(response.status).toBe(500)
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const text = await response.text()
  expect(text).toContain('"code":"internal"')
  expect(text).not.toContain('a secret')
})
