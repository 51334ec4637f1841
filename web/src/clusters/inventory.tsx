import { CircleCheck, ExternalLink } from 'lucide-react'
import type { Cluster, Leftover } from '../../../contract/clusters.ts'
import { platformName } from '../cloud-accounts/words.ts'
import { t } from '../locales/clusters.ts'
import { Part } from '../ui/part.tsx'
import { formatExact, ownZone } from '../ui/time.ts'

/** The platform's inventory after a destroy: the receipt, or the resources that may still cost money. */
export function Inventory({ cluster }: { cluster: Cluster }) {
  const { inventory, closed, platform, region } = cluster
  if (closed) return <Closed closed={closed} />
  if (!inventory) return null
  const { left, at } = inventory
  const regions = inventory.regions.length > 0 ? inventory.regions : [region]
  if (left.length === 0)
    return (
      <Part title={t('receipt.title')}>
        <p className="flex items-center gap-2 font-medium text-good">
          <CircleCheck size={18} aria-hidden />
          {t('receipt.nothing')}
        </p>
        <dl className="mt-3 grid gap-x-8 gap-y-3 sm:grid-cols-2">
          <div>
            <dt className="text-soft text-sm">{t('receipt.inventory')}</dt>
            <dd className="tabular-nums">{t('receipt.zero', { platform: platformName(platform) })}</dd>
          </div>
          <div>
            <dt className="text-soft text-sm">{t('receipt.when')}</dt>
            <dd>{formatExact(at, ownZone())}</dd>
          </div>
          <div className="sm:col-span-2">
            <dt className="text-soft text-sm">{t('receipt.regions')}</dt>
            <dd className="wrap-anywhere">{regions.join(', ')}</dd>
          </div>
        </dl>
      </Part>
    )
  return (
    <Part title={t('left.title', { count: left.length })}>
      <p className="max-w-prose text-soft">{t('left.about')}</p>
      <Leftovers left={left} />
    </Part>
  )
}

/** The receipt of a cluster that ended without the cloud. */
function Closed({ closed: { reason, left, at } }: { closed: NonNullable<Cluster['closed']> }) {
  const when = formatExact(at, ownZone())
  if (reason === 'never-applied')
    return (
      <Part title={t('receipt.title')}>
        <p className="max-w-prose">{t('receipt.neverApplied', { when })}</p>
      </Part>
    )
  return (
    <Part title={t('forgotten.title')}>
      <p className="max-w-prose text-soft">{t('forgotten.about', { when })}</p>
      {left.length === 0 ? <p className="mt-2">{t('forget.nothingKnown')}</p> : <Leftovers left={left} />}
    </Part>
  )
}

function Leftovers({ left }: { left: Leftover[] }) {
  return (
    <ul className="mt-3 divide-y divide-line border-line border-y">
      {left.map((resource) => (
        <li key={`${resource.region} ${resource.id}`} className="flex flex-wrap gap-x-4 gap-y-1 py-2 text-sm">
          <span className="font-medium">{resource.kind}</span>
          <span className="wrap-anywhere min-w-0 flex-1 basis-64 font-mono">{resource.id}</span>
          <span className="text-soft">{resource.region}</span>
          {resource.link && (
            <a
              href={resource.link}
              target="_blank"
              rel="noreferrer"
              aria-label={t('left.openName', { name: resource.id })}
              className="inline-flex items-center gap-1 text-accent underline"
            >
              {t('left.open')}
              <ExternalLink size={14} aria-hidden />
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
