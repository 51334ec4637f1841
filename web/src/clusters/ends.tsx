import { t } from '../locales/clusters.ts'
import { formatAgo, formatClock, formatDay, formatExact, ownZone } from '../ui/time.ts'

/** When the cluster ends: relative or as a day, with the exact time on hover. */
export function Ends({ at }: { at: string | null }) {
  if (!at) return t('ends.never')
  const zone = ownZone()
  const isSoon = Math.abs(Date.parse(at) - Date.now()) < 36 * 3600_000
  return (
    <time dateTime={at} title={formatExact(at, zone)}>
      {isSoon ? formatAgo(at) : `${formatDay(at, zone)}, ${formatClock(at, zone)}`}
    </time>
  )
}
