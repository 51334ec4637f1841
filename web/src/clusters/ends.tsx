import { t } from '../locales/clusters.ts'
import { ago, clock, day, exact, ownZone } from '../ui/time.ts'

/** When the cluster ends: relative or as a day, with the exact time on hover. */
export function Ends({ at }: { at: string | null }) {
  if (!at) return t('ends.never')
  const zone = ownZone()
  const isSoon = Math.abs(Date.parse(at) - Date.now()) < 36 * 3600_000
  return (
    <time dateTime={at} title={exact(at, zone)}>
      {isSoon ? ago(at) : `${day(at, zone)}, ${clock(at, zone)}`}
    </time>
  )
}
