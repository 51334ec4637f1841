import type { Json } from './google.ts'

/** Google leaves out fields with their default value. */
const isDefault = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === 0 ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Paths at which `actual` is not as `desired`. Google fills in fields that a request leaves out, so only the fields of `desired` count.
 * Lists must have the same length and order.
 */
export const findDifferences = (desired: Json, actual: Json, path = ''): string[] => {
  const join = (name: string | number) => (path ? `${path}.${name}` : String(name))
  if (isDefault(desired) && isDefault(actual)) return []
  if (Array.isArray(desired)) {
    if (!Array.isArray(actual) || actual.length !== desired.length) return [path]
    return desired.flatMap((item, index) => findDifferences(item, actual[index], join(index)))
  }
  if (isObject(desired)) {
    if (!isObject(actual) && !Object.values(desired).every(isDefault)) return [path]
    return Object.entries(desired).flatMap(([name, value]) =>
      findDifferences(value, isObject(actual) ? actual[name] : undefined, join(name)),
    )
  }
  return desired === actual || String(desired) === String(actual) ? [] : [path]
}

/** The top-level fields of differences, as an `updateMask`. */
export const maskOf = (differences: readonly string[]): string =>
  [...new Set(differences.map((path) => path.split('.')[0]))].join(',')
