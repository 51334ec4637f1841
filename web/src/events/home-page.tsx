import { useSearchParams } from 'react-router'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/events.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { ShowMore } from '../ui/show-more.tsx'
import { Waiting } from '../ui/skeleton.tsx'
import { EventRow, EventRowsSkeleton } from './event-row.tsx'
import { SeatsLeft } from './seats-left.tsx'
import { useNextEvents } from './use-next-events.ts'

export default function HomePage() {
  const [search, setSearch] = useSearchParams()
  const query = search.get('query') ?? ''
  const tag = search.get('tag') ?? ''
  const list = useNextEvents(query, tag)
  const tags = list.tags
  const filters = new Intl.ListFormat(locale()).format(
    [query && t('nothing.query', { words: query }), tag && `#${tag}`].filter(Boolean),
  )

  const show = (next: { query?: string; tag?: string }) =>
    setSearch(
      Object.fromEntries(Object.entries({ query, tag, ...next }).filter(([, value]) => value)) as Record<
        string,
        string
      >,
      { replace: true, preventScrollReset: true },
    )

  return (
    <div className="page py-8 md:py-12">
      <PageTitle title={t('home.title')} />
      <p className="mt-2 max-w-prose text-soft">{t('home.about')}</p>

      <search className="mt-6">
        <SearchBox label={t('home.search')} query={query} onSearch={(text) => show({ query: text })} />
        <ul
          aria-label={t('event.tags')}
          className="-mx-4 mt-3 flex min-h-11 gap-2 overflow-x-auto px-4 md:mx-0 md:flex-wrap md:px-0"
        >
          {tags.map((name) => (
            <li key={name}>
              <button
                type="button"
                aria-pressed={name === tag}
                onClick={() => show({ tag: name === tag ? '' : name })}
                className="h-control whitespace-nowrap rounded-full border border-line px-4 text-sm text-soft hover:border-edge hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
              >
                #{name}
              </button>
            </li>
          ))}
        </ul>
      </search>

      <section
        aria-labelledby="events"
        className="mt-2"
        aria-busy={list.status === 'loading' || list.refreshing}
      >
        <h2 id="events" className="sr-only">
          {t('home.events')}
        </h2>
        {list.status === 'loading' && (
          <>
            <Waiting>{t('home.loading')}</Waiting>
            <EventRowsSkeleton rows={6} />
          </>
        )}
        <FailureNotice
          failure={list.failure}
          what={t('home.failed')}
          className="mt-4"
          onRetry={list.reload}
        />
        {list.status === 'ready' && list.events.length > 0 && (
          <ul className={`divide-y divide-line ${list.refreshing ? 'opacity-60' : ''}`}>
            {list.events.map((event) => (
              <EventRow key={event.id} event={event} state={<SeatsLeft event={event} />} />
            ))}
          </ul>
        )}
        {list.status === 'ready' && list.events.length === 0 && (
          <div className="mt-4">
            {query || tag ? (
              <Empty
                title={t('nothing.title')}
                action={
                  <Button look="quiet" onClick={() => show({ query: '', tag: '' })}>
                    {t('nothing.showAll')}
                  </Button>
                }
              >
                {t('nothing.about', { filters })}
              </Empty>
            ) : (
              <Empty
                title={t('none.title')}
                action={<ButtonLink to="/organise/new">{t('mine.create')}</ButtonLink>}
              >
                {t('none.about')}
              </Empty>
            )}
          </div>
        )}
        <ShowMore
          more={list.more}
          busy={list.loadingMore}
          failure={list.moreFailure}
          what={t('home.failed')}
        />
        <p role="status" className="sr-only">
          {list.status === 'ready' &&
            (query || tag) &&
            !list.refreshing &&
            t('home.count', { count: list.events.length })}
        </p>
      </section>
    </div>
  )
}
