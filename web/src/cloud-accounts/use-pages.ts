import { useState } from 'react'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'

type Page<T> = { items: T[]; nextCursor?: string | undefined }

/** A list read page by page. The key names it: another key, another list. */
export const usePages = <T>(
  key: string,
  read: (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<T>>,
) => {
  const first = useLoad(key, async (signal) => ({ key, ...(await read(undefined, signal)) }))
  const [rest, setRest] = useState<{ key: string; items: T[]; cursor?: string | undefined } | null>(null)
  // What is shown is never of another list.
  const known = first.status === 'ready' && first.data.key === key ? first.data : null
  const later = rest?.key === key ? rest : null
  const cursor = later ? later.cursor : known?.nextCursor
  const more = useAction(async () => {
    const page = await read(cursor)
    setRest({ key, items: [...(later?.items ?? []), ...page.items], cursor: page.nextCursor })
  })
  const failure = first.status === 'loading' ? null : first.failure
  return {
    items: known ? [...known.items, ...(later?.items ?? [])] : null,
    failure,
    reload: () => {
      setRest(null)
      first.reload()
    },
    more: known && cursor ? more.run : undefined,
    loadingMore: more.busy,
    moreFailure: more.failure,
  }
}
