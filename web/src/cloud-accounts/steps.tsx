import type { ReactNode } from 'react'

/** Numbered steps in another console. */
export function Steps({ children }: { children: ReactNode }) {
  return <ol className="space-y-4 [counter-reset:step]">{children}</ol>
}

export function Step({ children }: { children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 [counter-increment:step] before:grid before:size-7 before:place-items-center before:rounded-full before:bg-sunken before:font-medium before:text-sm before:tabular-nums before:content-[counter(step)]">
      <div className="pt-0.5">{children}</div>
    </li>
  )
}
