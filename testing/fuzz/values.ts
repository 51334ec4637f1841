import fc from 'fast-check'
import { hostileText } from '../hostile-text.ts'
import type { Description, JsonSchema } from './description.ts'

/** Real ids by the kind of document, as `eventId`. */
export type Pools = Readonly<Record<string, readonly string[]>>

const times = fc.oneof(
  fc.integer({ min: -3, max: 90 }).map((days) => new Date(Date.now() + days * 86_400_000).toISOString()),
  fc.constantFrom(
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '2026-02-30T10:00:00Z',
    '2027-05-01T09:00:00+14:00',
  ),
)

const stringOf = ({ pattern, format, minLength = 0, maxLength = 200 }: JsonSchema): fc.Arbitrary<string> => {
  if (format === 'date-time') return times
  if (format === 'email')
    return fc.constantFrom('a@labseat.test', 'ä@labseat.test', 'a@b', 'a@b.c'.padStart(300, 'a'))
  if (format === 'uri') return fc.webUrl()
  const text = hostileText().map((any) => [...any].slice(0, maxLength).join('').padEnd(minLength, 'x'))
  if (!pattern) return text
  try {
    return fc.oneof(
      { weight: 3, arbitrary: fc.stringMatching(new RegExp(pattern, 'u')) },
      { weight: 1, arbitrary: text },
    )
  } catch {
    // fast-check does not generate for every pattern.
    return text
  }
}

/**
 * Values that a schema takes, mostly: a pattern may be missed, and rules that JSON Schema cannot express are unknown.
 *
 * @param name of the field or parameter; a name of the pools gets real ids
 */
export const valuesOf = (
  schema: JsonSchema,
  { resolve }: Pick<Description, 'resolve'>,
  pools: Pools,
  name = '',
): fc.Arbitrary<unknown> => {
  const described = resolve(schema)
  const of = (part: JsonSchema, partName = '') => valuesOf(part, { resolve }, pools, partName)
  const orNull = (values: fc.Arbitrary<unknown>) =>
    described.nullable
      ? fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constant(null) })
      : values
  const pool = pools[name]
  if (pool && pool.length > 0)
    return fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...pool) },
      { weight: 1, arbitrary: stringOf(described) },
      { weight: 1, arbitrary: fc.constantFrom('me', 'nothing-here', '__x__') },
    )
  if (described.enum) return orNull(fc.constantFrom(...described.enum))
  const choices = described.anyOf ?? described.oneOf ?? described.allOf
  if (choices) return orNull(fc.oneof(...choices.map((choice) => of(choice, name))))
  const { minimum, maximum } = described
  switch (described.type) {
    case 'boolean':
      return orNull(fc.boolean())
    case 'integer':
      return orNull(fc.integer({ min: minimum ?? -1000, max: Math.min(maximum ?? 1e9, 2 ** 31) }))
    case 'number':
      return orNull(fc.double({ min: minimum ?? -1e6, max: maximum ?? 1e6, noNaN: true }))
    case 'array':
      return orNull(
        fc.array(of(described.items ?? {}), {
          minLength: described.minItems ?? 0,
          maxLength: Math.min(described.maxItems ?? 4, 4),
        }),
      )
    case 'object': {
      const fields = Object.entries(described.properties ?? {}).map(
        ([key, part]) => [key, of(part, key)] as const,
      )
      const requiredKeys = described.required ?? []
      return orNull(fc.record(Object.fromEntries(fields), { requiredKeys }))
    }
    case 'string':
      return orNull(stringOf(described))
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

/** Values of another type or beyond every bound. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', [], {}, -1, 0, 1.5, 2 ** 53, -1e308, 1e308, 'x'.repeat(20_000)),
  hostileText(),
  fc.jsonValue({ maxDepth: 2 }),
)

export type Mutation = { at: number; with: unknown; kind: 'replace' | 'remove' | 'add' }
export const mutations: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(60),
  with: junk,
  kind: fc.constantFrom('replace', 'replace', 'remove', 'add'),
})

type Place = { holder: Record<string, unknown>; key: string }
const placesIn = (value: unknown): Place[] => {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])])
}

/** A copy of a JSON value with one place changed. */
export const mutate = (value: unknown, { at, with: replacement, kind }: Mutation): unknown => {
  const copy = structuredClone(value)
  const places = placesIn(copy)
  const place = places[at % (places.length + 1)]
  if (!place) return kind === 'replace' ? replacement : copy
  const { holder, key } = place
  if (kind === 'remove') delete holder[key]
  else holder[kind === 'add' ? `${key}-x` : key] = replacement
  return copy
}
