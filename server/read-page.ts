import { FieldPath, type Query, type QueryDocumentSnapshot, Timestamp } from '@google-cloud/firestore'
import * as z from 'zod'
import { id } from '../contract/common.ts'
import { fieldProblem } from '../contract/validation.ts'
import { invalidInput } from './problem.ts'
import { readableData } from './readable.ts'

const documentPath = z.string().refine((path) => path.split('/').every((part) => id.safeParse(part).success))
/** The last document of a page: its ordering field as [seconds, nanoseconds], or null, and its path. */
const position = z.tuple([z.tuple([z.int(), z.int()]).nullable(), documentPath])

const encode = (snapshot: QueryDocumentSnapshot<unknown>, field: string | null): string => {
  const at = field && (snapshot.get(field) as Timestamp)
  return Buffer.from(JSON.stringify([at ? [at.seconds, at.nanoseconds] : null, snapshot.ref.path])).toString(
    'base64url',
  )
}

/** The query from the cursor on. Firestore's SDK rejects a document that is not in the query. */
const startAfter = <T>(ordered: Query<T>, cursor: string): Query<T> => {
  try {
    const [at, path] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    const document = ordered.firestore.doc(path)
    return at ? ordered.startAfter(new Timestamp(...at), document) : ordered.startAfter(document)
  } catch {
    throw invalidInput([fieldProblem('cursor', 'cursor')])
  }
}

/**
 * Reads one page of `query`, ordered by a time and then by id, or by id alone. It reads one document more than `limit` to find out whether
 * the list goes on.
 *
 * @param read gives what can be read of a document; undefined skips it. Without it an unreadable document is logged and skipped.
 * @param keep filters what the query can't; the page is then filled by further reads, up to five times `limit`
 */
export const readPage = async <T>(
  query: Query<T>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  field: string | null,
  direction: 'asc' | 'desc',
  keep: (item: T, id: string) => boolean | Promise<boolean> = () => true,
  read: (snapshot: QueryDocumentSnapshot<T>) => T | undefined = readableData,
): Promise<{ snapshots: QueryDocumentSnapshot<T>[]; nextCursor?: string }> => {
  const ordered = (field ? query.orderBy(field, direction) : query).orderBy(FieldPath.documentId(), direction)
  const snapshots: QueryDocumentSnapshot<T>[] = []
  let from = cursor
  for (let round = 0; round < 5; round++) {
    const page = await (from ? startAfter(ordered, from) : ordered).limit(limit + 1).get()
    const snapshotsOfPage = page.docs.slice(0, limit)
    const isKept = await Promise.all(
      snapshotsOfPage.map(async (snapshot) => {
        const item = read(snapshot)
        return item !== undefined && keep(item, snapshot.id)
      }),
    )
    for (const [index, snapshot] of snapshotsOfPage.entries()) {
      // An unreadable document may have something else in place of the time.
      if (!field || snapshot.get(field) instanceof Timestamp) from = encode(snapshot, field)
      if (isKept[index]) snapshots.push(snapshot)
      if (snapshots.length === limit && snapshot !== page.docs.at(-1)) return { snapshots, nextCursor: from }
    }
    if (page.size <= limit) return { snapshots }
  }
  return { snapshots, ...(from && { nextCursor: from }) }
}
