import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { t } from '../locales/clusters.ts'

/** Says what is happening and what comes next. */
export const describeNextStep = (
  cluster: Pick<Cluster, 'state' | 'withoutServices' | 'failedChange' | 'closed'>,
  run: Pick<Run, 'state' | 'command'>,
): string => {
  if (cluster.closed) return t(cluster.closed.reason === 'forgotten' ? 'next.forgotten' : 'next.destroyed')
  switch (run.state) {
    case 'queued':
      return t('next.queued')
    case 'planning':
      return t(
        run.command === 'check-drift'
          ? 'next.drift'
          : run.command === 'destroy'
            ? 'next.planDestroy'
            : 'next.planning',
      )
    case 'awaiting-approval':
      return t('next.awaitingApproval')
    case 'applying':
      return t(run.command === 'destroy' ? 'next.destroying' : 'next.applying')
    case 'canceling':
      return t('next.canceling')
    default:
      if (cluster.state === 'destroyed') return t('next.destroyed')
      if (cluster.state === 'failed') return t('next.failed')
      if (cluster.failedChange) return t('next.changeFailed')
      return t(cluster.withoutServices === undefined ? 'next.ready' : 'next.withoutServices')
  }
}
