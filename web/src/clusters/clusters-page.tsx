import { useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/clusters.ts'
import { ListPage } from '../ui/list-page.tsx'
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
  const { items, ...list } = useClusters()
  return (
    <ListPage
      {...list}
      words={{
        title: t('list.title'),
        label: t('list.clusters'),
        loading: t('list.loading'),
        failed: t('list.failed'),
        none: t('list.none'),
        noneAbout: t('list.noneAbout'),
      }}
      begin={{ to: '/clusters/new', name: t('list.new') }}
      columns={columns.map((one) => t(one))}
      rows={items.map((cluster) => (
        <ClusterRow key={cluster.id} cluster={cluster} isOwn={cluster.ownerId === me} />
      ))}
    />
  )
}
