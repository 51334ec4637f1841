import { expect, test } from 'vitest'
import { nextPath } from '../lib/next.ts'
import { t } from '../locales/events.ts'
import { minorUnits, ordinal, price } from './numbers.ts'

test('places are counted as people count them', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal)).toEqual(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 102nd'.split(' '),
  )
})

test('one seat, two seats', () => {
  expect([0, 1, 1200].map((count) => t('seats.left', { count }))).toEqual([
    '0 seats left',
    '1 seat left',
    '1,200 seats left',
  ])
})

test('money is shown in the units of its currency', () => {
  expect(price({ amount: 4500, currency: 'EUR' })).toBe('€45')
  expect(price({ amount: 1250, currency: 'EUR' })).toBe('€12.50')
  expect(price({ amount: 1200, currency: 'JPY' })).toBe('¥1,200')
  expect(minorUnits('KWD')).toBe(1000)
})

test('signing in leads back into this app and nowhere else', () => {
  expect(nextPath('?next=%2Fevents%2Fa%3Fb%3D1')).toBe('/events/a?b=1')
  for (const next of ['', '//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)'])
    expect(nextPath(`?next=${encodeURIComponent(next)}`)).toBe('/')
})
