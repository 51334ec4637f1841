import { FieldPath, type Query, type QueryDocumentSnapshot, Timestamp } from '@google-cloud/firestore'
import * as z from 'zod'
import { id } from '../contract/common.ts'
import { invalid } from './problem.ts'

const documentPath = z.string().refine((path) => path.split('/').every((part) => id.safeParse(part).success))
/** Where a page ended: the ordering field (a Timestamp as [seconds, nanoseconds]) and the document's path. */
const position = z.tuple([z.tuple([z.int(), z.int()]), documentPath])

const encode = (snapshot: QueryDocumentSnapshot<unknown>, field: string): string => {
  const at = snapshot.get(field) as Timestamp
  return Buffer.from(JSON.stringify([[at.seconds, at.nanoseconds], snapshot.ref.path])).toString('base64url')
}

/** `ordered` from there on. Firestore's library itself refuses a place that is not in the query. */
const after = <T>(ordered: Query<T>, cursor: string): Query<T> => {
  try {
    const [at, path] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return ordered.startAfter(new Timestamp(...at), ordered.firestore.doc(path))
  } catch {
    throw invalid([{ path: 'cursor', message: 'Use the nextCursor of the page before, as it came.' }])
  }
}

/**
 * One page of `query`, ordered by a time and then by id. Reads `limit` documents and one more, to know whether the list goes on.
 *
 * @param keep leaves out what the query could not; pages are then filled by reading on, at most five times `limit`
 */
export const pageOf = async <T>(
  query: Query<T>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  field: string,
  direction: 'asc' | 'desc',
  keep: (item: T) => boolean = () => true,
): Promise<{ snapshots: QueryDocumentSnapshot<T>[]; nextCursor?: string }> => {
  const ordered = query.orderBy(field, direction).orderBy(FieldPath.documentId(), direction)
  const snapshots: QueryDocumentSnapshot<T>[] = []
  let from = cursor
  for (let round = 0; round < 5; round++) {
    const page = await (from ? after(ordered, from) : ordered).limit(limit + 1).get()
    for (const snapshot of page.docs.slice(0, limit)) {
      from = encode(snapshot, field)
      if (keep(snapshot.data())) snapshots.push(snapshot)
      if (snapshots.length === limit && snapshot !== page.docs.at(-1)) return { snapshots, nextCursor: from }
    }
    if (page.size <= limit) return { snapshots }
  }
  return { snapshots, ...(from && { nextCursor: from }) }
}
