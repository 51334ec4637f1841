import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/clusters.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PlanTree } from './plan-tree.tsx'
import { changesOf } from './words.ts'

/** A plan that waits for approval, with its two buttons. */
export function Plan({ cluster, run }: { cluster: Cluster; run: Run }) {
  const changes = changesOf(run.resources)
  const skipped = run.stages.find(({ state }) => state === 'skipped')
  const params = { path: { clusterId: cluster.id, runId: run.id } }
  const approve = useAction(() =>
    answer(api.POST('/v1/clusters/{clusterId}/runs/{runId}/approve', { params })),
  )
  const discard = useAction(() =>
    answer(api.POST('/v1/clusters/{clusterId}/runs/{runId}/discard', { params })),
  )
  const busy = approve.busy || discard.busy
  return (
    <section aria-label={t('plan.title')} className="rounded-xl border border-line bg-surface p-4 md:p-5">
      <h2 className="font-semibold">{t('plan.title')}</h2>
      <p className="mt-1 text-soft">{t('plan.about', { count: changes.length })}</p>
      {skipped && (
        <Notice tone="warn" className="mt-3">
          {t('plan.skipped')} {skipped.reason}
        </Notice>
      )}
      <PlanTree resources={changes} />
      <FailureNotice
        failure={approve.failure}
        what={t('plan.approveFailed')}
        unsure={t('plan.unsure')}
        className="mt-4"
      />
      <FailureNotice
        failure={discard.failure}
        what={t('plan.discardFailed')}
        unsure={t('plan.unsure')}
        className="mt-4"
      />
      <div className="mt-4 grid gap-2 sm:max-w-md sm:grid-cols-2">
        <Button
          busy={approve.busy && t('plan.approving')}
          disabled={busy}
          onClick={() => {
            discard.forget()
            void approve.run()
          }}
        >
          {t('plan.approve')}
        </Button>
        <Button
          look="quiet"
          busy={discard.busy && t('plan.discarding')}
          disabled={busy}
          onClick={() => {
            approve.forget()
            void discard.run()
          }}
        >
          {t('plan.discard')}
        </Button>
      </div>
    </section>
  )
}
