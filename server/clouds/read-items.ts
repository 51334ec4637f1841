import type * as z from 'zod'
import { notProviderError } from './errors.ts'

/** A list of a cloud is cut here. The largest regions have about 1,500 machine types, and 40,000 prices. */
const maxItems = 60_000

/**
 * Reads a list of a provider's response. An item that the schema refuses is left out, because one unknown form must not hide the others.
 * @throws Unreachable if the response has no such list
 */
export const readItems = <S extends z.ZodType>(provider: string, schema: S, list: unknown): z.output<S>[] => {
  if (!Array.isArray(list)) throw notProviderError(provider)
  return list.slice(0, maxItems).flatMap((item) => {
    const { success, data } = schema.safeParse(item)
    return success ? [data] : []
  })
}
