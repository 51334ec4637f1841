import type { ReactNode } from 'react'
import type { usePages } from '../lib/use-pages.ts'
import { FailureNotice } from './notice.tsx'
import { ShowMore } from './show-more.tsx'
import { WaitingRows } from './skeleton.tsx'

type Props = {
  list: Omit<ReturnType<typeof usePages>, 'items'>
  isEmpty: boolean
  /** Shown in place of the items when the list is empty. */
  empty: ReactNode
  /** Screen readers get it while the first page loads. */
  loading: string
  /** Stands in for the items while the first page loads. */
  skeleton?: ReactNode
  failed: string
  failedClassName?: string
  /** The name of the button that reads the next page. */
  moreName?: string
  /** The items. */
  children: ReactNode
}

/** A list that is read page by page: its failure, its skeleton or its empty state, its items, and the next page. */
export function PagedList({
  list,
  isEmpty,
  empty,
  loading,
  skeleton = <WaitingRows>{loading}</WaitingRows>,
  failed,
  failedClassName = '',
  moreName,
  children,
}: Props) {
  return (
    <>
      <FailureNotice failure={list.failure} what={failed} className={failedClassName} onRetry={list.reload} />
      {list.status === 'loading' && skeleton}
      {list.status === 'ready' && isEmpty ? empty : !isEmpty && children}
      <ShowMore
        more={list.more}
        busy={list.loadingMore}
        failure={list.moreFailure}
        what={failed}
        {...(moreName && { name: moreName })}
      />
    </>
  )
}
