/** The shape of a field: a scalar, an enum, a list, a map or another type. scripts/monitoring/schema.py prints it. */
type Shape =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'number'
  | { readonly enum: readonly string[] }
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly type: string }
export type Schema = {
  readonly roots: Readonly<Record<string, string>>
  readonly types: Readonly<Record<string, Readonly<Record<string, Shape>>>>
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fitsScalar = (shape: 'string' | 'boolean' | 'integer' | 'number', value: unknown): boolean => {
  // Google's JSON writes 64-bit integers as strings.
  if (shape === 'integer') return Number.isInteger(value) || /^-?\d+$/.test(String(value))
  return typeof value === shape
}

/** Where a value does not fit the shape: paths with the reason. */
export const findMisfits = (schema: Schema, shape: Shape, value: unknown, path = ''): string[] => {
  if (typeof shape === 'string') return fitsScalar(shape, value) ? [] : [`${path} is not of type ${shape}`]
  if ('enum' in shape)
    return shape.enum.includes(String(value)) ? [] : [`${path} is not one of ${shape.enum.join(', ')}`]
  if ('list' in shape)
    return Array.isArray(value)
      ? value.flatMap((item, index) => findMisfits(schema, shape.list, item, `${path}[${index}]`))
      : [`${path} is not a list`]
  if (!isObject(value)) return [`${path} is not an object`]
  if ('map' in shape)
    return Object.entries(value).flatMap(([key, item]) =>
      findMisfits(schema, shape.map, item, `${path}.${key}`),
    )
  const fields = schema.types[shape.type] ?? {}
  return Object.entries(value).flatMap(([key, item]) => {
    const field = fields[key]
    return field ? findMisfits(schema, field, item, `${path}.${key}`) : [`${path}.${key} does not exist`]
  })
}
