import { expect, test } from 'vitest'
import * as z from 'zod'
import { operation } from '../contract/operation.ts'
import { csv, empty, json, type ReplyOf, webp, xlsx } from './reply.ts'

const thing = { method: 'get', path: '/v1/things', summary: '', access: 'public', limit: 'read' } as const
const list = operation({
  ...thing,
  id: 'things-list',
  csv: true,
  responses: { 200: z.object({ size: z.number() }) },
})
const make = operation({ ...thing, id: 'things-make', responses: { 201: z.object({ size: z.number() }) } })
const remove = operation({ ...thing, id: 'things-delete', responses: { 204: null } })
const picture = operation({
  ...thing,
  id: 'things-picture',
  image: true,
  responses: { 200: z.instanceof(Uint8Array) },
})

/** Fails to compile unless the operation declares the reply. */
const requireDeclaredReply = <O extends Parameters<typeof operation>[0]>(_operation: O, reply: ReplyOf<O>) =>
  reply.status

test('a handler returns only the statuses and bodies that its operation declares', () => {
  expect(requireDeclaredReply(list, json(200, { size: 1 }))).toBe(200)
  expect(requireDeclaredReply(list, csv(200, 'size\n1'))).toBe(200)
  expect(requireDeclaredReply(remove, empty(204))).toBe(204)
  expect(requireDeclaredReply(picture, webp(200, new Uint8Array(), 60))).toBe(200)

  // @ts-expect-error an undeclared status
  requireDeclaredReply(make, json(200, { size: 1 }))
  // @ts-expect-error a body without its field
  requireDeclaredReply(make, json(201, {}))
  // @ts-expect-error a field of another type
  requireDeclaredReply(make, json(201, { size: '1' }))
  // @ts-expect-error the operation declares a body
  requireDeclaredReply(make, empty(201))
  // @ts-expect-error the operation declares no workbook
  requireDeclaredReply(list, xlsx(200, new Uint8Array(), 'things.xlsx'))
  // @ts-expect-error the operation declares no CSV
  requireDeclaredReply(make, csv(201, 'size'))
  // @ts-expect-error the operation declares no body
  requireDeclaredReply(remove, json(204, {}))
  // @ts-expect-error the operation declares a picture
  requireDeclaredReply(picture, json(200, new Uint8Array()))
})
