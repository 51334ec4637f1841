import { describe, expect, test } from 'vitest'
import { type JsonSchema, readDescription } from './description.ts'
import { readOwnDescription } from './fuzz.ts'
import { faultsOfResponse, mismatchesOf } from './mismatches.ts'

const { resolve } = readDescription(`
paths: {}
tags: []
components:
  schemas:
    Name: { type: string, maxLength: 2 }
`)
const object: JsonSchema = {
  type: 'object',
  properties: {
    name: { $ref: '#/components/schemas/Name' },
    age: { type: 'integer', minimum: 0, nullable: true },
  },
  required: ['name'],
}

describe('a value is compared with its schema:', () => {
  test.each<[value: unknown, schema: JsonSchema, mismatches: string[]]>([
    [{ name: '𠮷田' }, object, []],
    [{ name: 'Ada' }, object, ['body.name: too long']],
    [{ name: 'Al', age: null }, object, []],
    [{ age: -1 }, object, ['body.name: missing', 'body.age: too small']],
    [{ name: 'Al', role: 'admin' }, object, ['body.role: not described']],
    [[1, '2'], { type: 'array', items: { type: 'integer' } }, ['body.1: not of type integer']],
    [1.5, { type: 'integer' }, ['body: not of type integer']],
    ['c', { type: 'string', enum: ['a'] }, ['body: not one of the values']],
    ['c', { anyOf: [{ type: 'integer' }, { type: 'boolean' }] }, ['body: fits no choice']],
    ['soon', { type: 'string', format: 'date-time' }, ['body: not a time']],
    [{ x: 1 }, { type: 'object', additionalProperties: { type: 'string' } }, ['body.x: not of type string']],
  ])('%j with %j', (value, schema, mismatches) => {
    expect(mismatchesOf(schema, value, resolve)).toEqual(mismatches)
  })
})

test('a response is compared with its operation', () => {
  const description = readOwnDescription()
  const operation = description.operations.find(({ operationId }) => operationId === 'health-get')!
  const check = (status: number, mediaType: string, text: string) =>
    faultsOfResponse(operation, { status, mediaType, text }, description.resolve)?.kind
  expect(check(418, 'application/json', '{}')).toBe('status')
  expect(check(200, 'text/html', '')).toBe('mismatch')
  expect(check(200, 'application/json', '{')).toBe('mismatch')
  expect(check(200, 'application/json', '{"unheard":1}')).toBe('mismatch')
})

test('a reference that leads nowhere is an error', () => {
  expect(() => resolve({ $ref: '#/components/schemas/Nobody' })).toThrow('leads nowhere')
})
