import { expect, test } from 'vitest'
import { ago, day, elsewhere, hours, zoneName } from './time.ts'

const evening = { startsAt: '2027-05-07T16:00:00.000Z', endsAt: '2027-05-07T18:00:00.000Z' }
const night = { startsAt: '2027-05-07T20:00:00.000Z', endsAt: '2027-05-08T01:00:00.000Z' }

test("an event's hours are in its time zone", () => {
  expect(hours(evening, 'Europe/Berlin', 'en-GB')).toBe('18:00 – 20:00')
  expect(hours(evening, 'Asia/Kolkata', 'en-GB')).toBe('21:30 – 23:30')
  expect(hours({ ...evening, endsAt: null }, 'Europe/Berlin', 'en-GB')).toBe('18:00')
})

test('an end on another day has its day', () => {
  expect(hours(night, 'Europe/Berlin', 'en-GB')).toBe('22:00 – Sat 8 May, 03:00')
})

test('the year appears only if it is not the current year', () => {
  const at = evening.startsAt
  expect(day(at, 'Europe/Berlin', new Date('2027-01-01'), 'en-GB')).toBe('Fri 7 May')
  expect(day(at, 'Europe/Berlin', new Date('2026-01-01'), 'en-GB')).toBe('Fri, 7 May 2027')
})

test("the time in the viewer's zone appears if it differs, with the day if the day differs", () => {
  const now = new Date(evening.startsAt)
  expect(elsewhere(evening, 'Europe/Berlin', 'Europe/Madrid', 'en-GB')).toBeNull()
  expect(elsewhere(evening, 'Europe/Berlin', 'America/New_York', 'en-GB')).toBe('12:00 – 14:00')
  expect(elsewhere(evening, 'Europe/Berlin', 'Pacific/Auckland', 'en-GB')).toBe(
    `${day(evening.startsAt, 'Pacific/Auckland', undefined, 'en-GB')}, 04:00 – 06:00`,
  )
  expect(day(evening.startsAt, 'Pacific/Auckland', now, 'en-GB')).toBe('Sat 8 May')
})

test('a zone is named after its city', () => {
  expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires time')
  expect(zoneName('UTC')).toBe('UTC')
})

test('a past moment is a relative time', () => {
  const now = Date.parse('2027-05-07T12:00:00Z')
  expect(ago('2027-05-07T11:59:40Z', now)).toBe('just now')
  expect(ago('2027-05-07T11:55:00Z', now)).toBe('5 minutes ago')
  expect(ago('2027-05-06T11:00:00Z', now)).toBe('yesterday')
})
