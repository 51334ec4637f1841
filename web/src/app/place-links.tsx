import { Link, useLocation } from 'react-router'
import { t } from '../locales/app.ts'
import { isIn, type Place } from './places.ts'

export function PlaceLinks({ places }: { places: readonly Place[] }) {
  const { pathname } = useLocation()
  return places.map((place) => (
    <Link
      key={place.to}
      to={place.to}
      aria-current={isIn(place, pathname) ? 'page' : undefined}
      className="flex h-control items-center rounded-lg px-3 text-soft hover:bg-sunken hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
    >
      {t(place.name)}
    </Link>
  ))
}
