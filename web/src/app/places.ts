import { Armchair, CalendarDays, ClipboardList } from 'lucide-react'

/** The places of the top bar; on a phone they are in the person's menu. */
export const places = [
  { to: '/', name: 'Events', Icon: CalendarDays },
  { to: '/seats', name: 'My seats', Icon: Armchair },
  { to: '/organise', name: 'Organise', Icon: ClipboardList },
]
