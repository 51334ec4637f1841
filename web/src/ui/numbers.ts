import type { Money } from '../../../contract/common.ts'
import { decimalsOf } from '../../../contract/decimals.ts'
import { locale } from '../lib/i18n.ts'
import { t } from '../locales/common.ts'

/** 1st, 2nd, 3rd, 11th. */
export const ordinal = (place: number): string => t('place', { count: place })

export const price = ({ amount, currency }: Money): string => {
  const digits = decimalsOf(currency)
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amount / 10 ** digits)
}
