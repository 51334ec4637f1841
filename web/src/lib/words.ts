import type { Money } from '../../../contract/common.ts'

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }

/** 1st, 2nd, 3rd, 11th. */
export const ordinal = (place: number): string => `${place}${endings[ordinals.select(place)] ?? 'th'}`

/** "1 seat", "12 seats", "1,200 seats". */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`

const currencyFormat = (currency: string) => new Intl.NumberFormat('en', { style: 'currency', currency })

/** How many minor units make one: 100 for EUR, 1 for JPY. */
export const minorUnits = (currency: string): number =>
  10 ** (currencyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2)

export const price = ({ amount, currency }: Money): string => {
  const value = amount / minorUnits(currency)
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(value)
}
