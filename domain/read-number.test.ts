import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listCurrencies } from '../contract/currencies.ts'
import { UnreadNumber } from '../contract/unread-number.ts'
import { numberTable } from '../testing/texts/numbers.ts'
import { readAmount, readNumber, separatorsOf, writeAmount } from './read-number.ts'

const conventionsOf = (languages: readonly string[]) => languages.map(separatorsOf)
const orNull = (value: number | UnreadNumber) => (value instanceof UnreadNumber ? null : value)

test.each(numberTable)(
  '%j, written by a person who reads %j, is %j seats or %j cents',
  (text, languages, whole, cents) => {
    expect(orNull(readNumber(text, conventionsOf(languages), 0))).toBe(whole)
    expect(orNull(readAmount(text, 'EUR', conventionsOf(languages)))).toBe(cents)
  },
)

test('an empty text is no number', () => {
  expect(readNumber(' ', [])).toBeNaN()
  expect(readAmount('\u200b', 'EUR', [])).toBeNaN()
})

test.each([
  ['1.000', 0, 'numberAmbiguous {"large":"1000","small":"1"}'],
  ['1.5', 0, 'wholeNumber'],
  ['1e3', 0, 'numberUnread'],
])('%j is refused with its reason', (text, maxDecimals, problem) => {
  expect(readNumber(text, conventionsOf(['en-GB']), maxDecimals)).toMatchObject({ problem })
})

test.each([
  ['12.5', 'JPY', 'amountWhole {"currency":"JPY"}'],
  ['12.505', 'EUR', 'numberGrouped {"large":"12505"}'],
  ['1.005', 'EUR', 'numberGrouped {"large":"1005"}'],
  ['1.000', 'EUR', 'numberAmbiguous {"large":"1000","small":"1"}'],
  ['1.500', 'EUR', 'numberAmbiguous {"large":"1500","small":"1.5"}'],
  ['1.500', 'JPY', 'numberGrouped {"large":"1500"}'],
  ['0.005', 'EUR', 'amountDecimals {"currency":"EUR","digits":2}'],
  ['0.0005', 'KWD', 'amountDecimals {"currency":"KWD","digits":3}'],
])('%s %s is refused instead of being rounded', (text, currency, problem) => {
  expect(readAmount(text, currency, conventionsOf(['en-GB']))).toMatchObject({ problem })
})

test('a size without a limit of decimals is read exactly', () => {
  expect(readNumber('0.125', conventionsOf(['en-GB']))).toBe(0.125)
  expect(readNumber('0,5', conventionsOf(['en-GB']))).toBe(0.5)
  expect(readNumber('1.500', conventionsOf(['en-GB']))).toBeInstanceOf(UnreadNumber)
})

test('each amount that the form shows is read back unchanged, whatever the person reads', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000_000 }),
      fc.constantFrom(...listCurrencies()),
      fc.subarray(['en-GB', 'de-DE', 'fr-FR', 'hi-IN', 'ar-EG', 'de-CH', 'ja-JP']),
      (amount, currency, languages) => {
        expect(readAmount(writeAmount(amount, currency), currency, conventionsOf(languages))).toBe(amount)
      },
    ),
  )
})

test('a whole number is read as its language writes it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.constantFrom(
        'en-GB',
        'de-DE',
        'fr-FR',
        'hi-IN',
        'ar-EG',
        'fa-IR',
        'de-CH',
        'pl-PL',
        'ja-JP',
        'bn-BD',
      ),
      (value, language) => {
        const text = new Intl.NumberFormat(language).format(value)
        expect(readNumber(text, conventionsOf([language]), 0)).toBe(value)
      },
    ),
  )
})
