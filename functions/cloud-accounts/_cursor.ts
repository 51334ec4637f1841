import { createHmac, timingSafeEqual } from 'node:crypto'
import { fieldProblem } from '../../contract/validation.ts'
import type { PageOf } from '../../server/clouds/platform.ts'
import { config } from '../../server/config.ts'
import { invalidInput } from '../../server/problem.ts'

const bytes = 16
const macOf = (cursor: string, list: readonly string[]): Buffer =>
  createHmac('sha256', config.hmacKey)
    .update(JSON.stringify(['cursor', ...list, cursor]))
    .digest()
    .subarray(0, bytes)

const signed = (cursor: string, list: readonly string[]): string =>
  Buffer.concat([macOf(cursor, list), Buffer.from(cursor)]).toString('base64url')

const opened = (text: string, list: readonly string[]): string => {
  const given = Buffer.from(text, 'base64url')
  const cursor = given.subarray(bytes).toString()
  if (given.length > bytes && timingSafeEqual(given.subarray(0, bytes), macOf(cursor, list))) return cursor
  throw invalidInput([fieldProblem('cursor', 'cursor')])
}

/**
 * One page of a provider's list. Its cursors are given out signed: they go into what we ask of the provider, so nobody makes one up, or
 * takes one of another list.
 *
 * @param list names it
 */
export const pageInStorage = async <T>(
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  list: readonly string[],
  ask: (page: { limit: number; cursor?: string | undefined }) => Promise<PageOf<T>>,
): Promise<PageOf<T>> => {
  const { items, nextCursor } = await ask({
    limit,
    cursor: cursor === undefined ? undefined : opened(cursor, list),
  })
  return { items, ...(nextCursor && { nextCursor: signed(nextCursor, list) }) }
}
