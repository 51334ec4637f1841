import type { ReactNode } from 'react'

/** One filter of a list: a small label over a menu. */
export function FilterSelect({
  label,
  value,
  onChange,
  className = '',
  children,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  className?: string
  children: ReactNode
}) {
  return (
    <label className={`min-w-0 text-soft text-sm ${className}`}>
      {label}
      <select
        value={value}
        onChange={(change) => onChange(change.target.value)}
        className="mt-1 block h-11 w-full max-w-full rounded-lg border border-edge bg-surface px-2 text-base text-ink"
      >
        {children}
      </select>
    </label>
  )
}
