import { expect, test } from 'vitest'
import { notificationKind } from '../contract/notifications.ts'
import { languages, moment } from './texts.ts'

test('each notice has a title and a text, and nothing else lies in the catalogue', () => {
  const keys = new Set(
    Object.keys(languages.en.notices).map((key) =>
      key.replace(/_(one|other|member|operator|admin|suspended|open)$/, '').replace(/-waiting$/, ''),
    ),
  )
  expect([...keys].sort()).toEqual(
    notificationKind.options.flatMap((kind) => [`${kind}.body`, `${kind}.title`]).sort(),
  )
})

test('a moment is told by the clock of the place', () => {
  expect(moment('en', '2031-02-01T23:30:00.000Z', 'Asia/Tokyo')).toMatch(
    /^Sunday,? 2 February 2031 at 08:30$/,
  )
})
