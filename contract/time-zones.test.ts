import { expect, test } from 'vitest'
import { timeZone } from './time-zone.ts'
import { currentZone, listTimeZones } from './time-zones.ts'

test.each([
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Godthab', 'America/Nuuk'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Africa/Asmera', 'Africa/Asmara'],
  ['US/Pacific', 'America/Los_Angeles'],
  ['Japan', 'Asia/Tokyo'],
  ['GB', 'Europe/London'],
  ['Etc/UTC', 'UTC'],
  ['GMT', 'UTC'],
  ['Zulu', 'UTC'],
  ['europe/berlin', 'Europe/Berlin'],
])('the zone %s is stored as %s', (name, current) => {
  expect(timeZone.parse(name)).toBe(current)
  expect(currentZone(current)).toBe(current)
})

test.each([
  ['Etc/GMT+5', 'timeZoneOffset'],
  ['+05:00', 'timeZoneOffset'],
  ['−05:00', 'timeZoneOffset'],
  ['UTC+5', 'timeZoneOffset'],
  ['GMT-3', 'timeZoneOffset'],
  ['0530', 'timeZoneOffset'],
  ['EST', 'timeZoneAbbreviation'],
  ['EST5EDT', 'timeZoneAbbreviation'],
  ['CET', 'timeZoneAbbreviation'],
  ['PST', 'timeZoneAbbreviation'],
  ['IST', 'timeZoneAbbreviation'],
  ['Europe/Atlantis', 'timeZone'],
  ['constructor/toString', 'timeZone'],
  ['', 'timeZone'],
])('%j is refused with its reason', (name, key) => {
  expect(timeZone.safeParse(name).error?.issues.map(({ message }) => message)).toEqual([key])
})

test('each zone of the table is one that programs know, and has one name', () => {
  const zones = listTimeZones()
  const resolved = zones.map(
    (zone) => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone,
  )
  expect(resolved).toHaveLength(zones.length)
  expect(new Set(zones).size).toBe(zones.length)
  expect(zones.filter((zone) => timeZone.parse(zone) !== zone)).toEqual([])
})

test('each zone that a browser offers has a current name', () => {
  const offered = Intl.supportedValuesOf('timeZone').filter(
    (zone) => zone.includes('/') && !zone.startsWith('Etc/'),
  )
  expect(offered.filter((zone) => !timeZone.safeParse(zone).success)).toEqual([])
})
