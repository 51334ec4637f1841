import * as z from 'zod'
import type { FieldProblem } from './problems.ts'
import { UnreadNumber } from './unread-number.ts'
import { fieldProblem, message, parseMessage, type ValidationKey } from './validation.ts'

const typeKeys: ReadonlyMap<string, ValidationKey> = new Map<string, ValidationKey>([
  ['string', 'text'],
  ['number', 'number'],
  ['int', 'wholeNumber'],
  ['boolean', 'trueOrFalse'],
  ['array', 'list'],
  ['object', 'object'],
  ['record', 'object'],
])

/** A key for each check that has no message in the schema, so that zod's raw texts never reach a client. */
const toMessage = (issue: z.core.$ZodRawIssue): string => {
  if (issue.input instanceof UnreadNumber) return issue.input.problem
  const isMissing = issue.input === undefined || issue.input === null
  switch (issue.code) {
    case 'invalid_type':
      if (isMissing) return message('required')
      return message((typeKeys.get(issue.expected) ?? 'invalid') as 'invalid')
    case 'invalid_value':
      return isMissing ? message('required') : message('oneOf', { options: issue.values.join(', ') })
    case 'invalid_union':
      if (isMissing) return message('required')
      return Array.isArray(issue.options)
        ? message('oneOf', { options: issue.options.join(', ') })
        : message('invalid')
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum))
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum))
    case 'unrecognized_keys':
      return message('unknownField')
    default:
      return message('invalid')
  }
}

const tooSmall = (origin: string, min: number): string => {
  if (origin === 'string') return min === 1 ? message('required') : message('atLeastCharacters', { min })
  if (origin === 'array') return min === 1 ? message('atLeastOne') : message('atLeastItems', { min })
  return message('atLeast', { min })
}

const tooBig = (origin: string, max: number): string => {
  if (origin === 'string') return message('atMostCharacters', { max })
  if (origin === 'array') return message('atMostItems', { max })
  return message('atMost', { max })
}

z.config({ customError: toMessage })

/** The problems of a request, one for each field. An unknown field has a problem under its path. */
export const fieldProblemsOf = (error: z.core.$ZodError): FieldProblem[] =>
  error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => fieldProblem([...issue.path, key].join('.'), 'unknownField'))
    const { key, values } = parseMessage(issue.message) ?? { key: 'invalid' }
    return [fieldProblem(issue.path.join('.'), key, values)]
  })
