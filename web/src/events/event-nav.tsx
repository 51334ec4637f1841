import { NavLink } from 'react-router'
import type { Event } from '../../../contract/events.ts'
import { t } from '../locales/events.ts'

/** Between the pages of one event, for its organisers. */
export function EventNav({ event }: { event: Pick<Event, 'id'> }) {
  const pages = [
    { to: `/organise/${event.id}`, name: t('nav.people') },
    { to: `/organise/${event.id}/edit`, name: t('nav.edit') },
    { to: `/events/${event.id}`, name: t('nav.page') },
  ]
  return (
    <nav aria-label={t('nav.label')} className="mt-4 flex gap-1 border-line border-b">
      {pages.map(({ to, name }) => (
        <NavLink
          key={to}
          to={to}
          end
          className="-mb-px flex h-11 items-center border-transparent border-b-2 px-3 text-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {name}
        </NavLink>
      ))}
    </nav>
  )
}
