import fc from 'fast-check'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'
import { describe, expect, test } from 'vitest'
import { listTimeZones } from '../../contract/time-zones.ts'
import type { CalendarEntry } from '../../domain/calendar-entries.ts'
import { writeCalendar } from './write-calendar.ts'

const event: CalendarEntry['event'] = {
  id: 'go-day',
  title: 'Go, day; one',
  description: 'Bring a laptop.\nAnd a \\ backslash, please; thanks.',
  startsAt: '2026-12-01T08:00:00.000Z',
  endsAt: '2026-12-01T16:30:00.000Z',
  timeZone: 'Europe/Berlin',
  location: { kind: 'in-person', name: 'Room 4', address: '4 Main Street' },
  tags: [],
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:01:05.000Z',
  state: 'published',
}
const options = {
  method: 'publish',
  webUrl: 'https://labseat.test',
  now: '2026-11-20T00:00:00.000Z',
} as const

const write = (change: Partial<CalendarEntry['event']> = {}, more: object = {}) =>
  writeCalendar([{ event: { ...event, ...change }, status: 'confirmed' }], { ...options, ...more })

/** Reads with the rules of the zones in the file. */
const parse = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((component) => {
      const zone = new ICAL.Timezone(component)
      return [zone.tzid, zone]
    }),
  )
  const [entry] = calendar.getAllSubcomponents('vevent')
  const timeOf = (name: string): string | null => {
    const property = entry!.getFirstProperty(name)
    if (!property) return null
    const time = property.getFirstValue() as ICAL.Time
    const tzid = property.getFirstParameter('tzid')
    if (tzid) time.zone = zones.get(tzid)!
    return time.toJSDate().toISOString()
  }
  return { calendar, entry: entry!, timeOf, readValue: (name: string) => entry!.getFirstPropertyValue(name) }
}

/** Reads with the zones of the platform, by their names. */
const readWithPlatformZones = (text: string) => {
  const [entry] = Object.values(nodeIcal.sync.parseICS(text)).filter((part) => part?.type === 'VEVENT')
  return entry as { start: Date; end?: Date; summary: string; description: string; location: string }
}

test('has the fields of the event, and two other libraries read them back', () => {
  const text = write()
  const { calendar, readValue, timeOf } = parse(text)
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
  expect(timeOf('dtstart')).toBe(event.startsAt)
  expect(timeOf('dtend')).toBe(event.endsAt)
  expect(readValue('uid')).toBe('go-day@labseat')
  expect(readValue('sequence')).toBe(65)
  expect(readValue('summary')).toBe(event.title)
  expect(readValue('description')).toBe(`${event.description}\n\nhttps://labseat.test/events/go-day`)
  expect(readValue('location')).toBe('Room 4, 4 Main Street')
  expect(readValue('status')).toBe('CONFIRMED')
  const { start, end, summary, location } = readWithPlatformZones(text)
  expect([start.toISOString(), end?.toISOString(), summary, location]).toEqual([
    event.startsAt,
    event.endsAt,
    event.title,
    'Room 4, 4 Main Street',
  ])
})

test('an event without an end has none, and one in UTC needs no rules', () => {
  const { calendar, timeOf } = parse(write({ endsAt: null, timeZone: 'UTC' }))
  expect([timeOf('dtstart'), timeOf('dtend')]).toEqual([event.startsAt, null])
  expect(calendar.getAllSubcomponents('vtimezone')).toEqual([])
})

test('the hour that comes twice is the right one', () => {
  for (const startsAt of ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'])
    expect(parse(write({ startsAt, endsAt: null })).timeOf('dtstart')).toBe(startsAt)
})

test.each(listTimeZones())('%s has the hours of the platform through a year', (timeZone) => {
  for (let month = 0; month < 12; month++)
    for (const day of [1, 17]) {
      const startsAt = new Date(Date.UTC(2027, month, day, 11, 45)).toISOString()
      const text = write({ startsAt, endsAt: null, timeZone })
      expect(parse(text).timeOf('dtstart')).toBe(startsAt)
      expect(readWithPlatformZones(text).start.toISOString()).toBe(startsAt)
    }
})

test('an event that is only online has its link for people with a seat, and else its page', () => {
  const place = (url?: string) =>
    parse(write({ location: { kind: 'online', ...(url && { url }) } })).readValue('location')
  expect([place('https://meet.labseat.test/go'), place()]).toEqual([
    'https://meet.labseat.test/go',
    'https://labseat.test/events/go-day',
  ])
})

test('an invitation names the recipient, and Labseat as the organiser', () => {
  const invitation = {
    organiser: 'hello@labseat.test',
    organiserName: 'Labseat',
    attendee: 'erik@labseat.test',
  }
  const request = parse(write({}, { method: 'request', invitation }))
  expect(request.calendar.getFirstPropertyValue('method')).toBe('REQUEST')
  expect(request.readValue('organizer')).toBe('mailto:hello@labseat.test')
  expect(request.readValue('attendee')).toBe('mailto:erik@labseat.test')
  expect(request.readValue('sequence')).toBe(19 * 24 * 3600)
  const cancel = parse(write({}, { method: 'cancel', invitation, now: '2026-11-20T00:00:09.000Z' }))
  expect(cancel.readValue('status')).toBe('CANCELLED')
  expect(cancel.readValue('uid')).toBe(request.readValue('uid'))
  expect(Number(cancel.readValue('sequence'))).toBeGreaterThan(Number(request.readValue('sequence')))
})

describe('of 200 generated events', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 400 })
    .map((raw) => raw.replace(/\p{Cc}/gu, ' ').trim() || 'x')
  const lines = fc.array(text, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('\n'))
  const second = fc.integer({ min: Date.UTC(2026, 0) / 1000, max: Date.UTC(2032, 0) / 1000 })
  const generated = fc.record({
    title: text,
    description: lines,
    startsAt: second.map((at) => new Date(at * 1000).toISOString()),
    timeZone: fc.constantFrom(...listTimeZones()),
  })
  test('each is read back as it was, in lines of at most 75 bytes', () => {
    fc.assert(
      fc.property(generated, ({ title, description, startsAt, timeZone }) => {
        const file = write({ title, description, startsAt, timeZone, endsAt: null })
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        const { timeOf, readValue } = parse(file)
        expect(timeOf('dtstart')).toBe(startsAt)
        expect(readValue('summary')).toBe(title)
        expect(readValue('description')).toBe(`${description}\n\nhttps://labseat.test/events/go-day`)
        expect(readWithPlatformZones(file).start.toISOString()).toBe(startsAt)
      }),
      { numRuns: 200 },
    )
  })
})
