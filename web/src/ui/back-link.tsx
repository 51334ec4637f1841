import { ChevronLeft } from 'lucide-react'
import { Link } from 'react-router'

/** A link from an item back to its list. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link
      to={to}
      className="-ml-2 mb-2 inline-flex h-11 items-center gap-1 rounded-lg pr-3 text-soft text-sm hover:text-ink"
    >
      <ChevronLeft size={18} aria-hidden />
      {children}
    </Link>
  )
}
