import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { isOver } from '../../../domain/runs.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/clusters.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { RunMark } from './mark.tsx'
import { useSecond } from './use-second.ts'
import { formatDuration, usualDurationOf } from './words.ts'

/** The progress of a run. */
export function Progress({ cluster, run }: { cluster: Cluster; run: Run }) {
  const { total, done, state, command, startedAt, createdAt } = run
  const now = useSecond(!isOver(state))
  const elapsed = (now - Date.parse(startedAt ?? createdAt)) / 1000
  const isCounted = (state === 'applying' || state === 'canceling') && total > 0
  const cancel = useAction(() =>
    answer(api.POST('/v1/clusters/{clusterId}/cancel', { params: { path: { clusterId: cluster.id } } })),
  )
  const canCancel = state === 'queued' || state === 'planning' || state === 'applying'
  return (
    <section aria-label={t('progress.title')}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <RunMark state={state} />
          {isCounted && <span className="text-sm tabular-nums">{t('progress.done', { done, total })}</span>}
          <span className="text-soft text-sm tabular-nums">
            {t('progress.elapsed', { time: formatDuration(elapsed) })}
            {state === 'applying' &&
              ` · ${t('progress.usually', { time: usualDurationOf(cluster.platform, command) })}`}
          </span>
        </div>
        {canCancel && (
          <Button look="quiet" busy={cancel.busy && t('cancel.doing')} onClick={() => cancel.run()}>
            {t('cancel.do')}
          </Button>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={t('progress.title')}
        aria-valuemin={0}
        aria-valuemax={isCounted ? total : undefined}
        aria-valuenow={isCounted ? done : undefined}
        className="mt-3 h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full bg-accent transition-[width] duration-200 ${isCounted ? '' : 'w-1/4! animate-wait'}`}
          style={{ width: `${isCounted ? (done / total) * 100 : 25}%` }}
        />
      </div>
      <FailureNotice
        failure={cancel.failure}
        what={t('cancel.failed')}
        unsure={t('cancel.unsure')}
        className="mt-3"
      />
    </section>
  )
}
