import { type ReactNode, useId } from 'react'
import type { useNewest } from '../lib/use-newest.ts'
import { ButtonLink } from './button.tsx'
import { EachRow } from './each-row.tsx'
import { Empty } from './empty.tsx'
import { Notice } from './notice.tsx'
import { PageTitle } from './page-title.tsx'
import { ShowMore } from './show-more.tsx'
import { Skeleton, Waiting } from './skeleton.tsx'

type Words = {
  title: string
  /** Names the list for screen readers. */
  label: string
  loading: string
  failed: string
  none: string
  noneAbout: string
}
type Props = Omit<ReturnType<typeof useNewest>, 'items'> & {
  words: Words
  /** The page that creates a new item, and the text of the link to it. */
  begin: { to: string; name: string }
  /** `width`: its share of the table's width, as a class. */
  columns: readonly { name: string; width: string }[]
  /** One table row for each item. */
  rows: ReactNode[]
}

/** A page with one live list. It is a table, and on a phone a column of blocks. */
export function ListPage({ words, begin, columns, rows, live, more, loadingMore, failure }: Props) {
  const headingId = useId()
  const isEmpty = live.status === 'ready' && rows.length === 0
  const beginLink = <ButtonLink to={begin.to}>{begin.name}</ButtonLink>
  return (
    <div className="page py-8">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PageTitle title={words.title} />
        {!isEmpty && beginLink}
      </div>
      <section aria-labelledby={headingId} className="mt-6" aria-busy={live.status === 'loading'}>
        <h2 id={headingId} className="sr-only">
          {words.label}
        </h2>
        {live.status === 'loading' && (
          <div className="space-y-4 py-4">
            <Waiting>{words.loading}</Waiting>
            {[1, 2, 3, 4].map((row) => (
              <Skeleton key={row} className="h-12 w-full" />
            ))}
          </div>
        )}
        {live.status === 'failed' && (
          <Notice tone="bad" onRetry={live.retry}>
            {words.failed}
          </Notice>
        )}
        {isEmpty && (
          <Empty title={words.none} action={beginLink}>
            {words.noneAbout}
          </Empty>
        )}
        {rows.length > 0 && (
          <table aria-labelledby={headingId} className="w-full max-md:block md:table-fixed">
            <thead className="max-md:hidden">
              <tr className="border-line border-b text-left text-soft text-sm">
                {columns.map(({ name, width }) => (
                  <th key={name} scope="col" className={`py-2 pr-4 font-normal ${width}`}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line max-md:block">
              <EachRow columns={columns.length}>{rows}</EachRow>
            </tbody>
          </table>
        )}
        <ShowMore more={more} busy={loadingMore} failure={failure} what={words.failed} />
      </section>
    </div>
  )
}
