import { useState } from 'react'
import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { actionsOf } from '../../../domain/runs.ts'
import { platformName } from '../cloud-accounts/words.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/clusters.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { ChangeCluster } from './change-cluster.tsx'
import { Drift } from './drift.tsx'
import { Extend } from './extend.tsx'
import { Forget } from './forget.tsx'
import { Kubeconfig } from './kubeconfig.tsx'
import { Unlock } from './unlock.tsx'

type Open = 'change' | 'extend' | 'kubeconfig' | 'destroy' | 'unlock' | 'forget' | null

const useClusterActions = (clusterId: string) => {
  const params = { path: { clusterId } }
  const retry = useAction(() => answer(api.POST('/v1/clusters/{clusterId}/retry', { params })))
  const look = useAction(() => answer(api.POST('/v1/clusters/{clusterId}/check-drift', { params })))
  const undo = useAction(() => answer(api.POST('/v1/clusters/{clusterId}/undo-change', { params })))
  return { retry, look, undo }
}
type ClusterActions = ReturnType<typeof useClusterActions>

/** What the page offers for the cluster, beside the actions that the API allows. */
const offersOf = (cluster: Cluster, run: Run) => {
  const isLeaving = cluster.state === 'destroying' || cluster.destroyWanted
  const may = actionsOf(cluster, run)
  return {
    may,
    lock: cluster.busy ? undefined : run.failure?.lock,
    hasKubeconfig: cluster.platform !== 'sandbox' && cluster.endpoint && cluster.state !== 'destroyed',
    mayExtend: may.includes('extend') && !isLeaving,
    mayForget: cluster.state === 'failed' && !cluster.busy && run.command === 'destroy',
  }
}

type ToolButtonsProps = {
  offers: ReturnType<typeof offersOf>
  actions: ClusterActions
  open: Open
  onShow: (panel: Open) => void
}

function ToolButtons({ offers, actions: { retry, look, undo }, open, onShow }: ToolButtonsProps) {
  const { may } = offers
  const panelButton = (panel: NonNullable<Open>, label: string) => (
    <Button look="quiet" aria-expanded={open === panel} onClick={() => onShow(panel)}>
      {label}
    </Button>
  )
  /** A dangerous action asks first, in a dialog. */
  const dangerButton = (panel: NonNullable<Open>, label: string) => (
    <Button look="plain" className="text-bad!" onClick={() => onShow(panel)}>
      {label}
    </Button>
  )
  const runAlone = (action: ClusterActions['retry'] | ClusterActions['undo']) => {
    onShow(null)
    void action.run()
  }
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {may.includes('retry') && (
        <Button busy={retry.busy && t('retry.doing')} onClick={() => runAlone(retry)}>
          {t('retry.do')}
        </Button>
      )}
      {may.includes('undo-change') && (
        <Button look="quiet" busy={undo.busy && t('undo.doing')} onClick={() => runAlone(undo)}>
          {t('undo.do')}
        </Button>
      )}
      {offers.lock && (
        <Button look="quiet" onClick={() => onShow('unlock')}>
          {t('unlock.do')}
        </Button>
      )}
      {offers.hasKubeconfig && panelButton('kubeconfig', t('kubeconfig.do'))}
      {may.includes('update') && panelButton('change', t('change.do'))}
      {offers.mayExtend && panelButton('extend', t('extend.do'))}
      {may.includes('check-drift') && (
        <Button look="quiet" busy={look.busy && t('drift.doing')} onClick={() => look.run()}>
          {t('drift.do')}
        </Button>
      )}
      {may.includes('destroy') && dangerButton('destroy', t('destroy.do'))}
      {offers.mayForget && dangerButton('forget', t('forget.do'))}
    </div>
  )
}

/** The actions for a cluster. At most one panel is open. Plans and cancelling are elsewhere. */
export function ClusterTools({ cluster, run }: { cluster: Cluster; run: Run }) {
  const [open, setOpen] = useState<Open>(null)
  const actions = useClusterActions(cluster.id)
  const { retry, look, undo } = actions
  const show = (next: Open) => {
    for (const action of [retry, look, undo]) action.forget()
    setOpen(open === next ? null : next)
  }
  const offers = offersOf(cluster, run)
  const { lock } = offers
  const close = () => setOpen(null)
  const failures = [
    { failure: retry.failure, what: t('retry.failed'), unsure: t('retry.unsure') },
    { failure: undo.failure, what: t('undo.failed'), unsure: t('undo.unsure') },
    { failure: look.failure, what: t('drift.failed'), unsure: t('drift.unsure') },
  ]
  return (
    <div className="mt-6">
      <ToolButtons offers={offers} actions={actions} open={open} onShow={show} />
      {failures.map((texts) => (
        <FailureNotice key={texts.what} {...texts} className="mt-4" />
      ))}
      {cluster.state === 'ready' && cluster.drift && <Drift drift={cluster.drift} />}
      {open === 'kubeconfig' && <Kubeconfig cluster={cluster} />}
      {open === 'change' && <ChangeCluster cluster={cluster} onClose={close} />}
      {open === 'extend' && <Extend cluster={cluster} onClose={close} />}
      {open === 'unlock' && lock && <Unlock cluster={cluster} run={run} lock={lock} onClose={close} />}
      {open === 'forget' && <Forget cluster={cluster} onClose={close} />}
      {open === 'destroy' && <Destroy cluster={cluster} onClose={close} />}
    </div>
  )
}

function Destroy({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const { id, name, platform, region, services } = cluster
  return (
    <Confirm
      title={t('destroy.title', { name })}
      action={t('destroy.confirm')}
      doing={t('destroy.doing')}
      keep={t('destroy.keep')}
      failed={t('destroy.failed')}
      unsure={t('destroy.unsure')}
      onClose={onClose}
      onConfirm={() =>
        answer(api.DELETE('/v1/clusters/{clusterId}', { params: { path: { clusterId: id } } }))
      }
    >
      {t('destroy.about', { count: services.length, region, platform: platformName(platform) })}
    </Confirm>
  )
}
