import type { ReactNode } from 'react'

/** One filter of a list: a small label over a menu. */
export function FilterSelect({
  label,
  value,
  onChange,
  children,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
}) {
  return (
    <label className="text-soft text-sm">
      {label}
      <select
        value={value}
        onChange={(change) => onChange(change.target.value)}
        className="mt-1 block h-11 max-w-full rounded-lg border border-edge bg-surface px-2 text-base text-ink"
      >
        {children}
      </select>
    </label>
  )
}
