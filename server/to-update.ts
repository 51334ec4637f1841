import type * as z from 'zod'
import { FieldValue, toFields } from './documents.ts'

/** Fields for `update`: an undefined value removes its field. */
export const toUpdate = <S extends z.ZodObject>(schema: S, patch: object) =>
  toFields(
    schema,
    Object.fromEntries(
      Object.entries(patch).map(([key, value]) => [key, value === undefined ? FieldValue.delete() : value]),
    ) as Parameters<typeof toFields<S>>[1],
  )
