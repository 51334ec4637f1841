import type { PlainKey } from '../locales/app.ts'

/** `also`: other addresses that belong to the place. */
export type Place = { to: string; also?: readonly string[]; name: PlainKey }

/** Places for everybody. `signed-in-places.ts` has the places that need a role. */
export const openPlaces = [
  { to: '/', name: 'nav.events' },
  { to: '/seats', name: 'nav.seats' },
  { to: '/organise', name: 'nav.organise' },
] as const satisfies readonly (Place & { name: PlainKey })[]

/** Whether the address belongs to the place. */
export const isIn = ({ to, also }: Place, pathname: string): boolean =>
  to === '/'
    ? pathname === '/'
    : [to, ...(also ?? [])].some((path) => pathname === path || pathname.startsWith(`${path}/`))
