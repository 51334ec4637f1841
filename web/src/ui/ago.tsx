import { ago, day, exact, ownZone } from './time.ts'

/** A month, in milliseconds: what is older has its day told. */
const long = 30 * 86_400_000

/** How long ago, with the exact moment on hover. */
export function Ago({
  at,
  text = (when) => when,
  className,
}: {
  at: string
  text?: (when: string) => string
  className?: string
}) {
  const isOld = Date.now() - Date.parse(at) > long
  return (
    <time dateTime={at} title={exact(at, ownZone())} className={className}>
      {text(isOld ? day(at, ownZone()) : ago(at))}
    </time>
  )
}
