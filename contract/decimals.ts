import { withoutDecimals, withThreeDecimals } from './currency-decimals.ts'

/**
 * The decimals of a currency by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD. Browsers disagree about HUF, COP, IDR and PKR, so nothing asks
 * Intl.
 */
export const decimalsOf = (currency: string): number => {
  if (withoutDecimals.includes(currency)) return 0
  return withThreeDecimals.includes(currency) ? 3 : 2
}
