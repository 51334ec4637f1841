import { expect, test } from 'vitest'
import { toIso, withIsoTimes } from './timestamps.ts'

const moment = { toDate: () => new Date('2031-05-01T09:00:00.123Z'), seconds: 1, nanoseconds: 2 }

test('a Timestamp becomes RFC 3339 text in UTC with milliseconds', () => {
  expect(toIso(moment)).toBe('2031-05-01T09:00:00.123Z')
})

test('Timestamps at any depth become text, and other values stay as they are', () => {
  expect(
    withIsoTimes({ at: moment, list: [{ at: moment }, 1, 'x'], none: null, missing: undefined, yes: true }),
  ).toEqual({
    at: '2031-05-01T09:00:00.123Z',
    list: [{ at: '2031-05-01T09:00:00.123Z' }, 1, 'x'],
    none: null,
    missing: undefined,
    yes: true,
  })
})
