import { formatAgo, formatDay, formatExact, ownZone } from './time.ts'

/** Older moments are shown as a day. */
const maxAgeMs = 30 * 86_400_000

/** How long ago, with the exact moment as a tooltip. */
export function Ago({
  at,
  text = (when) => when,
  className,
}: {
  at: string
  text?: (when: string) => string
  className?: string
}) {
  const isOld = Date.now() - Date.parse(at) > maxAgeMs
  return (
    <time dateTime={at} title={formatExact(at, ownZone())} className={className}>
      {text(isOld ? formatDay(at, ownZone()) : formatAgo(at))}
    </time>
  )
}
