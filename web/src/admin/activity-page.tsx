import { useId } from 'react'
import { useSearchParams } from 'react-router'
import { t } from '../locales/activity.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { ShowMore } from '../ui/show-more.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { ActivityFilters } from './activity-filters.tsx'
import { ActivityRow } from './activity-row.tsx'
import { type ActivityFilter, useActivity } from './use-activity.ts'

export default function ActivityPage() {
  const [search, setSearch] = useSearchParams()
  const of = (name: keyof ActivityFilter) => search.get(name) ?? ''
  const filter: ActivityFilter = {
    actor: of('actor'),
    thing: of('thing'),
    action: of('action'),
    from: of('from'),
    to: of('to'),
  }
  const list = useActivity(filter)
  const heading = useId()
  const show = (next: Partial<ActivityFilter>) =>
    setSearch(
      Object.entries({ ...filter, ...next }).filter(([, value]) => value),
      { preventScrollReset: true },
    )

  return (
    <>
      <PageTitle title={t('log.title')} />
      <p className="mt-2 max-w-prose text-soft">{t('log.about')}</p>
      <ActivityFilters filter={filter} onChange={show} />
      <section
        aria-labelledby={heading}
        className="mt-6"
        aria-busy={list.status === 'loading' || list.refreshing}
      >
        <h2 id={heading} className="sr-only">
          {t('log.list')}
        </h2>
        <FailureNotice failure={list.failure} what={t('log.failed')} className="mb-4" onRetry={list.reload} />
        {list.live.status === 'failed' && (
          <Notice tone="warn" className="mb-4" onRetry={list.live.retry}>
            {t('log.notLive')}
          </Notice>
        )}
        {list.status === 'loading' && (
          <div className="space-y-4 py-4">
            <Waiting>{t('log.loading')}</Waiting>
            {[1, 2, 3, 4, 5, 6].map((row) => (
              <Skeleton key={row} className="h-10 w-full" />
            ))}
          </div>
        )}
        {list.status === 'ready' && !list.refreshing && list.items.length === 0 && (
          <Empty
            title={t('log.nothing')}
            action={
              <Button look="quiet" onClick={() => setSearch({})}>
                {t('log.showAll')}
              </Button>
            }
          >
            {t('log.nothingAbout')}
          </Empty>
        )}
        <ul className={`divide-y divide-line ${list.refreshing ? 'opacity-60' : ''}`}>
          {list.items.map((item) => (
            <ActivityRow key={item.id} item={item} isNew={list.isNew(item.id)} onOnly={show} />
          ))}
        </ul>
        <ShowMore
          more={list.more}
          busy={list.loadingMore}
          failure={list.moreFailure}
          what={t('log.failed')}
          name={t('log.older')}
        />
      </section>
    </>
  )
}
