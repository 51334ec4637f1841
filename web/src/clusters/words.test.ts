import { expect, test } from 'vitest'
import { formatDuration } from './words.ts'

test.each([
  [0.4, '0s'],
  [59.6, '1m'],
  [184, '3m 4s'],
  [7200, '2h'],
  [4800, '1h 20m'],
])('%d seconds are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text))
