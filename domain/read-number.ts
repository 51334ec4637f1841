import { decimalsOf } from '../contract/decimals.ts'
import { UnreadNumber } from '../contract/unread-number.ts'
import { message } from '../contract/validation.ts'

/** How a language writes 1,234.5. */
export type Separators = { group: string; decimal: string }

export const separatorsOf = (locale: string): Separators => {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1_234_567.5)
  const signOf = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { group: signOf('group'), decimal: signOf('decimal') }
}

/** Marks that come with copied numbers and that nobody sees. */
const invisible = /[\u200b-\u200f\u061c\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g
/** Spaces, apostrophes and the Arabic separator of thousands separate groups in each language that uses them. */
const groupSigns = /(?<=\d)(?:[\s'’]|\u066c)(?=\d)/g
const arabicDecimal = '\u066b'

/**
 * The value of a decimal digit of any script. Unicode puts the ten digits of a script side by side, from a code point that ends in 0 or 6
 * (hexadecimal). The mathematical digits, which come in five styles, are the exception.
 */
const toAsciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0)!
  if (code >= 0x1d7ce && code <= 0x1d7ff) return digit
  const last = code & 0xf
  return String(/\p{Nd}/u.test(String.fromCodePoint(code - last)) ? last : last - 6)
}

const toAscii = (text: string): string =>
  text
    .replace(invisible, '')
    .trim()
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(/^\u2212/, '-')
    .replace(groupSigns, ' ')

/** `1,234,567` and the Indian `12,34,567`. */
const isGrouped = (parts: readonly string[]): boolean =>
  parts.length === 1 ||
  (/^\d{1,3}$/.test(parts[0]!) &&
    /^\d{3}$/.test(parts.at(-1)!) &&
    parts.slice(1, -1).every((part) => /^\d{2,3}$/.test(part)))

/** A decimal number that everybody reads alike: a fourth digit shows that the point separates no thousands. */
const writeDecimal = (whole: string, fraction: string): string => {
  const digits = fraction.replace(/0+$/, '')
  return digits ? `${whole}.${digits.length === 3 ? `${digits}0` : digits}` : whole
}

type Decimal = { sign: string; whole: string; fraction: string }

const unread = () => new UnreadNumber(message('numberUnread'))

/** `1,000` is 1000 in London and 1 in Berlin; `1.000` is the reverse. */
const readThousand = (
  { sign, whole, fraction }: Decimal,
  separator: string,
  conventions: readonly Separators[],
  maxDecimals: number | undefined,
): Decimal | UnreadNumber => {
  const isGroup = (convention: Separators) => convention.group === separator
  const isDecimal = (convention: Separators) => convention.decimal === separator
  if (conventions.length > 0 && conventions.every(isGroup))
    return { sign, whole: whole + fraction, fraction: '' }
  if (conventions.length > 0 && conventions.every(isDecimal) && (maxDecimals ?? 0) >= 3)
    return { sign, whole, fraction }
  // The small number is no answer where it has too many decimals: 1.005 EUR can only mean 1005.
  const decimals = fraction.replace(/0+$/, '').length
  if (maxDecimals !== undefined && decimals > maxDecimals)
    return new UnreadNumber(message('numberGrouped', { large: sign + whole + fraction }))
  return new UnreadNumber(
    message('numberAmbiguous', {
      large: sign + whole + fraction,
      small: sign + writeDecimal(whole, fraction),
    }),
  )
}

const readDecimal = (
  text: string,
  conventions: readonly Separators[],
  maxDecimals: number | undefined,
): Decimal | UnreadNumber => {
  const [, sign = '', digits = ''] = /^(-?)(\d[\d ,.\u066b]*|[,.\u066b]\d+)$/.exec(toAscii(text)) ?? []
  const separators = [...new Set(digits.match(/[,.\u066b]/g))]
  const last = separators.at(-1) ?? ''
  const at = last ? digits.lastIndexOf(last) : digits.length
  const occursOnce = last !== '' && digits.indexOf(last) === at
  const hasSpaces = digits.includes(' ')
  const [wholePart, fraction] = [digits.slice(0, at), digits.slice(at + 1)]
  const isLoneMark = separators.length === 1 && !hasSpaces && last !== arabicDecimal

  // A sign that is there twice separates groups.
  if (isLoneMark && !occursOnce) {
    const parts = digits.split(last)
    return isGrouped(parts) ? { sign, whole: parts.join(''), fraction: '' } : unread()
  }
  if (separators.length + Number(hasSpaces) > 2 || (last && (!occursOnce || !/^\d+$/.test(fraction))))
    return unread()
  const groupSign = hasSpaces ? ' ' : (separators.find((sign) => sign !== last) ?? ' ')
  const parts = wholePart.split(groupSign)
  if (digits === '' || parts.some((part) => !/^\d*$/.test(part)) || !isGrouped(parts)) return unread()
  const decimal = { sign, whole: parts.join('') || '0', fraction }
  const isThousand = isLoneMark && /^[1-9]\d{0,2}$/.test(wholePart) && fraction.length === 3
  return isThousand ? readThousand(decimal, last, conventions, maxDecimals) : decimal
}

/**
 * Reads a number as people write it in their language: `1,234.50`, `1.234,50`, `1 234`, `1’234`, `١٬٢٣٤`, `１２３４`.
 * A number that two people would read differently is refused, and so are `1e3` and `0x10`.
 *
 * @param conventions of the languages that the person reads and writes
 * @param maxDecimals 0 for a whole number; any number of decimals if left out
 * @returns NaN for an empty text, so that the schema asks for a number
 */
export const readNumber = (
  text: string,
  conventions: readonly Separators[],
  maxDecimals?: number,
): number | UnreadNumber => {
  if (text.replace(invisible, '').trim() === '') return Number.NaN
  const decimal = readDecimal(text, conventions, maxDecimals)
  if (decimal instanceof UnreadNumber) return decimal
  const { sign, whole, fraction } = decimal
  if (maxDecimals === 0 && /[1-9]/.test(fraction)) return new UnreadNumber(message('wholeNumber'))
  return Number(`${sign}${whole}.${fraction || '0'}`)
}

/**
 * Reads an amount of money as minor units: `12.50` EUR is 1250. An amount that has too many decimals for its currency is refused, because
 * rounding changes what people pay.
 */
export const readAmount = (
  text: string,
  currency: string,
  conventions: readonly Separators[],
): number | UnreadNumber => {
  if (text.replace(invisible, '').trim() === '') return Number.NaN
  const digits = decimalsOf(currency)
  const decimal = readDecimal(text, conventions, digits)
  if (decimal instanceof UnreadNumber) return decimal
  const fraction = decimal.fraction.replace(/0+$/, '')
  if (fraction.length > digits)
    return new UnreadNumber(
      digits === 0 ? message('amountWhole', { currency }) : message('amountDecimals', { currency, digits }),
    )
  return Number(`${decimal.sign}${decimal.whole}${fraction.padEnd(digits, '0')}`)
}

/** Minor units as text that `readAmount` reads in every language: 1250 EUR is `12.50`, 4500 EUR is `45`, 1234 KWD is `1.2340`. */
export const writeAmount = (amount: number, currency: string): string => {
  const digits = decimalsOf(currency)
  const padded = String(amount).padStart(digits + 1, '0')
  const [whole, fraction] = [padded.slice(0, padded.length - digits), padded.slice(padded.length - digits)]
  return digits === 2 && /[1-9]/.test(fraction) ? `${whole}.${fraction}` : writeDecimal(whole, fraction)
}
