import { useState } from 'react'
import { locale } from '../lib/i18n.ts'

const still = matchMedia('(prefers-reduced-motion: reduce)')

/** A number that rolls over to its next value. */
export function RollingNumber({ value }: { value: number }) {
  const [shown, setShown] = useState<{ value: number; before: number | null }>({ value, before: null })
  if (shown.value !== value) setShown({ value, before: still.matches ? null : shown.value })
  const digits = '[grid-area:1/1]'
  return (
    <span className="inline-grid overflow-hidden tabular-nums">
      <span key={value} className={`${digits} ${shown.before === null ? '' : 'animate-roll-in'}`}>
        {value.toLocaleString(locale())}
      </span>
      {shown.before !== null && (
        <span
          aria-hidden
          className={`${digits} animate-roll-out`}
          onAnimationEnd={() => setShown({ value, before: null })}
        >
          {shown.before.toLocaleString(locale())}
        </span>
      )}
    </span>
  )
}
