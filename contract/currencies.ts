import { withTwoDecimals } from './currency-codes.ts'
import { withoutDecimals, withThreeDecimals } from './currency-decimals.ts'

/** The codes of the currencies in use. Withdrawn ones, funds and metals are not among them. */
export const listCurrencies = (): string[] =>
  [withoutDecimals, withTwoDecimals, withThreeDecimals].flatMap((codes) => codes.split(' ')).sort()
