import type { Cluster, Leftover } from '../../../contract/clusters.ts'
import { remainsOf } from '../../../domain/remains.ts'
import { platformName } from '../cloud-accounts/words.ts'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/clusters.ts'
import { ConfirmWithName } from './confirm-with-name.tsx'

/** The dialog has room for these; the page of the forgotten cluster lists all. */
const maxShown = 8

/** Lists what stays in the cloud before Labseat forgets a cluster. */
export function Forget({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const params = { path: { clusterId: cluster.id } }
  const runs = useLoad(`runs-of-${cluster.id}`, (signal) =>
    answer(
      api.GET('/v1/clusters/{clusterId}/runs', { params: { ...params, query: { limit: 100 } }, signal }),
    ),
  )
  const left = runs.status === 'ready' ? remainsOf(cluster, runs.data.items) : undefined
  return (
    <ConfirmWithName
      cluster={cluster}
      title={t('forget.title', { name: cluster.name })}
      action={t('forget.confirm')}
      doing={t('forget.doing')}
      keep={t('forget.keep')}
      failed={t('forget.failed')}
      unsure={t('forget.unsure')}
      onClose={onClose}
      onConfirm={(name) => answer(api.POST('/v1/clusters/{clusterId}/forget', { params, body: { name } }))}
    >
      <span className="block">{t('forget.about', { platform: platformName(cluster.platform) })}</span>
      {left && <Remains left={left} />}
    </ConfirmWithName>
  )
}

function Remains({ left }: { left: Leftover[] }) {
  if (left.length === 0) return <span className="mt-2 block">{t('forget.nothingKnown')}</span>
  return (
    <>
      <span className="mt-2 block font-medium">{t('forget.left', { count: left.length })}</span>
      {left.slice(0, maxShown).map(({ id, region }) => (
        <span key={`${region} ${id}`} className="wrap-anywhere block font-mono text-sm">
          {id}
        </span>
      ))}
      {left.length > maxShown && (
        <span className="block text-sm">{t('forget.more', { count: left.length - maxShown })}</span>
      )}
    </>
  )
}
