import { useState } from 'react'
import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { ways } from '../../../domain/runs.ts'
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
import { Kubeconfig } from './kubeconfig.tsx'

type Open = 'change' | 'extend' | 'kubeconfig' | 'destroy' | null

/** The actions for a cluster. At most one panel is open. Plans and cancelling are elsewhere. */
export function ClusterTools({ cluster, run }: { cluster: Cluster; run: Run }) {
  const may = ways(cluster.state, run)
  const [open, setOpen] = useState<Open>(null)
  const params = { path: { clusterId: cluster.id } }
  const retry = useAction(() => answer(api.POST('/v1/clusters/{clusterId}/retry', { params })))
  const look = useAction(() => answer(api.POST('/v1/clusters/{clusterId}/check-drift', { params })))
  const show = (next: Open) => {
    retry.forget()
    look.forget()
    setOpen(open === next ? null : next)
  }
  const isLeaving = cluster.state === 'destroying' || cluster.destroyWanted
  const hasKubeconfig = cluster.platform !== 'sandbox' && cluster.endpoint && cluster.state !== 'destroyed'
  const close = () => setOpen(null)
  return (
    <div className="mt-6">
      <div className="flex flex-wrap gap-2 empty:hidden">
        {may.includes('retry') && (
          <Button
            busy={retry.busy && t('retry.doing')}
            onClick={() => {
              setOpen(null)
              void retry.run()
            }}
          >
            {t('retry.do')}
          </Button>
        )}
        {hasKubeconfig && (
          <Button look="quiet" aria-expanded={open === 'kubeconfig'} onClick={() => show('kubeconfig')}>
            {t('kubeconfig.do')}
          </Button>
        )}
        {may.includes('update') && (
          <Button look="quiet" aria-expanded={open === 'change'} onClick={() => show('change')}>
            {t('change.do')}
          </Button>
        )}
        {may.includes('extend') && !isLeaving && (
          <Button look="quiet" aria-expanded={open === 'extend'} onClick={() => show('extend')}>
            {t('extend.do')}
          </Button>
        )}
        {may.includes('check-drift') && (
          <Button look="quiet" busy={look.busy && t('drift.doing')} onClick={() => look.run()}>
            {t('drift.do')}
          </Button>
        )}
        {may.includes('destroy') && (
          <Button look="plain" className="text-bad!" onClick={() => show('destroy')}>
            {t('destroy.do')}
          </Button>
        )}
      </div>
      <FailureNotice
        failure={retry.failure}
        what={t('retry.failed')}
        unsure={t('retry.unsure')}
        className="mt-4"
      />
      <FailureNotice
        failure={look.failure}
        what={t('drift.failed')}
        unsure={t('drift.unsure')}
        className="mt-4"
      />
      {cluster.state === 'ready' && cluster.drift && <Drift drift={cluster.drift} />}
      {open === 'kubeconfig' && <Kubeconfig cluster={cluster} />}
      {open === 'change' && <ChangeCluster cluster={cluster} onClose={close} />}
      {open === 'extend' && <Extend cluster={cluster} onClose={close} />}
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
