import { expect, test } from 'vitest'
import { googleCalendarLink, outlookLink } from './calendar-links.ts'

const event = {
  title: 'Go & friends, 100 %',
  description: '𠮷'.repeat(10_000),
  startsAt: '2026-12-01T08:00:00.000Z',
  endsAt: '2026-12-01T16:30:00.000Z',
  timeZone: 'Asia/Almaty',
  location: { kind: 'in-person' as const, name: 'Room 4', address: '4 Main Street' },
}
const page = 'https://labseat.test/events/go'

test('Google gets the times, the zone and the place', () => {
  const { searchParams } = new URL(googleCalendarLink(event, page))
  expect(searchParams.get('dates')).toBe('20261201T080000Z/20261201T163000Z')
  expect(searchParams.get('ctz')).toBe('Asia/Almaty')
  expect(searchParams.get('text')).toBe(event.title)
  expect(searchParams.get('location')).toBe('Room 4, 4 Main Street')
  expect(searchParams.get('details')).toContain(page)
})

test('an event without an end ends when it begins', () => {
  const open = { ...event, endsAt: null }
  expect(new URL(googleCalendarLink(open, page)).searchParams.get('dates')).toBe(
    '20261201T080000Z/20261201T080000Z',
  )
  expect(new URL(outlookLink(open, page, 'live')).searchParams.get('enddt')).toBe(event.startsAt)
})

test('a long description does not make an address that a server refuses', () => {
  for (const link of [googleCalendarLink(event, page), outlookLink(event, page, 'office')])
    expect(link.length).toBeLessThan(8_000)
})

test('Outlook of an organisation has its own address', () => {
  expect(new URL(outlookLink(event, page, 'office')).host).toBe('outlook.office.com')
  expect(new URL(outlookLink(event, page, 'live')).searchParams.get('startdt')).toBe(event.startsAt)
})
