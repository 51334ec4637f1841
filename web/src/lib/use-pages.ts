import { useState } from 'react'
import { useLoad } from './use-load.ts'

type Page<T> = { items: T[]; nextCursor?: string | undefined }
type Read<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>

/** A search reads only so much in a request: where it found nothing in that and goes on, so does this. */
const readPage = async <T>(
  read: Read<T>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<T>> => {
  let page = await read(cursor, signal)
  while (page.items.length === 0 && page.nextCursor) {
    signal.throwIfAborted()
    page = await read(page.nextCursor, signal)
  }
  return page
}

/** What was read of a list, as it was at a moment. */
type Known<T> = { version: string; pages: number; items: T[]; cursor: string | undefined }

/**
 * A list read page by page: another key, another list, and the one before is shown until it has come. A null key waits. Whenever `moment`
 * changes, and on `reload`, all pages that are shown are read again.
 */
export const usePages = <T>(key: string | null, read: Read<T>, idOf: (item: T) => string, moment = '') => {
  const [wanted, setWanted] = useState({ key, pages: 1 })
  const [attempt, setAttempt] = useState(0)
  const pages = wanted.key === key ? wanted.pages : 1
  const version = `${key} ${moment} ${attempt}`
  const load = useLoad(key === null ? null : `${version} ${pages}`, async (signal): Promise<Known<T>> => {
    const found = new Map(before?.items.map((item) => [idOf(item), item]))
    let cursor = before?.cursor
    for (let count = before?.pages ?? 0; count < pages; count++) {
      const page = await readPage(read, cursor, signal)
      for (const item of page.items) found.set(idOf(item), item)
      cursor = page.nextCursor
      if (!cursor) break
    }
    return { version, pages, items: [...found.values()], cursor }
  })
  const known = load.status === 'ready' ? load.data : undefined
  const isCurrent = known?.version === version
  /** The pages before the one that is wanted: only that one is read. */
  const before: Known<T> | undefined = isCurrent && known.pages < pages ? known : undefined
  const isReading = load.status === 'ready' && load.refreshing
  const failure = load.status === 'loading' ? null : load.failure
  return {
    status: load.status,
    items: known?.items ?? [],
    /** Shows what is known while newer is on its way. */
    refreshing: !before && (isReading || (known !== undefined && !isCurrent && !failure)),
    failure: before ? null : failure,
    reload: () => setAttempt((count) => count + 1),
    more: known?.cursor ? () => (before ? load.reload() : setWanted({ key, pages: pages + 1 })) : undefined,
    loadingMore: before !== undefined && isReading,
    moreFailure: before ? failure : null,
  }
}
