import type { ReactNode } from 'react'
import type { Event } from '../../../contract/events.ts'
import { googleCalendarLink, outlookLink } from '../../../domain/calendar-links.ts'
import { t } from '../locales/calendar.ts'

const row = 'flex min-h-11 w-full items-center rounded-lg px-3 py-2 text-left hover:bg-sunken'

/** The event in the calendars of others, as a file, and all events of its organiser to follow. */
export default function CalendarLinks({ event, onClose }: { event: Event; onClose: () => void }) {
  const page = new URL(`/events/${event.id}`, location.origin).href
  const api = import.meta.env.VITE_API_URL
  const outside = (href: string, children: ReactNode) => (
    <li>
      <a href={href} target="_blank" rel="noopener noreferrer" className={row} onClick={onClose}>
        {children}
      </a>
    </li>
  )
  return (
    <>
      <ul className="p-2">
        {outside(googleCalendarLink(event, page), t('google'))}
        {outside(outlookLink(event, page, 'live'), t('outlook'))}
        {outside(outlookLink(event, page, 'office'), t('microsoft365'))}
        <li>
          <a href={`${api}/v1/events/${event.id}/calendar`} className={row} onClick={onClose}>
            {t('file')}
          </a>
        </li>
      </ul>
      <div className="border-line border-t p-2">
        <a
          href={`${api}/v1/calendars/organisers/${event.ownerId}`.replace(/^https?:/, 'webcal:')}
          className={row}
          onClick={onClose}
        >
          <span className="min-w-0 wrap-anywhere">{t('follow', { name: event.ownerName })}</span>
        </a>
      </div>
    </>
  )
}
