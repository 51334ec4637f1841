import { Armchair, CalendarDays, ClipboardList, Cloud, type LucideIcon, ShieldCheck } from 'lucide-react'
import type { Action } from '../../../domain/roles.ts'
import type { Session } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import type { PlainKey } from '../locales/app.ts'

/** `action`: only people whose role allows it see the place. `also`: another address that belongs to it. */
type Place = { to: string; also?: string; name: PlainKey; Icon: LucideIcon; action?: Action }

const places: (Place & { name: PlainKey })[] = [
  { to: '/', name: 'nav.events', Icon: CalendarDays },
  { to: '/seats', name: 'nav.seats', Icon: Armchair },
  { to: '/organise', name: 'nav.organise', Icon: ClipboardList },
  { to: '/clusters', also: '/cloud-accounts', name: 'nav.cloud', Icon: Cloud, action: 'clusters-list' },
  { to: '/admin', name: 'nav.admin', Icon: ShieldCheck, action: 'users-list' },
]

/** Whether the address belongs to the place. */
export const isIn = ({ to, also }: Pick<Place, 'to' | 'also'>, pathname: string): boolean =>
  to === '/'
    ? pathname === '/'
    : [to, also].some((path) => path && (pathname === path || pathname.startsWith(`${path}/`)))

/** The places in the top bar. On a phone they are in the person's menu. */
export const placesOf = (session: Session) =>
  places.filter(({ action }) => !action || sessionMay(session, action))
