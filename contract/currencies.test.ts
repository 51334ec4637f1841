import { expect, test } from 'vitest'
import { money } from './common.ts'
import { listCurrencies } from './currencies.ts'
import { decimalsOf } from './decimals.ts'

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['ISK', 0],
  // Browsers show these without decimals.
  ['HUF', 2],
  ['COP', 2],
  ['IDR', 2],
  ['PKR', 2],
  ['XCG', 2],
])('%s has %i decimals', (currency, decimals) => {
  expect(decimalsOf(currency)).toBe(decimals)
  expect(money.safeParse({ amount: 1, currency }).success).toBe(true)
})

test.each(['HRK', 'BGN', 'ANG', 'DEM', 'XAU', 'XXX', 'XTS', 'CLF', 'USN', 'ABC', 'eur', 'EURO', 'EUR AUD'])(
  '%s is no currency for a price',
  (currency) => expect(money.safeParse({ amount: 1, currency }).success).toBe(false),
)

test('each currency is listed once, and can be written', () => {
  const codes = listCurrencies()
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.length).toBeGreaterThan(150)
  for (const currency of codes)
    expect(new Intl.NumberFormat('en', { style: 'currency', currency }).format(1)).toMatch(/1/)
})
