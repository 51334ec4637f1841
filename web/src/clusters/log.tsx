import { ArrowDown } from 'lucide-react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { findLines } from './find-lines.ts'
import { LogMatches } from './log-matches.tsx'
import { LogTools } from './log-tools.tsx'
import type { PageRun } from './use-cluster.ts'
import { useLog } from './use-log.ts'

/** A reader this close to the end counts as being at the end. */
const near = 40

/** `create-2026-11-28-15-04-05.txt` */
const fileOf = ({ command, createdAt }: PageRun) =>
  `${command}-${createdAt.slice(0, 19).replaceAll(/[T:]/g, '-')}.txt`

/** Scrolls to new lines while the end is in view, and keeps the visible lines in place when earlier lines arrive. */
const useScroll = (first: number, changes: readonly unknown[]) => {
  const box = useRef<HTMLDivElement>(null)
  const [follows, setFollows] = useState(true)
  const lastShown = useRef({ first: 0, height: 0 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    if (follows) element.scrollTop = element.scrollHeight
    else if (first < lastShown.current.first)
      element.scrollTop += element.scrollHeight - lastShown.current.height
    lastShown.current = { first, height: element.scrollHeight }
  }, [first, follows, ...changes])
  return { box, follows, setFollows }
}

/** Terraform's log. It scrolls to new lines while its end is in view. A search shows only the lines that contain its text. */
export function Log({ run }: { run: PageRun }) {
  const heading = useId()
  const [query, setQuery] = useState('')
  const { blocks, tail, readAll, loading, failure, retry, earlier } = useLog(run, query !== '')
  const length = blocks.length + tail.length
  const { box, follows, setFollows } = useScroll(blocks[0]?.part ?? 0, [length, tail, query])
  const isEmpty = length === 0 && !loading
  const lines = query ? [...blocks.flatMap(({ text }) => text.split('\n')), ...tail] : []
  const matches = query && !loading ? findLines(lines, query) : undefined
  return (
    <div>
      <div className="mb-2 flex min-h-control flex-wrap items-center justify-between gap-2">
        <h3 id={heading} className="font-medium">
          {t('log.title')}
        </h3>
        <div className="flex flex-wrap items-center gap-2">
          {earlier && !query && (
            <Button look="plain" className="text-sm" onClick={earlier}>
              {t('log.earlier')}
            </Button>
          )}
          {!follows && (
            <Button look="plain" className="text-sm" onClick={() => setFollows(true)}>
              <ArrowDown size={16} aria-hidden />
              {t('log.follow')}
            </Button>
          )}
          {!isEmpty && <LogTools file={fileOf(run)} readAll={readAll} />}
        </div>
      </div>
      {!isEmpty && (
        <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1">
          <SearchBox label={t('log.search')} query={query} onSearch={setQuery} />
          <span role="status" className="text-sm text-soft tabular-nums">
            {matches && t('log.matches', { count: matches.length, total: lines.length })}
          </span>
        </div>
      )}
      <FailureNotice failure={failure} what={t('log.failed')} onRetry={retry} className="mb-2" />
      <div
        ref={box}
        role="log"
        // A live region would announce a thousand lines.
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it
        tabIndex={0}
        aria-labelledby={heading}
        aria-busy={loading}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          setFollows(scrollHeight - scrollTop - clientHeight < near)
        }
        className="h-72 overflow-y-auto rounded-lg border border-line bg-sunken px-3 py-2 font-mono text-sm [overflow-anchor:none]"
      >
        {isEmpty && <p className="font-sans text-soft">{t('log.empty')}</p>}
        {loading && (length === 0 || query) && <p className="font-sans text-soft">{common('loading')}</p>}
        {matches && <LogMatches matches={matches} query={query} />}
        {!query &&
          blocks.map(({ part, text }) => (
            <pre key={part} className="wrap-anywhere whitespace-pre-wrap font-mono">
              {text}
            </pre>
          ))}
        {!query && tail.length > 0 && (
          <pre className="wrap-anywhere whitespace-pre-wrap font-mono">{tail.join('\n')}</pre>
        )}
      </div>
    </div>
  )
}
