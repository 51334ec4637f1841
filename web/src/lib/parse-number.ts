import { readAmount, readNumber, type Separators, separatorsOf } from '../../../domain/read-number.ts'
import { locale } from './i18n.ts'

/** The page shows numbers in its language, and a person types them as in the browser's. */
const conventions = (): Separators[] =>
  [...new Set([locale(), ...(typeof navigator === 'undefined' ? [] : [navigator.language])])].map(
    (language) => separatorsOf(language.replace(/-x-.*$/, '')),
  )

/**
 * Reads a number as the person writes it. Returns NaN for an empty text. A text that is no number, or that can mean two numbers, becomes an
 * `UnreadNumber`, which also counts as NaN and which the schema refuses with its sentence.
 *
 * @param maxDecimals 0 for a whole number
 */
export const parseNumber = (text: string, maxDecimals?: number): number =>
  readNumber(text, conventions(), maxDecimals) as number

/** The same for an amount of money, in minor units of its currency. */
export const parseAmount = (text: string, currency: string): number =>
  readAmount(text, currency, conventions()) as number
