import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { isOver } from '../../../domain/runs.ts'
import { t } from '../locales/clusters.ts'
import { Notice } from '../ui/notice.tsx'
import { commands, reasons } from './words.ts'

const titleOf = ({ state, failure, command }: Run): string => {
  if (failure) return t(reasons[failure.reason])
  if (state === 'discarded') return t('trouble.discarded')
  if (state === 'canceled') return t('trouble.canceled')
  if (state === 'lost') return t('reason.lost')
  return t(command === 'destroy' ? 'reason.leftovers' : 'reason.runner')
}

/** Why the last run failed, what remains, and the next step. */
export function Trouble({ cluster, run }: { cluster: Cluster; run: Run }) {
  const { state, failure, command, done, total } = run
  if (!isOver(state) || cluster.busy) return null
  // A failed check for changes does not affect the cluster.
  if (cluster.state !== 'failed') {
    if (state !== 'failed' && state !== 'lost') return null
    return (
      <Notice tone="warn" className="mt-4">
        <strong className="font-semibold">
          {t('trouble.driftCheck', { command: t(commands[command]) })}
        </strong>{' '}
        <span className="wrap-anywhere whitespace-pre-wrap">{failure?.detail}</span>
      </Notice>
    )
  }
  const isUntouched = state === 'discarded' || (command === 'create' && done === 0)
  return (
    <Notice tone={failure || state === 'lost' ? 'bad' : 'warn'} className="mt-4">
      <strong className="font-semibold">{titleOf(run)}</strong>
      {failure && <p className="wrap-anywhere mt-1 whitespace-pre-wrap">{failure.detail}</p>}
      {failure?.reason !== 'leftovers' && (
        <p className="mt-1">
          {isUntouched
            ? t('trouble.nothing')
            : command === 'destroy'
              ? t('trouble.partlyDestroyed', { done, total })
              : t('trouble.partlyBuilt', { done, total })}
        </p>
      )}
      <p className="mt-1">{t(command === 'destroy' ? 'trouble.forwardDestroy' : 'trouble.forward')}</p>
    </Notice>
  )
}
