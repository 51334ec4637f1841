import { expect, test } from 'vitest'
import { isRecentSignIn, isSessionOver } from './sign-in.ts'

const now = '2027-05-01T09:00:00.000Z'
const secondsAgo = (seconds: number) => Date.parse(now) / 1000 - seconds
const dayS = 24 * 3600

test.each([
  [0, true],
  [15 * 60, true],
  [15 * 60 + 1, false],
  [dayS, false],
])('a sign-in of %i seconds ago is recent: %s', (age, expected) =>
  expect(isRecentSignIn(secondsAgo(age), now)).toBe(expected),
)

test.each([
  [0, false],
  [30 * dayS, false],
  [30 * dayS + 1, true],
])('a session of %i seconds is over after 30 days: %s', (age, expected) =>
  expect(isSessionOver(secondsAgo(age), 30, now)).toBe(expected),
)
