import ICAL from 'ical.js'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import { type CalendarEntry, placeOf, sequenceOf } from '../../domain/calendar-entries.ts'

/**
 * - publish: a calendar that a program follows or a file that a person opens
 * - request: puts the entry into the calendar of `attendee`, and updates it
 * - cancel: removes it from there
 * https://www.rfc-editor.org/rfc/rfc5546#section-1.4
 */
export type CalendarMethod = 'publish' | 'request' | 'cancel'

export type CalendarOptions = {
  method: CalendarMethod
  /** The address of the web app, where each entry has its page. */
  webUrl: string
  /** RFC 3339. */
  now: string
  /** The name of a calendar that a program follows. */
  name?: string
  /** E-mail addresses. The organiser is Labseat's own address: organisers' addresses stay private. */
  invitation?: { organiser: string; organiserName: string; attendee: string }
}

// A line has at most 75 bytes (RFC 5545, 3.1). The library does not count the space that begins a continued line.
ICAL.foldLength = 74

const zones = new Map<string, ICAL.Timezone | undefined>()
/** The VTIMEZONE of a zone of the IANA database; undefined for UTC, which needs none. */
const zoneOf = (name: string): ICAL.Timezone | undefined => {
  if (!zones.has(name)) {
    const [block] = name === 'UTC' ? [] : tzlib_get_ical_block(name)
    zones.set(name, block ? new ICAL.Timezone(new ICAL.Component(ICAL.parse(block))) : undefined)
  }
  return zones.get(name)
}

const localHour = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .format(at)
    .replace(' ', 'T')

/**
 * The time in its zone, or in UTC where the zone's rules in the file cannot express it: the hour that comes twice, and a change of the law
 * that the table of the library does not know yet.
 */
const toTime = (at: string, timeZone: string): { time: ICAL.Time; zone?: ICAL.Timezone } => {
  const utc = ICAL.Time.fromJSDate(new Date(at), true)
  const zone = zoneOf(timeZone)
  const local = zone && utc.convertToZone(zone)
  return zone &&
    local &&
    local.toUnixTime() === utc.toUnixTime() &&
    local.toString() === localHour(new Date(at), timeZone)
    ? { time: local, zone }
    : { time: utc }
}

const statusName = { confirmed: 'CONFIRMED', tentative: 'TENTATIVE', cancelled: 'CANCELLED' } as const

const toComponent = ({ event, status }: CalendarEntry, options: CalendarOptions) => {
  const { method, webUrl, now, invitation } = options
  const component = new ICAL.Component('vevent')
  const usedZones = new Set<ICAL.Timezone>()
  const add = (name: string, value: string | number | ICAL.Time, parameters: Record<string, string> = {}) => {
    const property = new ICAL.Property(name)
    property.setValue(value)
    for (const [parameter, text] of Object.entries(parameters)) property.setParameter(parameter, text)
    component.addProperty(property)
  }
  const addTime = (name: string, at: string) => {
    const { time, zone } = toTime(at, event.timeZone)
    if (zone) usedZones.add(zone)
    add(name, time, zone && { tzid: zone.tzid })
  }
  const utc = (at: string) => ICAL.Time.fromJSDate(new Date(at), true)
  const page = new URL(`/events/${event.id}`, webUrl).href
  const place = placeOf(event.location, page)
  add('uid', `${event.id}@labseat`)
  add('dtstamp', utc(method === 'publish' ? event.updatedAt : now))
  add('created', utc(event.createdAt))
  add('last-modified', utc(event.updatedAt))
  // An e-mail that follows another must win, also where only the seat has changed.
  add('sequence', sequenceOf(event, method === 'publish' ? event.updatedAt : now))
  addTime('dtstart', event.startsAt)
  if (event.endsAt) addTime('dtend', event.endsAt)
  add('summary', event.title)
  add('description', `${event.description}\n\n${page}`)
  if (place) add('location', place)
  add('url', event.location.url ?? page)
  add('status', statusName[method === 'cancel' ? 'cancelled' : status])
  add('transp', status === 'confirmed' ? 'OPAQUE' : 'TRANSPARENT')
  if (invitation) {
    add('organizer', `mailto:${invitation.organiser}`, { cn: invitation.organiserName })
    add('attendee', `mailto:${invitation.attendee}`, { partstat: 'ACCEPTED', rsvp: 'FALSE' })
  }
  return { component, usedZones }
}

/** The entries as an iCalendar file (RFC 5545) with the rules of their time zones. */
export const writeCalendar = (entries: readonly CalendarEntry[], options: CalendarOptions): string => {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Labseat//Labseat//EN')
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  calendar.addPropertyWithValue('method', options.method.toUpperCase())
  if (options.name) {
    // RFC 7986 and what programs read that are older.
    calendar.addPropertyWithValue('name', options.name)
    calendar.addPropertyWithValue('x-wr-calname', options.name)
    const interval = ICAL.Duration.fromString('PT1H')
    calendar.addPropertyWithValue('refresh-interval', interval).setParameter('value', 'DURATION')
    calendar.addPropertyWithValue('x-published-ttl', 'PT1H')
  }
  const components = entries.map((entry) => toComponent(entry, options))
  const usedZones = new Set(components.flatMap(({ usedZones }) => [...usedZones]))
  for (const zone of usedZones) calendar.addSubcomponent(zone.component)
  for (const { component } of components) calendar.addSubcomponent(component)
  return `${calendar.toString()}\r\n`
}
