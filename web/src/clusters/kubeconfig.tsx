import type { Cluster } from '../../../contract/clusters.ts'
import { CopyText } from '../cloud-accounts/copy.tsx'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/clusters.ts'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'

/** How kubectl reaches it; no secret is in it. */
export function Kubeconfig({ cluster: { id, name } }: { cluster: Cluster }) {
  const found = useLoad(id, (signal) =>
    answer(api.GET('/v1/clusters/{clusterId}/kubeconfig', { params: { path: { clusterId: id } }, signal })),
  )
  return (
    <section aria-label={t('kubeconfig.title')} className="mt-4 rounded-lg border border-line p-4">
      <p className="mb-3 max-w-prose text-soft text-sm">{t('kubeconfig.about')}</p>
      {found.status === 'loading' && (
        <>
          <Waiting>{t('kubeconfig.loading')}</Waiting>
          <Skeleton className="h-64 w-full" />
        </>
      )}
      {found.status === 'failed' && (
        <FailureNotice failure={found.failure} what={t('kubeconfig.failed')} onRetry={found.reload} />
      )}
      {found.status === 'ready' && (
        <CopyText name={t('kubeconfig.title')} text={found.data.kubeconfig} file={`${name}.kubeconfig`} />
      )}
    </section>
  )
}
