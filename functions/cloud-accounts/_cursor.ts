import { fieldProblem } from '../../contract/validation.ts'
import type { PageOf } from '../../server/clouds/platform.ts'
import { isSignatureOf, sign } from '../../server/hmac.ts'
import { invalidInput } from '../../server/problem.ts'

const macBytes = 16
const textOf = (cursor: string, list: readonly string[]) => JSON.stringify(['cursor', ...list, cursor])

const signCursor = (cursor: string, list: readonly string[]): string =>
  Buffer.concat([sign(textOf(cursor, list)).subarray(0, macBytes), Buffer.from(cursor)]).toString('base64url')

const verifyCursor = (text: string, list: readonly string[]): string => {
  const sent = Buffer.from(text, 'base64url')
  const cursor = sent.subarray(macBytes).toString()
  if (isSignatureOf(textOf(cursor, list), sent.subarray(0, macBytes), macBytes) && cursor !== '')
    return cursor
  throw invalidInput([fieldProblem('cursor', 'cursor')])
}

/**
 * Reads one page of a provider's list. The provider's cursors become part of our requests to it, so they leave signed: nobody can forge one,
 * or use one of another list.
 * @param list identifies the list
 */
export const readSignedPage = async <T>(
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  list: readonly string[],
  read: (page: { limit: number; cursor?: string | undefined }) => Promise<PageOf<T>>,
): Promise<PageOf<T>> => {
  const { items, nextCursor } = await read({
    limit,
    cursor: cursor === undefined ? undefined : verifyCursor(cursor, list),
  })
  return { items, ...(nextCursor && { nextCursor: signCursor(nextCursor, list) }) }
}
