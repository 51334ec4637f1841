import type { Cluster } from '../../../contract/clusters.ts'
import { type Run, type RunResource, resourceAction } from '../../../contract/runs.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/clusters.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { splitAddress } from './address.ts'
import { Summary } from './summary.tsx'
import { changesOf, resourceActions } from './words.ts'

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

/** Groups resources by action, then by module. */
export function PlanTree({ resources }: { resources: RunResource[] }) {
  const groups = resourceAction.options
    .map((action) => ({ action, rows: resources.filter((resource) => resource.action === action) }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <div className="mt-3 divide-y divide-line border-line border-y">
      {groups.map(({ action, rows }) => {
        const { title, tone, Icon } = resourceActions[action]
        const modules = Map.groupBy(rows, ({ address }) => splitAddress(address)[0])
        return (
          <details key={action} open={rows.length <= 30} className="group py-1">
            <Summary>
              <StateMark tone={tone} Icon={Icon}>
                {t(title)}
              </StateMark>
              <span className="text-soft text-sm tabular-nums">
                {t('plan.count', { count: rows.length })}
              </span>
            </Summary>
            <div className="space-y-2 pb-3 pl-5">
              {[...modules].map(([module, inside]) => (
                <div key={module}>
                  {module && <p className="wrap-anywhere font-medium font-mono text-sm">{module}</p>}
                  <ul className={module ? 'border-line border-l pl-4' : ''}>
                    {inside.map(({ stage, address }) => (
                      <li key={`${stage} ${address}`} className="wrap-anywhere py-0.5 font-mono text-sm">
                        {splitAddress(address)[1]}
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          </details>
        )
      })}
    </div>
  )
}
