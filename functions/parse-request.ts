import type { Request } from '@google-cloud/functions-framework'
import * as z from 'zod'
import type { Operation } from '../contract/operation.ts'
import { fieldProblemsOf } from '../contract/validation-issues.ts'
import { invalidInput, Problem } from '../server/problem.ts'
import { bodyOf } from './request-body.ts'

const maxBodyBytes = 1024 * 1024

/** The parsed input; `undefined` for an operation without that schema. */
export type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `/v1/events/{eventId}` as a pattern with named groups. */
const toPattern = (path: string) =>
  new RegExp(
    `^${path
      .split(/\{(\w+)\}/)
      .map((part, index) => (index % 2 ? `(?<${part}>[^/]+)` : escapePattern(part)))
      .join('')}$`,
  )

export type Address = { params: Record<string, string>; query: Record<string, string> }

/** @returns a function that splits a request's URL into raw parameters and query, and throws the problem of a wrong method or path */
export const addressMatcher = ({ method, path }: Operation) => {
  const pattern = toPattern(path)
  return (request: Request): Address => {
    if (request.method.toLowerCase() !== method)
      throw new Problem('method-not-allowed', `This address accepts only ${method.toUpperCase()}.`)
    const url = new URL(request.originalUrl, 'http://localhost')
    const match = pattern.exec(url.pathname)
    if (!match) throw new Problem('not-found', 'There is no such address.')
    return { params: { ...match.groups }, query: Object.fromEntries(url.searchParams) }
  }
}

export const decodeParams = (params: Record<string, string>): Record<string, string> => {
  try {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
  } catch {
    throw invalidInput([{ path: '', message: 'The address is not well-formed.' }])
  }
}

/** Firestore can't store half of a surrogate pair, and I-JSON forbids it (RFC 7493, 2.1). */
const requireWellFormed = (_key: string, value: unknown) => {
  if (typeof value === 'string' && !value.isWellFormed()) throw new SyntaxError('half of a surrogate pair')
  return value
}

const formType = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i
const jsonType = /^application\/json\s*(;|$)/i

/** An operation without a body accepts no bytes, or `{}`. */
export const parseJsonBody = (operation: Operation, request: Request): { json: unknown; bytes: Buffer } => {
  const { type, encoding, bytes } = bodyOf(request)
  if (bytes.length > maxBodyBytes)
    throw new Problem('too-large', 'A request can be at most 1 MiB. Nothing was changed.')
  if (bytes.length === 0 && !operation.body) return { json: {}, bytes }
  if (encoding && encoding !== 'identity')
    throw new Problem('unsupported-media-type', 'Send the body without Content-Encoding.')
  if (operation.takesForm && formType.test(type)) return { json: {}, bytes }
  if (!jsonType.test(type)) throw new Problem('unsupported-media-type', 'Send the body as application/json.')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { json: JSON.parse(text, requireWellFormed), bytes }
  } catch {
    throw invalidInput([{ path: '', message: 'This is not JSON.' }])
  }
}

const noInput = z.strictObject({})

/** Parses a value by its schema; without a schema the value must be empty. @throws Problem `invalid-input` with the fields at fault */
export const parseWith = <S extends z.ZodType | undefined>(schema: S, value: unknown): Parsed<S> => {
  const result = (schema ?? noInput).safeParse(value)
  if (!result.success) throw invalidInput(fieldProblemsOf(result.error))
  return (schema && result.data) as Parsed<S>
}
