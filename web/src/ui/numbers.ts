import type { Money } from '../../../contract/common.ts'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/common.ts'

/** 1st, 2nd, 3rd, 11th. */
export const ordinal = (place: number): string => t('place', { count: place })

const currencyFormat = (currency: string) => new Intl.NumberFormat(locale(), { style: 'currency', currency })

/** The number of minor units in one unit: 100 for EUR, 1 for JPY. */
export const minorUnits = (currency: string): number =>
  10 ** (currencyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2)

export const price = ({ amount, currency }: Money): string => {
  const value = amount / minorUnits(currency)
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(value)
}
