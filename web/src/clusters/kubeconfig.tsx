import type { Cluster } from '../../../contract/clusters.ts'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/clusters.ts'
import { CopyLine, CopyText } from '../ui/copy.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { services as words } from './words.ts'

/** The passwords of the services are stored only in the cluster (clusters/aws/apps/services.tf). */
const accessCommand = (service: Cluster['services'][number]) =>
  service === 'vscode'
    ? "kubectl get secret vscode-code-server -n vscode -o go-template='{{.data.password | base64decode}}'"
    : `kubectl get secret labseat-access -n ${service} -o go-template='{{.data.username | base64decode}} {{.data.password | base64decode}}'`

/** The kubeconfig, which contains no secret. */
export function Kubeconfig({ cluster: { id, name, services } }: { cluster: Cluster }) {
  const loaded = useLoad(id, (signal) =>
    answer(api.GET('/v1/clusters/{clusterId}/kubeconfig', { params: { path: { clusterId: id } }, signal })),
  )
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
          <p className="mt-4 max-w-prose text-soft text-sm">{t('kubeconfig.access')}</p>
          <dl className="divide-y divide-line">
            {services.map((service) => (
              <CopyLine key={service} name={t(words[service].name)} value={accessCommand(service)} />
            ))}
          </dl>
        </>
      )}
    </section>
  )
}
