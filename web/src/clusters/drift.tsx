import type { Cluster } from '../../../contract/clusters.ts'
import { t } from '../locales/clusters.ts'
import { Notice } from '../ui/notice.tsx'
import { formatAgo } from '../ui/time.ts'

/** The result of the last check for changes outside Labseat. */
export function Drift({ drift: { changed, at } }: { drift: NonNullable<Cluster['drift']> }) {
  if (changed.length === 0)
    return (
      <Notice tone="good" className="mt-4">
        {t('drift.none', { when: formatAgo(at) })}
      </Notice>
    )
  return (
    <Notice tone="warn" className="mt-4">
      <strong className="font-semibold">
        {t('drift.some', { count: changed.length, when: formatAgo(at) })}
      </strong>
      <ul className="mt-1">
        {changed.map((address) => (
          <li key={address} className="wrap-anywhere font-mono">
            {address}
          </li>
        ))}
      </ul>
      <p className="mt-1">{t('drift.forward')}</p>
    </Notice>
  )
}
