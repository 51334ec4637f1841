import { useSession } from '../lib/session.ts'
import { type PlainKey, t } from '../locales/clusters.ts'
import { ListPage } from '../ui/list-page.tsx'
import { ClusterRow } from './cluster-row.tsx'
import { useClusters } from './use-clusters.ts'

const columns = [
  { name: 'column.cluster', width: 'w-[34%]' },
  { name: 'column.state', width: 'w-[21%]' },
  { name: 'column.services', width: 'w-[18%]' },
  { name: 'column.cost', width: 'w-[15%]' },
  { name: 'column.ends', width: 'w-[12%]' },
] as const satisfies { name: PlainKey; width: string }[]

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
      columns={columns.map(({ name, width }) => ({ name: t(name), width }))}
      rows={items.map((cluster) => (
        <ClusterRow key={cluster.id} cluster={cluster} isOwn={cluster.ownerId === me} />
      ))}
    />
  )
}
