import { useState } from 'react'
import { useLoad } from './use-load.ts'

type Page<T> = { items: T[]; nextCursor?: string | undefined }
type Read<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>

/** A search reads a limited number of documents in one request, so a page can be empty before the last one. */
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

/** The pages that were read at one moment. */
type Known<T> = { version: string; pages: number; items: T[]; cursor: string | undefined }

/**
 * Reads a list page by page. A new key reads a new list and shows the previous one until it arrives. A null key waits.
 * All pages on screen are read again when `moment` changes and on `reload`.
 */
export const usePages = <T>(key: string | null, read: Read<T>, idOf: (item: T) => string, moment = '') => {
  const [request, setRequest] = useState({ key, pages: 1 })
  const [attempt, setAttempt] = useState(0)
  const pages = request.key === key ? request.pages : 1
  const version = `${key} ${moment} ${attempt}`
  const load = useLoad(key === null ? null : `${version} ${pages}`, async (signal): Promise<Known<T>> => {
    const items = new Map(readPages?.items.map((item) => [idOf(item), item]))
    let cursor = readPages?.cursor
    for (let count = readPages?.pages ?? 0; count < pages; count++) {
      const page = await readPage(read, cursor, signal)
      for (const item of page.items) items.set(idOf(item), item)
      cursor = page.nextCursor
      if (!cursor) break
    }
    return { version, pages, items: [...items.values()], cursor }
  })
  const known = load.status === 'ready' ? load.data : undefined
  const isCurrent = known?.version === version
  /** The pages that are already read: only the next one is requested. */
  const readPages: Known<T> | undefined = isCurrent && known.pages < pages ? known : undefined
  const isReading = load.status === 'ready' && load.refreshing
  const failure = load.status === 'loading' ? null : load.failure
  return {
    status: load.status,
    items: known?.items ?? [],
    /** Newer items are loading. */
    refreshing: !readPages && (isReading || (known !== undefined && !isCurrent && !failure)),
    failure: readPages ? null : failure,
    reload: () => setAttempt((count) => count + 1),
    more: known?.cursor
      ? () => (readPages ? load.reload() : setRequest({ key, pages: pages + 1 }))
      : undefined,
    loadingMore: readPages !== undefined && isReading,
    moreFailure: readPages ? failure : null,
  }
}
