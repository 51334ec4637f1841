import { useTicking } from '../lib/use-ticking.ts'
import { formatExact, ownZone } from '../ui/time.ts'
import { formatSpan } from './words.ts'

/** How long ago, or how long until then. It ticks, and only its own text changes. */
export function Span({ at, until = false, className }: { at: string; until?: boolean; className?: string }) {
  const text = useTicking((nowMs) => formatSpan(until ? Date.parse(at) - nowMs : nowMs - Date.parse(at)))
  return (
    <time dateTime={at} title={formatExact(at, ownZone())} className={className}>
      {text}
    </time>
  )
}
