import type { DescribedOperation, Description, JsonSchema } from './description.ts'

type Resolve = Description['resolve']

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const hasType = (type: JsonSchema['type'], value: unknown): boolean => {
  if (type === 'object') return isObject(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  return type === undefined || typeof value === type
}

const ofString = (schema: JsonSchema, text: string): string[] => {
  // JSON Schema counts code points.
  const { length } = [...text]
  return [
    ...(length < (schema.minLength ?? 0) ? ['too short'] : []),
    ...(length > (schema.maxLength ?? Number.POSITIVE_INFINITY) ? ['too long'] : []),
    ...(schema.pattern && !new RegExp(schema.pattern, 'u').test(text) ? ['not like its pattern'] : []),
    ...(schema.format === 'date-time' && Number.isNaN(Date.parse(text)) ? ['not a time'] : []),
  ]
}

const ofNumber = ({ minimum, maximum }: JsonSchema, number: number): string[] => [
  ...(minimum !== undefined && number < minimum ? ['too small'] : []),
  ...(maximum !== undefined && number > maximum ? ['too big'] : []),
]

/** A field that the schema does not name is a mismatch, although JSON Schema would allow it. */
const ofObject = (
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  object: Record<string, unknown>,
  at: string,
  resolve: Resolve,
): string[] => [
  ...required.filter((name) => !(name in object)).map((name) => `${at}.${name}: missing`),
  ...Object.entries(object).flatMap(([name, value]) => {
    const schema =
      properties[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
    if (schema) return mismatchesOf(schema, value, resolve, `${at}.${name}`)
    return additionalProperties === true || Object.keys(additionalProperties ?? {}).length > 0
      ? []
      : [`${at}.${name}: not described`]
  }),
]

/** Where a value is not as its schema says. */
export const mismatchesOf = (schema: JsonSchema, value: unknown, resolve: Resolve, at = 'body'): string[] => {
  const described = resolve(schema)
  if (value === null && described.nullable) return []
  const of = (part: JsonSchema) => mismatchesOf(part, value, resolve, at)
  if (described.allOf) return described.allOf.flatMap(of)
  const choices = described.anyOf ?? described.oneOf
  if (choices) return choices.some((choice) => of(choice).length === 0) ? [] : [`${at}: fits no choice`]
  if (!hasType(described.type, value)) return [`${at}: not of type ${described.type}`]
  if (described.enum && !described.enum.includes(value)) return [`${at}: not one of the values`]
  if (typeof value === 'string') return ofString(described, value).map((fault) => `${at}: ${fault}`)
  if (typeof value === 'number') return ofNumber(described, value).map((fault) => `${at}: ${fault}`)
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      mismatchesOf(described.items ?? {}, item, resolve, `${at}.${index}`),
    )
  return isObject(value) && described.type === 'object' ? ofObject(described, value, at, resolve) : []
}

export type Received = { status: number; mediaType: string; text: string }

/** What is wrong with a response by the description of its operation: an undocumented status, another media type or another body. */
export const faultsOfResponse = (
  { responses }: DescribedOperation,
  { status, mediaType, text }: Received,
  resolve: Resolve,
): { kind: 'status' | 'mismatch'; what: string } | undefined => {
  const content = responses[status]
  if (!content) return { kind: 'status', what: `status ${status} is not described` }
  const mismatch = (what: string) => ({ kind: 'mismatch', what: `status ${status}: ${what}` }) as const
  const types = Object.keys(content)
  if (types.length === 0) return text === '' ? undefined : mismatch('a body where none is described')
  const described = content[mediaType]
  if (!described) return mismatch(`${mediaType || 'no media type'} is not described`)
  if (!mediaType.endsWith('json') || !described.schema) return undefined
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return mismatch('not JSON')
  }
  const mismatches = mismatchesOf(described.schema, body, resolve)
  return mismatches.length > 0 ? mismatch(mismatches.slice(0, 5).join('; ')) : undefined
}
