import { expect, test } from 'vitest'
import { readNextPath } from '../lib/next.ts'
import { t } from '../locales/events.ts'
import { ordinal, price } from './numbers.ts'

test('places are English ordinals', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal)).toEqual(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 102nd'.split(' '),
  )
})

test('a text with a count has the right plural form', () => {
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
  expect(price({ amount: 1250, currency: 'KWD' })).toMatch(/^KWD\s1\.250$/)
})

// The currencies that browsers show with fewer decimals than ISO 4217.
test.each('AFN ALL COP HUF IDR IRR LAK LBP MGA MMK PKR RSD SLE SOS SYP UZS YER'.split(' '))(
  'an amount in %s has the same hundredths in each browser',
  (currency) => expect(price({ amount: 123_456, currency })).toMatch(/1,234\.56$/),
)

test('the page after a sign-in is always a page of this app', () => {
  expect(readNextPath('?next=%2Fevents%2Fa%3Fb%3D1')).toBe('/events/a?b=1')
  for (const next of ['', '//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)'])
    expect(readNextPath(`?next=${encodeURIComponent(next)}`)).toBe('/')
})
