import { FieldValue, type FirestoreDataConverter, Timestamp } from '@google-cloud/firestore'
import * as z from 'zod'
import { time } from '../contract/common.ts'
import { mail } from '../contract/mails.ts'
import { offeringsDocument } from '../contract/offerings.ts'
import { packedFields } from '../contract/packed.ts'
import { runDocument } from '../contract/runs.ts'
import { toIso } from '../domain/timestamps.ts'

const isTime = (schema: unknown): boolean =>
  schema === time ||
  ((schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) && isTime(schema.unwrap()))

const timeFieldCache = new WeakMap<z.ZodObject, Set<string>>()
/** The names of the fields of a document that the contract calls times. */
export const timeFieldsOf = (schema: z.ZodObject): Set<string> => {
  const cached = timeFieldCache.get(schema)
  if (cached) return cached
  const timeFields = new Set(Object.keys(schema.shape).filter((key) => isTime(schema.shape[key])))
  timeFieldCache.set(schema, timeFields)
  return timeFields
}

const packed = new Map<z.ZodObject, readonly string[]>([
  [mail, packedFields.mail],
  [runDocument, packedFields.run],
  [offeringsDocument, packedFields.offerings],
])

type Fields<S extends z.ZodObject> = { [K in keyof z.output<S>]?: z.output<S>[K] | FieldValue | Timestamp }

const toStoredValue = (schema: z.ZodObject, key: string, value: unknown): unknown => {
  if (typeof value === 'string' && timeFieldsOf(schema).has(key)) return Timestamp.fromDate(new Date(value))
  return Array.isArray(value) && packed.get(schema)?.includes(key) ? JSON.stringify(value) : value
}
/** Only a field of the document itself is stored in another form: a time inside an object stays text. */
const fromStoredValue = (schema: z.ZodObject, key: string, value: unknown): unknown => {
  if (key.includes('.')) return value
  if (value instanceof Timestamp) return toIso(value)
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' && packed.get(schema)?.includes(key) ? JSON.parse(value) : value
}

/** Fields as Firestore keeps them: what the contract calls a time becomes a Timestamp. For `update`, which no converter sees. */
export const toFields = <S extends z.ZodObject>(
  schema: S,
  values: Fields<S>,
): { [key: string]: FieldValue | Partial<unknown> | undefined } =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, toStoredValue(schema, key, value)]),
  ) as {
    [key: string]: FieldValue
  }

/** What a schema refuses in a document, as names of fields and rules: never a value, because it may be personal. */
export type Refusal = string

const refusalsOf = (key: string, error: z.ZodError): Refusal[] =>
  error.issues.map(
    (issue) => `${[key, ...issue.path].filter((part) => part !== '').join('.')}: ${issue.code}`,
  )

/** A stored document that its schema refuses. The message has its path and fields, and none of its values. */
export class UnreadableDocument extends Error {
  readonly path: string
  readonly refusals: readonly Refusal[]

  constructor(path: string, refusals: readonly Refusal[]) {
    super(`${path} can’t be read: ${refusals.join(', ')}`)
    this.path = path
    this.refusals = refusals
  }
}

type FieldReading = { value: unknown } | { refusals: Refusal[] }

const readField = (
  schema: z.ZodObject,
  key: string,
  fieldSchema: z.core.$ZodType,
  stored: unknown,
): FieldReading => {
  try {
    const result = z.safeParse(fieldSchema, fromStoredValue(schema, key, stored))
    return result.success ? { value: result.data } : { refusals: refusalsOf(key, result.error) }
  } catch {
    return { refusals: [`${key}: not JSON`] }
  }
}

/** The fields of a stored document, each read for itself: a field that its schema refuses is missing. */
export const readableFieldsOf = <S extends z.ZodObject>(
  schema: S,
  data: FirebaseFirestore.DocumentData,
): Partial<z.output<S>> =>
  Object.fromEntries(
    Object.keys(schema.shape).flatMap((key) => {
      const reading = readField(schema, key, schema.shape[key], data[key])
      return 'value' in reading && reading.value !== undefined ? [[key, reading.value]] : []
    }),
  ) as Partial<z.output<S>>

/** How documents of one kind are stored. */
export type StoredForm<S extends z.ZodObject = z.ZodObject> = FirestoreDataConverter<z.output<S>> & {
  schema: S
  /** Extra fields for queries, which are stored with the document and not read. */
  indexFields: readonly string[]
}

/** @param toIndexFields returns the extra fields for queries */
export const storedForm = <S extends z.ZodObject>(
  schema: S,
  indexFields: readonly string[] = [],
  toIndexFields: (model: z.output<S>) => FirebaseFirestore.DocumentData = () => ({}),
): StoredForm<S> => ({
  schema,
  indexFields,
  toFirestore: (model) => ({
    ...toFields(schema, model as Fields<S>),
    ...toIndexFields(model as z.output<S>),
  }),
  fromFirestore: (snapshot) => {
    const data = snapshot.data()
    const fields = Object.entries(data).map(([key, value]) => {
      try {
        return [key, fromStoredValue(schema, key, value)]
      } catch {
        throw new UnreadableDocument(snapshot.ref.path, [`${key}: not JSON`])
      }
    })
    const result = schema.safeParse(Object.fromEntries(fields))
    if (!result.success) throw new UnreadableDocument(snapshot.ref.path, refusalsOf('', result.error))
    return result.data
  },
})

/** Whether a value contains a FieldValue, whose result only Firestore knows. */
const hasFieldValue = (value: unknown): boolean => {
  if (value instanceof FieldValue) return true
  if (Array.isArray(value)) return value.some(hasFieldValue)
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  return Object.values(value).some(hasFieldValue)
}

const isMissing = (value: unknown): boolean =>
  value === undefined || (value instanceof FieldValue && value.isEqual(FieldValue.delete()))

const unwrap = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap())
    : schema

/** The schema of `preferences.mail.events`. @returns undefined if the document has no such field */
const schemaAt = (schema: z.core.$ZodType, path: readonly string[]): z.core.$ZodType | undefined => {
  const [key, ...deeper] = path
  if (key === undefined) return schema
  const holder = unwrap(schema)
  if (holder instanceof z.ZodRecord) return schemaAt(holder.valueType, deeper)
  const field = holder instanceof z.ZodObject ? holder.shape[key] : undefined
  return field && schemaAt(field, deeper)
}

/**
 * What the schema refuses in a write, in the form of the model or as stored. A value that only Firestore knows is not checked: a server
 * time, a sum.
 *
 * @param kind `whole` for a document, whose required fields must be there; `change` for single fields, which may have dots in their names
 */
export const refusalsOfWrite = (
  { schema, indexFields }: StoredForm,
  data: FirebaseFirestore.DocumentData,
  kind: 'whole' | 'change',
): Refusal[] => {
  const keys =
    kind === 'whole' ? new Set([...Object.keys(schema.shape), ...Object.keys(data)]) : Object.keys(data)
  return [...keys].flatMap((key): Refusal[] => {
    const value = data[key]
    if (indexFields.includes(key)) return []
    const field = schemaAt(schema, kind === 'whole' ? [key] : key.split('.'))
    if (!field) return value === undefined ? [] : [`${key}: unknown field`]
    if (isMissing(value))
      return kind === 'change' && value === undefined ? [] : refusalsOfField(schema, key, field, undefined)
    return hasFieldValue(value) ? [] : refusalsOfField(schema, key, field, value)
  })
}

const refusalsOfField = (
  schema: z.ZodObject,
  key: string,
  field: z.core.$ZodType,
  value: unknown,
): Refusal[] => {
  const reading = readField(schema, key, field, value)
  return 'refusals' in reading ? reading.refusals : []
}
