import { expect, test } from 'vitest'
import { eveningIn } from './expiry.ts'

const at = (time: string) => Date.parse(`2026-11-20T${time}:00Z`)

test.each([
  ['this evening, in the afternoon', 0, '15:00', '2026-11-20T22:00'],
  ['tomorrow evening', 1, '15:00', '2026-11-21T22:00'],
  ['in a week', 7, '15:00', '2026-11-27T22:00'],
  // In Berlin this is already the 21st.
  ['this evening, after midnight there', 0, '23:30', '2026-11-21T22:00'],
])('%s', (_, days, now, wall) => expect(eveningIn(days, at(now), 'Europe/Berlin')).toBe(wall))

test('this evening is no choice when it is over within the hour', () =>
  expect(eveningIn(0, at('20:30'), 'Europe/Berlin')).toBeNull())
