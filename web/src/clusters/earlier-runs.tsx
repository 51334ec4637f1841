import { useState } from 'react'
import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { isOver } from '../../../domain/runs.ts'
import { answer, api } from '../lib/api.ts'
import { usePages } from '../lib/use-pages.ts'
import { t } from '../locales/clusters.ts'
import { Ago } from '../ui/ago.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { Part } from '../ui/part.tsx'
import { WaitingRows } from '../ui/skeleton.tsx'
import { Log } from './log.tsx'
import { RunMark } from './mark.tsx'
import { Summary } from './summary.tsx'
import { Timeline } from './timeline.tsx'
import { commands, formatDuration } from './words.ts'

/** The completed runs, newest first. A completed run never changes, so the list reloads only when a run ends. */
export function EarlierRuns({ cluster: { id, runId, busy, state: now } }: { cluster: Cluster }) {
  const list = usePages<Run>(
    id,
    (cursor, signal) => {
      const params = { path: { clusterId: id }, query: { limit: 10, ...(cursor && { cursor }) } }
      return answer(api.GET('/v1/clusters/{clusterId}/runs', { params, signal }))
    },
    (run) => run.id,
    `${runId} ${busy}`,
  )
  // A failed last run is shown above with its next step.
  const isAbove = (run: Run) => now === 'failed' && run.id === runId
  const over = list.items.filter((run) => isOver(run.state) && !isAbove(run))
  if (list.status === 'ready' && over.length === 0 && !list.more && !list.failure) return null
  return (
    <Part title={t('runs.title')}>
      <PagedList
        list={list}
        isEmpty={over.length === 0}
        loading={t('runs.loading')}
        skeleton={
          <WaitingRows rows={2} row="h-11" className="space-y-3">
            {t('runs.loading')}
          </WaitingRows>
        }
        failed={t('runs.failed')}
        empty={null}
      >
        <ul className="divide-y divide-line border-line border-y">
          {over.map((run) => (
            <EarlierRun key={run.id} run={run} />
          ))}
        </ul>
      </PagedList>
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
            {startedAt &&
              endedAt &&
              `${formatDuration((Date.parse(endedAt) - Date.parse(startedAt)) / 1000)} · `}
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
