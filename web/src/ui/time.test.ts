import { expect, test } from 'vitest'
import {
  followZone,
  formatAgo,
  formatDay,
  formatHours,
  formatInOwnZone,
  formatWhen,
  zoneName,
} from './time.ts'

const evening = { startsAt: '2027-05-07T16:00:00.000Z', endsAt: '2027-05-07T18:00:00.000Z' }
const night = { startsAt: '2027-05-07T20:00:00.000Z', endsAt: '2027-05-08T01:00:00.000Z' }

test("an event's hours are in its time zone", () => {
  expect(formatHours(evening, 'Europe/Berlin', 'en-GB')).toBe('18:00 – 20:00')
  expect(formatHours(evening, 'Asia/Kolkata', 'en-GB')).toBe('21:30 – 23:30')
  expect(formatHours({ ...evening, endsAt: null }, 'Europe/Berlin', 'en-GB')).toBe('18:00')
})

test('an end on another day includes the day', () => {
  expect(formatHours(night, 'Europe/Berlin', 'en-GB')).toBe('22:00 – Sat 8 May, 03:00')
})

test('the year appears only if it is not the current year', () => {
  const at = evening.startsAt
  expect(formatDay(at, 'Europe/Berlin', new Date('2027-01-01'), 'en-GB')).toBe('Fri 7 May')
  expect(formatDay(at, 'Europe/Berlin', new Date('2026-01-01'), 'en-GB')).toBe('Fri, 7 May 2027')
})

test("the time in the viewer's zone appears if it differs, with the day if the day differs", () => {
  const now = new Date(evening.startsAt)
  expect(formatInOwnZone(evening, 'Europe/Berlin', 'Europe/Madrid', 'en-GB')).toBeNull()
  expect(formatInOwnZone(evening, 'Europe/Berlin', 'America/New_York', 'en-GB')).toBe('12:00 – 14:00')
  expect(formatInOwnZone(evening, 'Europe/Berlin', 'Pacific/Auckland', 'en-GB')).toBe(
    `${formatDay(evening.startsAt, 'Pacific/Auckland', undefined, 'en-GB')}, 04:00 – 06:00`,
  )
  expect(formatDay(evening.startsAt, 'Pacific/Auckland', now, 'en-GB')).toBe('Sat 8 May')
})

test('the hour that comes twice has the name of its time', () => {
  const startsAt = '2027-10-31T00:30:00.000Z'
  const endsAt = '2027-10-31T01:30:00.000Z'
  expect(formatHours({ startsAt, endsAt }, 'Europe/Berlin', 'en-GB')).toBe('02:30 CEST – 02:30 CET')
})

test('a time in a sentence has its place, and the reader’s own time if it differs', () => {
  const event = { ...evening, timeZone: 'Asia/Almaty' }
  followZone('Europe/Berlin')
  expect(formatWhen(event, 'en-GB')).toMatch(/, 21:00 – 23:00 Almaty time \(18:00 – 20:00 your time\)$/)
  followZone('Asia/Qyzylorda')
  expect(formatWhen(event, 'en-GB')).toMatch(/, 21:00 – 23:00 Almaty time$/)
  followZone(null)
})

test('a zone is named after its city', () => {
  expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires time')
  expect(zoneName('UTC')).toBe('UTC')
})

test('a past moment is a relative time', () => {
  const now = Date.parse('2027-05-07T12:00:00Z')
  expect(formatAgo('2027-05-07T11:59:40Z', now)).toBe('just now')
  expect(formatAgo('2027-05-07T11:55:00Z', now)).toBe('5 minutes ago')
  expect(formatAgo('2027-05-06T11:00:00Z', now)).toBe('yesterday')
})
