import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { isOver } from '../../../domain/runs.ts'
import { undoOf } from '../../../domain/undo-change.ts'
import { t } from '../locales/clusters.ts'
import { Notice } from '../ui/notice.tsx'
import { useRun } from './use-cluster.ts'
import { commands, reasons } from './words.ts'

const titleOf = ({ state, failure, command }: Run): string => {
  if (failure) return t(reasons[failure.reason])
  if (state === 'discarded') return t('trouble.discarded')
  if (state === 'canceled') return t('trouble.canceled')
  if (state === 'lost') return t('reason.lost')
  return t(command === 'destroy' ? 'reason.leftovers' : 'reason.runner')
}

/** What a run of a cluster that is not ready has done. */
const describeRemains = ({ state, command, done, total }: Run): string => {
  if (command === 'destroy')
    return done === 0 ? t('trouble.nothingRemoved') : t('trouble.partlyDestroyed', { done, total })
  if (state !== 'discarded' && done > 0) return t('trouble.partlyBuilt', { done, total })
  return t(command === 'update' ? 'trouble.nothingChanged' : 'trouble.nothing')
}

/** Why the last run failed, what remains, and the next step. */
export function Trouble({ cluster, run }: { cluster: Cluster; run: Run }) {
  if (!isOver(run.state) || cluster.busy) return null
  if (cluster.state === 'failed') return <FailedCluster run={run} />
  const hasFailed = run.state === 'failed' || run.state === 'lost'
  return (
    <>
      {cluster.failedChange && <FailedChange clusterId={cluster.id} runId={cluster.failedChange} />}
      {/* A failed check for changes does not affect the cluster. */}
      {hasFailed && run.id !== cluster.failedChange && (
        <Notice tone="warn" className="mt-4">
          <strong className="font-semibold">
            {t('trouble.driftCheck', { command: t(commands[run.command]) })}
          </strong>{' '}
          <span className="wrap-anywhere whitespace-pre-wrap">{run.failure?.detail}</span>
        </Notice>
      )}
    </>
  )
}

function FailedCluster({ run }: { run: Run }) {
  const { state, failure, command } = run
  return (
    <Notice tone={failure || state === 'lost' ? 'bad' : 'warn'} className="mt-4">
      <strong className="font-semibold">{titleOf(run)}</strong>
      {failure && <p className="wrap-anywhere mt-1 whitespace-pre-wrap">{failure.detail}</p>}
      {failure?.reason !== 'leftovers' && <p className="mt-1">{describeRemains(run)}</p>}
      <p className="mt-1">{t(command === 'destroy' ? 'trouble.forwardDestroy' : 'trouble.forward')}</p>
    </Notice>
  )
}

/** The change that ended halfway. Checks for changes may have followed it. */
function FailedChange({ clusterId, runId }: { clusterId: string; runId: string }) {
  const followed = useRun(clusterId, runId)
  if (followed.status !== 'ready') return null
  const run = followed.data
  const { done, total, failure } = run
  const isUntouched = undoOf(run) === undefined
  return (
    <Notice tone="warn" className="mt-4">
      <strong className="font-semibold">
        {t(run.state === 'canceled' ? 'trouble.changeStopped' : 'trouble.changeFailed')}
      </strong>
      {failure && (
        <p className="wrap-anywhere mt-1 whitespace-pre-wrap">
          {t(reasons[failure.reason])} {failure.detail}
        </p>
      )}
      <p className="mt-1">
        {isUntouched ? t('trouble.nothingChanged') : t('trouble.partlyChanged', { done, total })}
      </p>
      <p className="mt-1">{t(isUntouched ? 'trouble.changeForwardUntouched' : 'trouble.changeForward')}</p>
    </Notice>
  )
}
