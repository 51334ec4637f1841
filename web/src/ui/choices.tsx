import type { ReactNode } from 'react'

/** Radio buttons, each with a short explanation. */
export function Choices({
  legend,
  shown = false,
  className = '',
  children,
}: {
  legend: string
  /** False: only screen readers get the legend. */
  shown?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <fieldset>
      <legend className={shown ? 'mb-1 font-medium text-sm' : 'sr-only'}>{legend}</legend>
      <div className={`grid gap-2 ${className}`}>{children}</div>
    </fieldset>
  )
}

export function Choice({
  name,
  value,
  checked,
  onChoose,
  title,
  mark,
  children,
}: {
  name: string
  value: string
  checked: boolean
  onChoose: () => void
  title: string
  mark?: string | undefined
  children?: ReactNode
}) {
  return (
    <label className="grid cursor-pointer grid-cols-[1.25rem_minmax(0,1fr)] items-start gap-x-3 rounded-lg border border-line bg-surface px-4 py-3 hover:border-edge has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2">
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        onChange={onChoose}
        className="mt-0.5 size-5 accent-accent"
      />
      <span>
        <span className="flex flex-wrap items-center gap-x-2 font-medium">
          {title}
          {mark && <span className="font-normal text-accent text-sm">{mark}</span>}
        </span>
        {children && <span className="block text-soft text-sm">{children}</span>}
      </span>
    </label>
  )
}
