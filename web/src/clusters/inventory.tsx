import { CircleCheck, ExternalLink } from 'lucide-react'
import type { Cluster } from '../../../contract/clusters.ts'
import { platformName } from '../cloud-accounts/words.ts'
import { t } from '../locales/clusters.ts'
import { Part } from '../ui/part.tsx'
import { exact, ownZone } from '../ui/time.ts'

/** What the platform itself says is left of it: the receipt of a destroy, or what still costs. */
export function Inventory({ cluster }: { cluster: Cluster }) {
  const { inventory, platform, region } = cluster
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
            <dd>{exact(at, ownZone())}</dd>
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
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {left.map((one) => (
          <li key={`${one.region} ${one.id}`} className="flex flex-wrap gap-x-4 gap-y-1 py-2 text-sm">
            <span className="font-medium">{one.kind}</span>
            <span className="wrap-anywhere min-w-0 flex-1 basis-64 font-mono">{one.id}</span>
            <span className="text-soft">{one.region}</span>
            {one.link && (
              <a
                href={one.link}
                target="_blank"
                rel="noreferrer"
                aria-label={t('left.openName', { name: one.id })}
                className="inline-flex items-center gap-1 text-accent underline"
              >
                {t('left.open')}
                <ExternalLink size={14} aria-hidden />
              </a>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}
