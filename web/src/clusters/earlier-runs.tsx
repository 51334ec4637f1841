import { useState } from 'react'
import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { isOver } from '../../../domain/runs.ts'
import { Ago } from '../cloud-accounts/ago.tsx'
import { usePages } from '../cloud-accounts/use-pages.ts'
import { answer, api } from '../lib/api.ts'
import { t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { Log } from './log.tsx'
import { RunMark } from './mark.tsx'
import { Part } from './part.tsx'
import { Summary } from './summary.tsx'
import { Timeline } from './timeline.tsx'
import { commands, duration } from './words.ts'

/** The runs that are over, newest first. They change no more: read when one has ended, and again when the next has. */
export function EarlierRuns({ cluster: { id, runId, busy, state: now } }: { cluster: Cluster }) {
  const list = usePages<Run>(`${id} ${runId} ${busy}`, (cursor, signal) =>
    answer(
      api.GET('/v1/clusters/{clusterId}/runs', {
        params: { path: { clusterId: id }, query: { limit: 10, ...(cursor && { cursor }) } },
        ...(signal && { signal }),
      }),
    ),
  )
  // The run that failed last is shown above, with what to do.
  const isAbove = (run: Run) => now === 'failed' && run.id === runId
  const over = list.items?.filter((run) => isOver(run.state) && !isAbove(run))
  if (over?.length === 0 && !list.more) return null
  return (
    <Part title={t('runs.title')}>
      <FailureNotice failure={list.failure} what={t('runs.failed')} onRetry={list.reload} />
      {!list.items && !list.failure && (
        <div className="space-y-3" aria-busy>
          <Waiting>{t('runs.loading')}</Waiting>
          {[1, 2].map((row) => (
            <Skeleton key={row} className="h-11 w-full" />
          ))}
        </div>
      )}
      {over && over.length > 0 && (
        <ul className="divide-y divide-line border-line border-y">
          {over.map((run) => (
            <EarlierRun key={run.id} run={run} />
          ))}
        </ul>
      )}
      <FailureNotice failure={list.moreFailure} what={t('runs.failed')} className="mt-3" />
      {list.more && (
        <div className="mt-4 text-center">
          <Button look="quiet" busy={list.loadingMore && common('loading')} onClick={list.more}>
            {common('showMore')}
          </Button>
        </div>
      )}
    </Part>
  )
}

function EarlierRun({ run }: { run: Run }) {
  const [open, setOpen] = useState(false)
  const { command, state, startedAt, endedAt, createdAt, done, total, failure } = run
  return (
    <li>
      <details className="group" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <Summary>
          <span className="font-medium">{t(commands[command])}</span>
          <RunMark state={state} />
          <span className="text-soft text-sm tabular-nums">
            {total > 0 && `${t('progress.done', { done, total })} · `}
            {startedAt && endedAt && `${duration((Date.parse(endedAt) - Date.parse(startedAt)) / 1000)} · `}
            <Ago at={createdAt} />
          </span>
        </Summary>
        {open && (
          <div className="space-y-6 pt-2 pb-5">
            {failure && (
              <p className="wrap-anywhere whitespace-pre-wrap text-bad text-sm">{failure.detail}</p>
            )}
            <Timeline run={run} />
            <Log run={run} />
          </div>
        )}
      </details>
    </li>
  )
}
