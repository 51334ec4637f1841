import type { Query, QueryDocumentSnapshot, WriteBatch } from '@google-cloud/firestore'
import { db } from './documents.ts'
import { retryOnConflict } from './retry-on-conflict.ts'

/** Up to two writes per document; a batch takes 500 writes. */
export const maxPerCommit = 240

export type Change<T = FirebaseFirestore.DocumentData> = (
  batch: WriteBatch,
  snapshot: QueryDocumentSnapshot<T>,
) => unknown

/**
 * Changes all documents of a query, page by page, until it returns nothing. A changed document must leave the query. After a concurrent
 * change it reads the page again.
 */
export const changeAll = async <T>(query: Query<T>, change: Change<T>): Promise<void> => {
  const changePage = () =>
    retryOnConflict(async () => {
      const page = await query.limit(maxPerCommit).get()
      const batch = db.batch()
      for (const snapshot of page.docs) change(batch, snapshot)
      if (!page.empty) await batch.commit()
      return page.size
    })
  while ((await changePage()) === maxPerCommit);
}
