import { t } from '../locales/clusters.ts'
import { ago, clock, day, exact, ownZone } from '../ui/time.ts'

/** When it ends by itself: how soon, or its day, with the exact moment on hover. */
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
