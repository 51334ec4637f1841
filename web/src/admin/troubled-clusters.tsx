import { TriangleAlert } from 'lucide-react'
import { Link } from 'react-router'
import type { SystemStatus } from '../../../contract/system.ts'
import { useNamed } from '../lib/use-named.ts'
import { t } from '../locales/system.ts'
import { Ago } from '../ui/ago.tsx'
import { Part } from '../ui/part.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { troubleNames } from './system-words.ts'

type TroubledCluster = SystemStatus['clusters'][number]

/** Clusters that Labseat alone does not bring to an end. */
export function TroubledClusters({ clusters }: { clusters: TroubledCluster[] }) {
  return (
    <Part title={t('clusters.title')}>
      {clusters.length === 0 ? (
        <p className="text-soft">{t('clusters.none')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {clusters.map((cluster) => (
            <Row key={cluster.clusterId} cluster={cluster} />
          ))}
        </ul>
      )}
    </Part>
  )
}

function Row({ cluster: { clusterId, name, ownerId, trouble, since } }: { cluster: TroubledCluster }) {
  const owner = useNamed(`people/${ownerId}`)
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 md:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <Link
            to={`/clusters/${clusterId}`}
            className="font-medium underline decoration-line underline-offset-4 hover:decoration-current"
          >
            {name}
          </Link>
          {owner && (
            <span className="text-soft">
              {' · '}
              <bdi>{owner.name}</bdi>
            </span>
          )}
        </p>
        <p className="max-w-prose text-soft text-sm">{t(troubleNames[trouble].about)}</p>
      </div>
      <div className="md:text-right">
        <StateMark tone="bad" Icon={TriangleAlert}>
          {t(troubleNames[trouble].name)}
        </StateMark>
        <p className="text-soft text-sm">
          <Ago at={since} text={(when) => t('clusters.since', { when })} />
        </p>
      </div>
    </li>
  )
}
