import { CalendarPlus } from 'lucide-react'
import type { Event } from '../../../contract/events.ts'
import { lazyPart } from '../lib/part.ts'
import { t } from '../locales/events.ts'
import { Popover } from '../ui/popover.tsx'

const Links = lazyPart(() => import('./calendar-links.tsx'))

/** Opens the ways into a calendar. */
export default function AddToCalendar({ event }: { event: Event }) {
  return (
    <Popover
      label={t('calendar.add')}
      look="-ml-2 inline-flex min-h-11 items-center gap-2 rounded-lg px-2 text-sm text-accent hover:underline md:min-h-8"
      button={
        <>
          <CalendarPlus size={16} aria-hidden />
          {t('calendar.add')}
        </>
      }
    >
      {(close) => <Links event={event} onClose={close} />}
    </Popover>
  )
}
