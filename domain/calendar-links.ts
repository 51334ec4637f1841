import type { Event } from '../contract/events.ts'
import { placeOf } from './calendar-entries.ts'
import { cutText } from './text.ts'

type Shown = Pick<Event, 'title' | 'description' | 'startsAt' | 'endsAt' | 'timeZone' | 'location'>

/** Browsers and servers refuse addresses that are much longer than 8,000 bytes. */
const maxDescription = 600

const describe = (event: Shown, pageUrl: string): string =>
  `${pageUrl}\n\n${cutText(event.description, maxDescription)}`

/** `20261201T080000Z` */
const compact = (at: string): string => at.replace(/\.\d+/, '').replace(/[-:]/g, '')

/** Opens Google Calendar with the event filled in. An event without an end ends when it begins. */
export const googleCalendarLink = (event: Shown, pageUrl: string): string =>
  `https://calendar.google.com/calendar/render?${new URLSearchParams({
    action: 'TEMPLATE',
    text: event.title,
    dates: `${compact(event.startsAt)}/${compact(event.endsAt ?? event.startsAt)}`,
    ctz: event.timeZone,
    location: placeOf(event.location, pageUrl),
    details: describe(event, pageUrl),
  })}`

/** Opens Outlook on the web with the event filled in: `live` for personal accounts, `office` for those of an organisation. */
export const outlookLink = (event: Shown, pageUrl: string, accounts: 'live' | 'office'): string =>
  `https://outlook.${accounts}.com/calendar/0/deeplink/compose?${new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: event.title,
    startdt: event.startsAt,
    enddt: event.endsAt ?? event.startsAt,
    location: placeOf(event.location, pageUrl),
    body: describe(event, pageUrl),
  })}`
