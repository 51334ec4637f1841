import { useId } from 'react'
import { useSearchParams } from 'react-router'
import { t } from '../locales/activity.ts'
import { Button } from '../ui/button.tsx'
import { EachRow } from '../ui/each-row.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { WaitingRows } from '../ui/skeleton.tsx'
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
        {list.live.status === 'failed' && (
          <Notice tone="warn" className="mb-4" onRetry={list.live.retry}>
            {t('log.notLive')}
          </Notice>
        )}
        <PagedList
          list={list}
          isEmpty={list.items.length === 0 && !list.refreshing}
          loading={t('log.loading')}
          skeleton={
            <WaitingRows rows={6} row="h-10" className="space-y-4 py-4">
              {t('log.loading')}
            </WaitingRows>
          }
          failed={t('log.failed')}
          failedClassName="mb-4"
          moreName={t('log.older')}
          empty={
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
          }
        >
          <ul className={`divide-y divide-line ${list.refreshing ? 'opacity-60' : ''}`}>
            <EachRow>
              {list.items.map((item) => (
                <ActivityRow key={item.id} item={item} isNew={list.isNew(item.id)} onOnly={show} />
              ))}
            </EachRow>
          </ul>
        </PagedList>
      </section>
    </>
  )
}
