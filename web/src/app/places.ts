import { Armchair, CalendarDays, ClipboardList, type LucideIcon } from 'lucide-react'
import type { PlainKey } from '../locales/app.ts'

/** The places of the top bar; on a phone they are in the person's menu. */
export const places = [
  { to: '/', name: 'nav.events', Icon: CalendarDays },
  { to: '/seats', name: 'nav.seats', Icon: Armchair },
  { to: '/organise', name: 'nav.organise', Icon: ClipboardList },
] satisfies { to: string; name: PlainKey; Icon: LucideIcon }[]
