import { NavLink } from 'react-router'

type Props = {
  label: string
  tabs: { to: string; name: string }[]
  /** An address below a tab's address belongs to another tab. */
  exact?: boolean
  className?: string
}

/** Links between pages that belong together. */
export function PageTabs({ label, tabs, exact = false, className = '' }: Props) {
  return (
    <nav aria-label={label} className={`flex flex-wrap gap-1 border-line border-b ${className}`}>
      {tabs.map(({ to, name }) => (
        <NavLink
          key={to}
          to={to}
          end={exact}
          className="-mb-px flex h-11 items-center border-transparent border-b-2 px-2 text-soft sm:px-3 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {name}
        </NavLink>
      ))}
    </nav>
  )
}
