import { FieldPath, type Query, type QueryDocumentSnapshot, Timestamp } from '@google-cloud/firestore'
import * as z from 'zod'
import { id } from '../contract/common.ts'
import { fieldProblem } from '../contract/validation.ts'
import { invalidInput } from './problem.ts'
import { readableData } from './readable.ts'

const documentPath = z.string().refine((path) => path.split('/').every((part) => id.safeParse(part).success))
const moment = z.tuple([z.int(), z.int()])
/** The last document of a page: its ordering fields as [seconds, nanoseconds] or null, and its path. */
const position = z.tuple([z.array(moment.nullable()), documentPath])

const encode = (snapshot: QueryDocumentSnapshot<unknown>, fields: readonly string[]): string => {
  const moments = fields.map((field) => {
    const at = snapshot.get(field) as Timestamp | null
    return at && [at.seconds, at.nanoseconds]
  })
  return Buffer.from(JSON.stringify([moments, snapshot.ref.path])).toString('base64url')
}

/** The query from the cursor on. Firestore's SDK rejects a document that is not in the query. */
const startAfter = <T>(ordered: Query<T>, cursor: string, fields: readonly string[]): Query<T> => {
  try {
    const [moments, path] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (moments.length !== fields.length) throw new Error('The cursor is of another list.')
    const values = moments.map((at) => at && new Timestamp(...at))
    return ordered.startAfter(...values, ordered.firestore.doc(path))
  } catch {
    throw invalidInput([fieldProblem('cursor', 'cursor')])
  }
}

/**
 * Reads one page of `query`, ordered by times and then by id, or by id alone. It reads one document more than `limit` to find out whether
 * the list goes on.
 *
 * @param field the times that order the list, the first one most; null for the id alone. Firestore wants all fields that the query compares.
 * @param read gives what can be read of a document; undefined skips it. Without it an unreadable document is logged and skipped.
 * @param keep filters what the query can't; the page is then filled by further reads, up to five times `limit`
 */
export const readPage = async <T>(
  query: Query<T>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  field: string | readonly string[] | null,
  direction: 'asc' | 'desc',
  keep: (item: T, id: string) => boolean | Promise<boolean> = () => true,
  read: (snapshot: QueryDocumentSnapshot<T>) => T | undefined = readableData,
): Promise<{ snapshots: QueryDocumentSnapshot<T>[]; nextCursor?: string }> => {
  const fields = field === null ? [] : [field].flat()
  const ordered = fields
    .reduce((ordering, name) => ordering.orderBy(name, direction), query)
    .orderBy(FieldPath.documentId(), direction)
  const isTime = (value: unknown) => value === null || value instanceof Timestamp
  const snapshots: QueryDocumentSnapshot<T>[] = []
  let from = cursor
  for (let round = 0; round < 5; round++) {
    const page = await (from ? startAfter(ordered, from, fields) : ordered).limit(limit + 1).get()
    const snapshotsOfPage = page.docs.slice(0, limit)
    const isKept = await Promise.all(
      snapshotsOfPage.map(async (snapshot) => {
        const item = read(snapshot)
        return item !== undefined && keep(item, snapshot.id)
      }),
    )
    for (const [index, snapshot] of snapshotsOfPage.entries()) {
      // An unreadable document may have something else in place of the time.
      if (fields.every((name) => isTime(snapshot.get(name)))) from = encode(snapshot, fields)
      if (isKept[index]) snapshots.push(snapshot)
      if (snapshots.length === limit && snapshot !== page.docs.at(-1)) return { snapshots, nextCursor: from }
    }
    if (page.size <= limit) return { snapshots }
  }
  return { snapshots, ...(from && { nextCursor: from }) }
}
