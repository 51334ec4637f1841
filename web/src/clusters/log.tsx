import { ArrowDown } from 'lucide-react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import type { PageRun } from './use-cluster.ts'
import { useLog } from './use-log.ts'

/** A reader this close to the end counts as being at the end. */
const near = 40

/** Terraform's log. It scrolls to new lines while its end is in view. */
export function Log({ run }: { run: PageRun }) {
  const heading = useId()
  const { blocks, tail, loading, failure, retry, earlier } = useLog(run)
  const box = useRef<HTMLDivElement>(null)
  const [follows, setFollows] = useState(true)
  const lastShown = useRef({ first: 0, height: 0 })
  const first = blocks[0]?.part ?? 0
  const length = blocks.length + tail.length

  // biome-ignore lint/correctness/useExhaustiveDependencies: run run run after each change of the lines
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    if (follows) element.scrollTop = element.scrollHeight
    // Keep the visible lines in place when earlier lines are added above.
    else if (first < lastShown.current.first)
      element.scrollTop += element.scrollHeight - lastShown.current.height
    lastShown.current = { first, height: element.scrollHeight }
  }, [first, length, tail, follows])

  const isEmpty = length === 0 && !loading
  return (
    <div>
      <div className="mb-2 flex min-h-control flex-wrap items-center justify-between gap-2">
        <h3 id={heading} className="font-medium">
          {t('log.title')}
        </h3>
        <div className="flex gap-2">
          {earlier && (
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
        </div>
      </div>
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
        {loading && length === 0 && <p className="font-sans text-soft">{common('loading')}</p>}
        {blocks.map(({ part, text }) => (
          <pre key={part} className="wrap-anywhere whitespace-pre-wrap font-mono">
            {text}
          </pre>
        ))}
        {tail.length > 0 && (
          <pre className="wrap-anywhere whitespace-pre-wrap font-mono">{tail.join('\n')}</pre>
        )}
      </div>
    </div>
  )
}
