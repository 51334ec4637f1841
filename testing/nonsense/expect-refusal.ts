import { expect } from 'vitest'
import type { ProblemDetails } from '../../contract/problems.ts'
import type { Answer } from '../api.ts'
import type { Nonsense } from './clusters.ts'

/** A clear problem at the right field: RFC 9457, and an English text in which every value is filled in. */
export const expectRefusal = (
  { status, headers, body, text }: Answer<ProblemDetails>,
  { at, key }: Pick<Nonsense, 'at' | 'key'>,
): void => {
  expect(status, text).toBe(400)
  expect(headers.get('content-type')).toContain('application/problem+json')
  expect(body.code).toBe('invalid-input')
  const fields = body.fields ?? []
  expect(fields.map((field) => `${field.path}: ${field.key}`)).toContain(`${at}: ${key}`)
  for (const { message, path } of fields) {
    expect(message).not.toMatch(/\{\{|undefined|NaN|null|\[object/)
    // Nonsense in one field is a problem of this field only.
    expect(path.split('.')[0]).toBe(at.split('.')[0])
  }
}

/** The cases of a table with their names. */
export const casesOf = (table: readonly Nonsense[]) =>
  table.map(
    (item) =>
      [`${item.platform ? `${item.platform}, ` : ''}${item.at || 'body'}: ${item.what}`, item] as const,
  )

/** The fields that a table has nonsense for. */
export const fieldsOf = (table: readonly Nonsense[]): string[] => [
  ...new Set(table.map(({ at }) => at.split('.')[0]!)),
]
