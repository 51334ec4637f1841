import { useSearchParams } from 'react-router'
import { isolate } from '../../../contract/isolate.ts'
import { phaseOf } from '../../../domain/events.ts'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/events.ts'
import { t as home } from '../locales/home.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { EachRow } from '../ui/each-row.tsx'
import { Empty } from '../ui/empty.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { Waiting } from '../ui/skeleton.tsx'
import { EventRow, EventRowsSkeleton } from './event-row.tsx'
import { NowMark, SeatsLeft } from './seats-left.tsx'
import { useNextEvents } from './use-next-events.ts'

export default function HomePage() {
  const [search, setSearch] = useSearchParams()
  const query = search.get('query') ?? ''
  const tag = search.get('tag') ?? ''
  const list = useNextEvents(query, tag)

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
      <PageTitle title={home('home.title')} />
      <p className="mt-2 max-w-prose text-soft">{home('home.about')}</p>

      <search className="mt-6">
        <SearchBox label={home('home.search')} query={query} onSearch={(text) => show({ query: text })} />
        <TagFilter tags={list.tags} tag={tag} onChoose={(name) => show({ tag: name })} />
      </search>

      <section
        aria-labelledby="events"
        className="mt-2"
        aria-busy={list.status === 'loading' || list.refreshing}
      >
        <h2 id="events" className="sr-only">
          {home('home.events')}
        </h2>
        <PagedList
          list={list}
          isEmpty={list.events.length === 0}
          loading={home('home.loading')}
          skeleton={
            <>
              <Waiting>{home('home.loading')}</Waiting>
              <EventRowsSkeleton rows={6} />
            </>
          }
          failed={home('home.failed')}
          failedClassName="mt-4"
          empty={
            <div className="mt-4">
              {query || tag ? (
                <NothingFits query={query} tag={tag} onShowAll={() => show({ query: '', tag: '' })} />
              ) : (
                <NoEvents />
              )}
            </div>
          }
        >
          <ul className={`divide-y divide-line ${list.refreshing ? 'opacity-60' : ''}`}>
            <EachRow>
              {list.events.map((event) => (
                <EventRow
                  key={event.id}
                  event={event}
                  state={phaseOf(event, list.now) === 'now' ? <NowMark /> : <SeatsLeft event={event} />}
                />
              ))}
            </EachRow>
          </ul>
        </PagedList>
        <p role="status" className="sr-only">
          {list.status === 'ready' &&
            (query || tag) &&
            !list.refreshing &&
            home('home.count', { count: list.events.length })}
        </p>
      </section>
    </div>
  )
}

function TagFilter({
  tags,
  tag,
  onChoose,
}: {
  tags: string[]
  tag: string
  /** An empty name clears the filter. */
  onChoose: (name: string) => void
}) {
  return (
    <ul
      aria-label={t('event.tags')}
      className="-mx-4 mt-3 flex min-h-11 gap-2 overflow-x-auto px-4 md:mx-0 md:flex-wrap md:px-0"
    >
      {tags.map((name) => (
        <li key={name}>
          <button
            type="button"
            aria-pressed={name === tag}
            onClick={() => onChoose(name === tag ? '' : name)}
            className="h-control whitespace-nowrap rounded-full border border-line px-4 text-sm text-soft hover:border-edge hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            <bdi>#{name}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}

function NothingFits({ query, tag, onShowAll }: { query: string; tag: string; onShowAll: () => void }) {
  const filters = new Intl.ListFormat(locale()).format(
    [query && home('nothing.query', { words: query }), tag && isolate(`#${tag}`)].filter(Boolean),
  )
  return (
    <Empty
      title={home('nothing.title')}
      action={
        <Button look="quiet" onClick={onShowAll}>
          {home('nothing.showAll')}
        </Button>
      }
    >
      {home('nothing.about', { filters })}
    </Empty>
  )
}

function NoEvents() {
  return (
    <Empty title={home('none.title')} action={<ButtonLink to="/organise/new">{t('mine.create')}</ButtonLink>}>
      {home('none.about')}
    </Empty>
  )
}
