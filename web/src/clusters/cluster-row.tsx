import { Link } from 'react-router'
import type { Cluster } from '../../../contract/clusters.ts'
import { platformName } from '../cloud-accounts/words.ts'
import { t } from '../locales/clusters.ts'
import { Ago } from '../ui/ago.tsx'
import { price } from '../ui/numbers.ts'
import { OwnerLine } from '../ui/owner.tsx'
import { Ends } from './ends.tsx'
import { ClusterMark } from './mark.tsx'
import { servicesText } from './words.ts'

const cell = 'py-3 pr-4 align-top max-md:block max-md:p-0'

/** A cluster: a table row, or a block on a phone. */
export function ClusterRow({ cluster, isOwn }: { cluster: Cluster; isOwn: boolean }) {
  const { id, name, platform, region, services, createdAt, cost, endsAt, live } = cluster
  return (
    <tr className="animate-slide-in max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:py-4">
      <th
        scope="row"
        className={`${cell} text-left font-normal max-md:col-start-1 max-md:col-end-3 max-md:row-start-1`}
      >
        <Link
          to={`/clusters/${id}`}
          className="wrap-anywhere inline-block font-medium underline decoration-line underline-offset-4 hover:decoration-current max-md:max-w-[48%] max-md:py-2.5"
        >
          {name}
        </Link>
        <span className="block text-soft text-sm">
          {platformName(platform)} · {region} ·{' '}
          <Ago at={createdAt} text={(when) => t('row.created', { when })} />
        </span>
        {!isOwn && <OwnerLine uid={cluster.ownerId} />}
      </th>
      <td
        className={`${cell} text-sm max-md:col-start-2 max-md:row-start-1 max-md:mt-3 max-md:justify-self-end`}
      >
        <ClusterMark cluster={cluster} />
      </td>
      <td className={`${cell} text-sm max-md:col-span-2`}>{servicesText(services)}</td>
      <td className={`${cell} text-sm tabular-nums max-md:col-start-1`}>
        {!live
          ? t('row.noCost')
          : cost.hourly
            ? t('row.cost', { price: price(cost.hourly) })
            : t('row.costUnknown')}
      </td>
      <td className={`${cell} text-soft text-sm max-md:text-right`}>{live && <Ends at={endsAt} />}</td>
    </tr>
  )
}
