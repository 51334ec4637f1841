import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** The summary of a `<details className="group">`. */
export function Summary({ children }: { children: ReactNode }) {
  return (
    <summary className="flex min-h-11 items-center gap-2 py-2.5 marker:content-none [&::-webkit-details-marker]:hidden">
      <ChevronRight
        size={16}
        aria-hidden
        className="shrink-0 text-soft transition-transform group-open:rotate-90"
      />
      <span className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">{children}</span>
    </summary>
  )
}
