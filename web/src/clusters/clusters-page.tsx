import { useId } from 'react'
import { useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { ClusterRow } from './cluster-row.tsx'
import { useClusters } from './use-clusters.ts'

const columns = [
  'column.cluster',
  'column.state',
  'column.services',
  'column.cost',
  'column.ends',
] as const satisfies PlainKey[]

export default function ClustersPage() {
  const me = useSession().person?.uid
  const { live, clusters, more, loadingMore, failure } = useClusters()
  const heading = useId()
  const isEmpty = live.status === 'ready' && clusters.length === 0
  return (
    <div className="page py-8">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PageTitle title={t('list.title')} />
        {!isEmpty && <ButtonLink to="/clusters/new">{t('list.new')}</ButtonLink>}
      </div>
      <section aria-labelledby={heading} className="mt-6" aria-busy={live.status === 'loading'}>
        <h2 id={heading} className="sr-only">
          {t('list.clusters')}
        </h2>
        {live.status === 'loading' && (
          <div className="space-y-4 py-4">
            <Waiting>{t('list.loading')}</Waiting>
            {[1, 2, 3, 4].map((row) => (
              <Skeleton key={row} className="h-12 w-full" />
            ))}
          </div>
        )}
        {live.status === 'failed' && (
          <Notice tone="bad" onRetry={live.retry}>
            {t('list.failed')}
          </Notice>
        )}
        {isEmpty && (
          <Empty title={t('list.none')} action={<ButtonLink to="/clusters/new">{t('list.new')}</ButtonLink>}>
            {t('list.noneAbout')}
          </Empty>
        )}
        {clusters.length > 0 && (
          <table aria-labelledby={heading} className="w-full max-md:block">
            <thead className="max-md:hidden">
              <tr className="border-line border-b text-left text-soft text-sm">
                {columns.map((one) => (
                  <th key={one} scope="col" className="py-2 pr-4 font-normal">
                    {t(one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line max-md:block">
              {clusters.map((cluster) => (
                <ClusterRow key={cluster.id} cluster={cluster} isOwn={cluster.ownerId === me} />
              ))}
            </tbody>
          </table>
        )}
        <FailureNotice failure={failure} what={t('list.failed')} className="mt-4" />
        {more && (
          <div className="mt-4 text-center">
            <Button look="quiet" busy={loadingMore && common('loading')} onClick={more}>
              {common('showMore')}
            </Button>
          </div>
        )}
      </section>
    </div>
  )
}
