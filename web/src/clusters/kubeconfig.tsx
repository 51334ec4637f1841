import type { Cluster } from '../../../contract/clusters.ts'
import { passwordCommand } from '../../../domain/service-access.ts'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/clusters.ts'
import { CopyLine, CopyText } from '../ui/copy.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { services as words } from './words.ts'

/** The kubeconfig, which contains no secret. */
export function Kubeconfig({ cluster: { id, name, links } }: { cluster: Cluster }) {
  const loaded = useLoad(id, (signal) =>
    answer(api.GET('/v1/clusters/{clusterId}/kubeconfig', { params: { path: { clusterId: id } }, signal })),
  )
  const installed = links.flatMap(({ service, forward }) => (forward ? [{ service, forward }] : []))
  return (
    <section aria-label={t('kubeconfig.title')} className="mt-4 rounded-lg border border-line p-4">
      <p className="mb-3 max-w-prose text-soft text-sm">{t('kubeconfig.about')}</p>
      {loaded.status === 'loading' && (
        <>
          <Waiting>{t('kubeconfig.loading')}</Waiting>
          <Skeleton className="h-64 w-full" />
        </>
      )}
      {loaded.status === 'failed' && (
        <FailureNotice failure={loaded.failure} what={t('kubeconfig.failed')} onRetry={loaded.reload} />
      )}
      {loaded.status === 'ready' && (
        <>
          <CopyText name={t('kubeconfig.title')} text={loaded.data.kubeconfig} file={`${name}.kubeconfig`} />
          {installed.length > 0 && (
            <>
              <p className="mt-4 max-w-prose text-soft text-sm">{t('kubeconfig.access')}</p>
              <dl className="divide-y divide-line">
                {installed.map(({ service, forward }) => (
                  <CopyLine key={service} name={t(words[service].name)} value={passwordCommand(forward)} />
                ))}
              </dl>
            </>
          )}
        </>
      )}
    </section>
  )
}
