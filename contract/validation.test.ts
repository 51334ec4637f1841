import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { operations } from './index.ts'
import { fieldProblem, message, messageOf, parseMessage, toEnglish, validationTexts } from './validation.ts'
import { fieldProblemsOf } from './validation-issues.ts'

/** The beginnings of the validator's raw texts. */
const rawText = /^(Invalid|Too (big|small)|Unrecognized|Expected|Required)\b/

/** A placeholder without its value. */
const unfilled = /\{\{|undefined|NaN|\[object/

const hostileValues: unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e30,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  ' ',
  'x',
  'a\nb',
  '__x__',
  '0000-01-01T00:00:00Z',
  'x'.repeat(20_000),
  [],
  [null],
  ['x', 'x'],
  ['prod'],
  Array.from({ length: 3000 }, () => 'x'),
  {},
  { kind: 'x' },
  { surprise: { nested: [1] } },
  { amount: 0, currency: 'ABC' },
  { min: 5, max: 1, type: 'm5.large' },
]

type Definition = {
  type: string
  shape?: Record<string, z.ZodType>
  innerType?: z.ZodType
  element?: z.ZodType
  options?: z.ZodType[]
  in?: z.ZodType
  valueType?: z.ZodType
}
const definitionOf = (schema: z.ZodType) => schema._zod.def as unknown as Definition

/** A schema and every schema inside it. */
const schemasIn = (schema: z.ZodType): z.ZodType[] => {
  const { shape = {}, innerType, element, options = [], in: input, valueType } = definitionOf(schema)
  const inner = [innerType, element, input, valueType, ...options, ...Object.values(shape)]
  return [schema, ...inner.filter((schema) => schema !== undefined).flatMap(schemasIn)]
}

/** Objects with a hostile value under one key, also for each kind of a union. */
const objectsFor = (schema: z.ZodType): unknown[] => {
  const { shape = {}, options = [] } = definitionOf(schema)
  const kinds = options.map((option) => [
    ...((definitionOf(option).shape?.kind as z.ZodLiteral)?.values ?? []),
  ])
  return [
    ...Object.keys(shape).flatMap((key) => hostileValues.map((value) => ({ [key]: value }))),
    ...kinds.flat().map((kind) => ({ kind, surprise: 1 })),
  ]
}

/** Problems without a known key or with a text that a reader can't use. */
const faultsOf = (schema: z.ZodType, value: unknown): string[] => {
  const { error } = schema.safeParse(value)
  if (!error) return []
  const unknown = error.issues.filter((issue) => !parseMessage(issue.message))
  const unreadable = fieldProblemsOf(error).filter(
    (problem) => !problem.key || rawText.test(problem.message) || unfilled.test(problem.message),
  )
  return [...unknown, ...unreadable].map((problem) => `${problem.path}: ${problem.message}`)
}

const parts = operations.flatMap(({ id, params, query, body }) =>
  Object.entries({ params, query, body }).flatMap(([part, schema]) =>
    schema ? [[`${id} ${part}`, schema] as [string, z.ZodType]] : [],
  ),
)

describe('every problem of a request has a known key and a whole English text', () => {
  test.each(parts)('%s', (_, schema) => {
    for (const part of new Set(schemasIn(schema)))
      for (const value of [...hostileValues, ...objectsFor(part)]) expect(faultsOf(part, value)).toEqual([])
  })

  test('also for random values', () => {
    const schemas = parts.map(([, schema]) => schema)
    const anyObject = (schema: z.ZodType) =>
      fc.record(
        Object.fromEntries(Object.keys(definitionOf(schema).shape ?? {}).map((key) => [key, fc.anything()])),
      )
    const sample = fc
      .constantFrom(...schemas)
      .chain((schema) => fc.tuple(fc.constant(schema), fc.oneof(fc.anything(), anyObject(schema))))
    fc.assert(fc.property(sample, ([schema, value]) => faultsOf(schema, value).length === 0))
  })
})

test('a message keeps its values, and other text is not a message', () => {
  expect(parseMessage(message('atMostCharacters', { max: 60 }))).toEqual({
    key: 'atMostCharacters',
    values: { max: 60 },
  })
  expect(parseMessage(message('required'))).toEqual({ key: 'required' })
  for (const text of ['', 'Ada is taken.', 'number of seats', 'toString', 'constructor {}'])
    expect(parseMessage(text)).toBeUndefined()
})

test('a field problem gives its English text, its key and its values', () => {
  const problem = fieldProblem('title', 'atMostCharacters', { max: 10_000 })
  expect(problem).toEqual({
    path: 'title',
    message: 'Use at most 10,000 characters.',
    key: 'atMostCharacters',
    values: { max: 10_000 },
  })
  expect(messageOf(problem)).toBe(message('atMostCharacters', { max: 10_000 }))
  expect(messageOf({ path: 'title', message: 'Ada is taken.' })).toBe('Ada is taken.')
  expect(messageOf({ path: 'title', message: 'A text of a newer API.', key: 'newKey' })).toBe(
    'A text of a newer API.',
  )
})

test('every text is a sentence', () => {
  for (const key of Object.keys(validationTexts) as (keyof typeof validationTexts)[])
    expect(toEnglish(key, { min: 1, max: 1, options: 'a, b', regions: 'a, b', sizeKb: 1 })).toMatch(
      /^[A-Z][^{]+\.$/,
    )
})

test('every text is used', () => {
  const root = join(import.meta.dirname, '..')
  const sources = globSync('{contract,domain,server,functions}/**/*.ts', { cwd: root })
    .filter((path) => !path.endsWith('.test.ts') && path !== 'contract/validation.ts')
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join()
  expect(Object.keys(validationTexts).filter((key) => !sources.includes(`'${key}'`))).toEqual([])
})
