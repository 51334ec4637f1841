import { useState } from 'react'
import { locale } from '../lib/i18n.ts'

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')

/** A number that rolls over to its next value. */
export function RollingNumber({ value }: { value: number }) {
  const [shown, setShown] = useState<{ value: number; previous: number | null }>({ value, previous: null })
  if (shown.value !== value) setShown({ value, previous: reducedMotion.matches ? null : shown.value })
  const digits = '[grid-area:1/1]'
  return (
    <span className="inline-grid overflow-hidden tabular-nums">
      <span key={value} className={`${digits} ${shown.previous === null ? '' : 'animate-roll-in'}`}>
        {value.toLocaleString(locale())}
      </span>
      {shown.previous !== null && (
        <span
          aria-hidden
          className={`${digits} animate-roll-out`}
          onAnimationEnd={() => setShown({ value, previous: null })}
        >
          {shown.previous.toLocaleString(locale())}
        </span>
      )}
    </span>
  )
}
